"""The index of the API: one flat file per resource."""
