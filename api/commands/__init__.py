"""What the command line does. Each command imports what it needs when it is called: a help page should not wait for an ORM."""
