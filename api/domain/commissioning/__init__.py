"""Who funds whose support."""
