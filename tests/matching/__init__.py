"""Gifts that meet: a set made by hand, and what the matching makes of it."""
