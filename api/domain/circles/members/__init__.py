"""Who is of a circle, and their gifts."""
