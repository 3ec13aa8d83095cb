"""Hand-overs between a council and a team, and their answers."""
