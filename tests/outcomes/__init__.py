"""Outcomes, good weeks, check-ins, instruments and reviews."""
