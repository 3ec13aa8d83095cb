"""Gifts that meet: who has what somebody seeks, and why."""
