"""What is done beside the requests, by name. Each may run twice (a process can be killed at its last line), so each must bear it.

Work by the clock is declared with `every`. A task that a request queues gets the ids that it was given, and `organisation_id` and
`account_id` of whoever asked; its name stands in `queue_job()` too. Heavy libraries are imported inside the task, so that a
process which never plans never loads them.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Error

from api.jobs.app import AGAIN, WhileAway, app, call_kernel, every
from api.logs import get_logger

FAILED_JOBS_STAY_HOURS: Final = 90 * 24
SERIES_AT_A_TIME: Final = 500
log = get_logger("api.jobs")


@app.task(name="tidy", retry=AGAIN)
async def tidy(**_: Any) -> None:  # noqa: ANN401 - who asked makes no difference
    """Forget what need not be kept."""
    await call_kernel("SELECT tidy_up()")


@app.task(name="propose_week", retry=AGAIN)
async def propose_week(proposal_id: str, **_: Any) -> None:  # noqa: ANN401 - the proposal says whose it is
    """Work out who could take a week's open visits."""
    from api.jobs.rosters import propose  # noqa: PLC0415

    await propose(UUID(proposal_id))


@app.task(name="make_page", retry=AGAIN)
async def make_page(page_id: str, **_: Any) -> None:  # noqa: ANN401 - the page says whose it is
    """Make a person's page for paper."""
    from api.jobs.pages import make  # noqa: PLC0415

    await make(UUID(page_id))


@app.task(name="export_cld", retry=AGAIN)
async def export_cld(export_id: str, **_: Any) -> None:  # noqa: ANN401 - the export says whose it is
    """Make Client Level Data for a council."""
    from api.jobs.cld import make  # noqa: PLC0415

    await make(UUID(export_id))


@app.task(name="make_statement", retry=AGAIN)
async def make_statement(statement_id: str, **_: Any) -> None:  # noqa: ANN401 - the statement says whose it is
    """Make a statement of a fund."""
    from api.jobs.statements import make  # noqa: PLC0415

    await make(UUID(statement_id))


@app.task(name="make_report", retry=AGAIN)
async def make_report(report_id: str, **_: Any) -> None:  # noqa: ANN401 - the report says whose it is
    """Make a report of figures."""
    from api.jobs.reports import make  # noqa: PLC0415

    await make(UUID(report_id))


@app.task(name="send_message", retry=WhileAway())
async def send_message(message_id: str, **_: Any) -> None:  # noqa: ANN401 - the message says to whom
    """Send a message of the outbox."""
    from api.jobs.sending import send_message as send  # noqa: PLC0415

    await send(UUID(message_id))


@every("*/5 * * * *", "settle_pages")
async def settle_pages() -> None:
    """Say of pages whose job was given up that they have failed."""
    await call_kernel("SELECT settle_pages()")


@every("41 3 * * *", "tidy_pages")
async def tidy_pages() -> None:
    """Take away pages that are older than thirty days, and their words."""
    await call_kernel("SELECT tidy_pages()")


@every("*/5 * * * *", "settle_cld_exports")
async def settle_cld_exports() -> None:
    """Say of exports whose job was given up that they have failed."""
    await call_kernel("SELECT settle_cld_exports()")


@every("47 3 * * *", "tidy_cld_exports")
async def tidy_cld_exports() -> None:
    """Take away exports that are older than a week, and all that was in them."""
    await call_kernel("SELECT tidy_cld_exports()")


@every("*/5 * * * *", "settle_papers")
async def settle_papers() -> None:
    """Say of statements and reports whose job was given up that they have failed."""
    await call_kernel("SELECT settle_papers()")


@every("47 3 * * *", "tidy_papers")
async def tidy_papers() -> None:
    """Take away reports that are older than ninety days."""
    await call_kernel("SELECT tidy_papers()")


@every("17 * * * *", "make_snapshots")
async def make_snapshots() -> None:
    """Make the weekly figures of councils and providers that are due."""
    from api.jobs.snapshots import make_snapshots as make  # noqa: PLC0415 - with what it publishes by

    await make()


@every("*/5 * * * *", "settle_proposals")
async def settle_proposals() -> None:
    """Say of proposals whose job was given up that they have failed."""
    await call_kernel("SELECT settle_proposals()")


@every("23 3 * * *", "forget_failed_jobs")
async def forget_failed_jobs() -> None:
    """Forget jobs that were given up long ago; those that went well leave nothing behind."""
    await app.job_manager.delete_old_jobs(nb_hours=FAILED_JOBS_STAY_HOURS, include_failed=True, include_aborted=True)


@every("* * * * *", "mark_late_visits")
async def mark_late_visits() -> None:
    """Say of visits that should have begun that they are late, and of those whose time is over that they seem missed."""
    await call_kernel("SELECT mark_late_visits()")


@every("11 * * * *", "credit_hours")
async def credit_hours() -> None:
    """Put the minutes agreed for the weeks that have begun into the hours banks."""
    await call_kernel("SELECT credit_hours(NULL)")


@every("7 * * * *", "plan_series")
async def plan_series() -> None:
    """Plan the visits that come again some weeks ahead."""
    from api.domain.visits.series.service import planned_ahead  # noqa: PLC0415 - with python-dateutil

    await plan_all_series(planned_ahead())


async def plan_all_series(until: date) -> int:
    """Plan every series up to a day, each in a transaction of its own. Answers how many visits were made.

    What is planned is not planned again, also not by another process at the same time. A series that cannot be planned stands
    in nobody's way: it is logged, and tried again with the next turn.
    """
    seen: set[UUID] = set()
    made, most = 0, SERIES_AT_A_TIME
    while True:
        rows = await call_kernel(
            "SELECT id, rule, first_local, length_minutes, exceptions, planned_until_on FROM series_to_plan(%s, %s)", until, most
        )
        new = [row for row in rows if row[0] not in seen]
        if not new:
            return made
        for series in new:
            seen.add(series[0])
            made += await _plan_one(series, until)
        # Those that could not be planned come again, first: ask for as many more.
        most = SERIES_AT_A_TIME + len(seen & {row[0] for row in rows})


async def _plan_one(series: tuple[Any, ...], until: date) -> int:
    from api.domain.shared.ids import new_id  # noqa: PLC0415
    from api.domain.visits.series.service import still_to_plan  # noqa: PLC0415

    id_, *known = series
    names = ("rule", "first_local", "length_minutes", "exceptions", "planned_until_on")
    try:
        found = still_to_plan(dict(zip(names, known, strict=True)), until)
        rows = await call_kernel(
            "SELECT plan_occurrences(%s, %s, %s, %s, %s)",
            id_, [new_id() for _ in found], [o.local for o in found], [o.starts_at for o in found], until,
        )  # fmt: skip
    except (ValueError, Error) as error:
        if isinstance(error, Error) and (error.sqlstate is None or error.sqlstate.startswith(("08", "57P"))):
            raise  # the database is away: the whole job is tried again
        log.warning("series not planned", series=str(id_), kind=type(error).__name__)
        return 0
    return int(rows[0][0])
