"""Person-centred reviews and their actions."""
