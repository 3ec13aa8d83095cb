"""Instruments: question sets as data, in versions."""
