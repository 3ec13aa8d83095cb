"""What must hold when something goes wrong."""
