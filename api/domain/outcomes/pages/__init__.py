"""The printed page: a person's one-page profile and plan on one sheet of A4."""
