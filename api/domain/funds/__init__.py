"""Individual Service Funds: the agreement, the ledger, the plan, the statement."""
