"""The queue: procrastinate's tables and functions in a schema of their own, for the jobs process alone.

The SQL is what `api.storage.queue.statements()` made when it was frozen.
"""

from migrations import frozen

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the schema, and the group role wherever the cluster does not have it."""
    frozen.run("0003_jobs")


def downgrade() -> None:
    """Drop the schema with whatever waits in it; the cluster's role stays, because another database may use it."""
    frozen.run("0003_jobs_down")
