"""Outcomes: whether life gets better, in the person's own words."""
