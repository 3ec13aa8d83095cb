"""What was done with records, read back: every table is behind it, so it stands above the registry of all tables."""
