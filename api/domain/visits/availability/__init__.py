"""When members can work: working patterns, leave, sickness."""
