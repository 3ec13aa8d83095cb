"""Whom a council works with: a provider names the council, and the council agrees before anything of it counts."""
