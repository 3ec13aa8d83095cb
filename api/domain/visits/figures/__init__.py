"""Figures and statements about visits."""
