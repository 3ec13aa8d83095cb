"""The few who support a person, and whether both sides chose it."""
