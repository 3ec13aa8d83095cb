"""Rules that hold over all routes, all tables, all imports."""
