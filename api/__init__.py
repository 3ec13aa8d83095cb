"""The Wellbeing Teams API."""
