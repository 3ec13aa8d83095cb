"""Gifts of head, heart and hands that a person has or seeks."""
