"""Who may do what, and whose: keys, tokens, passwords, accounts, row rules."""
