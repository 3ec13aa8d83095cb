"""T14: sixteen writers on one fund, 20,000 tries over HTTP. No penny lost, no overspend, no deadlock, each 201 one entry."""

import asyncio

from tests.funds.storm import WRITERS, storm, wrong_with
from tests.proof.running import running

TRIES = 20_000
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


async def hold(tries: int) -> bool:
    """Run them; print what was told."""
    async with running() as here:
        fund, told = await storm(here.as_("carer"), here.operator, here.world.person("Jean").id, tries, seed=14)
        wrong = wrong_with(here.operator, fund, told)
        deadlocks = here.operator.execute(DEADLOCKS).fetchone()
        print(f"{WRITERS} writers, {tries:,} tries, {len(told.made):,} entries; lowest seen {told.least} pence")
        for status, count in sorted(told.statuses.items()):
            print(f"  {status:32}{count:>8,}")
        print(f"  deadlocks that PostgreSQL broke: {deadlocks[0] if deadlocks else '?'}")
        for line in wrong:
            print(f"  {line}")
        return not wrong and deadlocks == (0,)


def main() -> bool:
    """`python -m tests.proof fund_writers`."""
    return asyncio.run(hold(TRIES))


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
