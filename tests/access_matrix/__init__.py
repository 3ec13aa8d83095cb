"""Who reaches what, for every operation, role and relation, from a table written by hand."""
