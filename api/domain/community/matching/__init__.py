"""Gifts that meet: who could share what with whom, and why."""
