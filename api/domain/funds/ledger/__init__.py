"""The ledger of a fund."""
