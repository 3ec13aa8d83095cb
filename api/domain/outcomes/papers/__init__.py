"""Papers of several pages: what they are made of, on a screen and in print. What is on them, their owners say."""
