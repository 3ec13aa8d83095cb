"""Stays in hospital: planned or not, from when until when, and what was learned."""
