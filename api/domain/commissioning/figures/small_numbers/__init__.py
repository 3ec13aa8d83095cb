"""The rule for small numbers: what a council may know of a table, and what would tell it more. Pure."""
