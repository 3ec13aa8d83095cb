"""Community Circles: their lives, their members, and what their members may see."""
