"""Community Circles around a person."""
