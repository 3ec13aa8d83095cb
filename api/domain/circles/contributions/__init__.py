"""What each of a circle gives and gets."""
