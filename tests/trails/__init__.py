"""What is written down about changes and looks, what is told, and break-glass."""
