"""People who are supported, and what is theirs."""
