"""Schema migrations: sequential, reversible, each with its SQL frozen."""
