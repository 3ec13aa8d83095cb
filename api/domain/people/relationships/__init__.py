"""Who is in a person's life: what they are to them, how close, what they may be told."""
