"""PostgreSQL: pools, the reader, the write session, row security."""
