"""Commissioning and funds: arrangements whole, hand-overs, stays and falls, figures from snapshots, Client Level Data, the ledger."""

from alembic import op

from migrations import frozen

revision = "0008"
down_revision = "0007"

# Whom arrangements name already is asked by them, as everybody is from now on.
ASK = """
INSERT INTO commissioned_provider (id, organisation_id, council_id, provider_name)
SELECT gen_random_uuid(), o.id, a.council_id, o.name
  FROM (SELECT DISTINCT organisation_id, council_id FROM arrangement WHERE council_id IS NOT NULL AND removed_at IS NULL) a
  JOIN organisation o ON o.id = a.organisation_id
"""


def upgrade() -> None:
    """Make what commissioners and funds need."""
    frozen.run("0008_commissioning")
    op.execute("SET LOCAL ROLE wt_operator")
    op.execute(ASK)
    op.execute("RESET ROLE")
    frozen.run_live("0008_commissioning_live")


def downgrade() -> None:
    """Back to circles."""
    frozen.run_live("0008_commissioning_down_live")
    frozen.run("0008_commissioning_down")
