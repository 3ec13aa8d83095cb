"""Summaries of how outcomes go, for a council, of those who let it have them."""
