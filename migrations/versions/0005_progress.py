"""Progress: the printed page, and the functions that work progress out."""

from migrations import frozen

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make what progress needs."""
    frozen.run("0005_progress")
    frozen.run_live("0005_progress_live")


def downgrade() -> None:
    """Back to outcomes."""
    frozen.run_live("0005_progress_down_live")
    frozen.run("0005_progress_down")
