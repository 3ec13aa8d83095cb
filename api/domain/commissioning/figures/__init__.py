"""Figures from weekly snapshots: what councils may read, and what the provider reads."""
