"""What the regulator must be told of, and was."""
