"""Circles whole, and community life: groups, introductions, connections, gifts that meet."""

from migrations import frozen

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make what circles and community life need."""
    frozen.run("0006_circles")
    frozen.run_live("0006_circles_live")


def downgrade() -> None:
    """Back to progress."""
    frozen.run_live("0006_circles_down_live")
    frozen.run("0006_circles_down")
