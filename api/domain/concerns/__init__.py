"""Concerns about a person, restricted ones included."""
