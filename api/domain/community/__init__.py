"""Community life: groups, gifts that meet, introductions, connections."""
