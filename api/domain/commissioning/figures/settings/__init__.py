"""The rule for small numbers towards one council, and what an admission is said to cost."""
