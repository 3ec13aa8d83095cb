"""What every concept shares: tables, field types, clock, errors."""
