"""Community groups: what goes on locally, their gifts, sessions, and who takes part."""
