"""Secret calendar feeds of members."""
