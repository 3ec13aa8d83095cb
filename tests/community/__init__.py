"""Tests of community life."""
