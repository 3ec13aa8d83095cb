"""The foundation: roles, tables, functions, triggers, row security and grants of people and teams."""

from migrations import frozen

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make everything. Roles belong to the cluster and are made only where they are missing."""
    frozen.run("0001_foundation")


def downgrade() -> None:
    """Drop what belongs to this database; the cluster's roles stay, because another database may use them."""
    frozen.run("0001_foundation_down")
