"""Weekly figures: what is due is made, and how far it is stands in the log. No number of anybody's does."""

from typing import Final

from psycopg import Error

from api.domain.commissioning.figures.making import make_due
from api.domain.shared.clock import london_today
from api.jobs.app import call_kernel
from api.logs import get_logger

AWAY: Final = ("08", "57P")
log = get_logger("api.jobs")


async def make_snapshots() -> int:
    """Make every snapshot that is due, each in calls of its own. Answers how many were made.

    One that the database refuses is logged, stands in nobody's way, and is due again next time.
    """
    made = 0
    async for step in make_due(call_kernel, london_today(), bears=_of_this_one):
        made += step.made
        told = log.warning if step.failed else log.info
        told(
            "snapshot", organisation=str(step.unit.organisation), side=step.unit.side.value, span=step.unit.span,
            from_on=step.unit.from_on.isoformat(), done=step.done, of=step.of, made=step.made, kind=step.failed,
        )  # fmt: skip
    return made


def _of_this_one(error: Exception) -> bool:
    """A database that is away is no fault of one snapshot: the whole job is tried again."""
    return isinstance(error, Error) and error.sqlstate is not None and not error.sqlstate.startswith(AWAY)
