"""The good week: what makes it, how each week went, the person's own score."""
