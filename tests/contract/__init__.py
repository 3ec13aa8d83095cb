"""What all resources have in common, and the document that says so."""
