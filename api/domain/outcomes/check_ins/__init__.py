"""Check-ins: a dated moment on an outcome, on a week, or with an instrument."""
