"""How to get into a person's home."""
