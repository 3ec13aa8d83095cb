"""Falls, and what was learned from them."""
