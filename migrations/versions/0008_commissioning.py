"""Commissioning and funds: arrangements whole, hand-overs, stays and falls, figures from snapshots, Client Level Data, the ledger."""

from migrations import frozen

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make what commissioners and funds need."""
    frozen.run("0008_commissioning")
    frozen.run_live("0008_commissioning_live")


def downgrade() -> None:
    """Back to circles."""
    frozen.run_live("0008_commissioning_down_live")
    frozen.run("0008_commissioning_down")
