"""Figures on paper, to read and to print."""
