"""Visits that come again: recurrence in London wall time, made ahead."""
