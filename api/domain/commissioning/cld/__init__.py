"""Client Level Data: what a council must send about the people whose support it funds."""
