"""Self-managing teams, their members and shared roles."""
