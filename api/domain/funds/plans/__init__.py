"""The plan of a fund: what the money is for."""
