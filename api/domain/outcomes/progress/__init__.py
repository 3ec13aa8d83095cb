"""Progress: what scores say over time, of a person and of a team; and the picture of them."""
