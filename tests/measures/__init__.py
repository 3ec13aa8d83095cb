"""The measures registry: every figure has an entry, and every answer with figures leads to its entries."""
