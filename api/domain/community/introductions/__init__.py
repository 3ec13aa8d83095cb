"""Introductions into community life, and what came of them."""
