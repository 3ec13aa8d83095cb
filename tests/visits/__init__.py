"""Visits: planned, recorded, counted and shown on a calendar."""
