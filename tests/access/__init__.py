"""Tests of keys, tokens and passwords."""
