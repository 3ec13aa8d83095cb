"""Outcomes: the good week, outcomes, check-ins, instruments, reviews, Working Together for Change."""

from migrations import frozen

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make what outcomes need, and what they change in what was there."""
    frozen.run("0004_outcomes")


def downgrade() -> None:
    """Back to visits."""
    frozen.run("0004_outcomes_down")
