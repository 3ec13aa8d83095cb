"""Risks that a person wants to take."""
