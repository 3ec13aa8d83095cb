"""Consents, those who speak for a person, and what enter() makes of both."""
