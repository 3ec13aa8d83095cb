"""Visits: time with a person, planned by the team and recorded on a phone."""
