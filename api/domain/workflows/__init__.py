"""Use cases that span concepts: a member leaves, a team ends."""
