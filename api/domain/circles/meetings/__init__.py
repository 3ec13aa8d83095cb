"""What a circle does together: its meetings and what they decided."""
