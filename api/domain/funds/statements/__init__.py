"""Statements of funds: what happened with a person's money, in plain words."""
