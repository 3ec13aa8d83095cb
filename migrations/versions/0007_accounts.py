"""Accounts and sign-in: pages, codes, second factors, one-time links, an organisation's own provider, and the evidence."""

from migrations import frozen

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make what signing in by pages needs."""
    frozen.run("0007_accounts")
    frozen.run_live("0007_accounts_live")


def downgrade() -> None:
    """Back to circles."""
    frozen.run_live("0007_accounts_down_live")
    frozen.run("0007_accounts_down")
