"""Visits: planning, rostering, recording, the hours bank, concerns, calendars; the jobs behind them."""

from migrations import frozen

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make what visits need, and what they change in what was there."""
    frozen.run("0002_visits")


def downgrade() -> None:
    """Back to the foundation."""
    frozen.run("0002_visits_down")
