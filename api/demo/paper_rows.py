"""A statement of a fund and a report of figures, asked for as the API does it: the jobs process prints them when it comes to it.

A world is built in the API's process too, for a sandbox, and what prints is never loaded there.
"""

from datetime import date
from typing import Any, Final, LiteralString
from uuid import UUID

import psycopg

from api.demo.made import DemoPerson
from api.demo.making import Making
from api.demo.outcome_rows import keys_of
from api.domain.commissioning.figures.models import Breakdown, FigureReport, Span
from api.domain.funds.models import FundStatement

MONTHS: Final = 3
NEWEST: Final = "SELECT id FROM figure_snapshot WHERE organisation_id = %s AND span = %s ORDER BY until_on DESC LIMIT 1"
# As the queries of the two say it; it is not the operator's to call.
QUEUE: Final[LiteralString] = "SELECT queue_job(%(task)s, jsonb_build_object(%(named)s::text, %(paper)s::uuid), %(lock)s)"


def ask_for_papers(connection: psycopg.Connection[Any], making: Making, jean: DemoPerson, fund: UUID, council: UUID) -> None:
    """Jean's last quarter, and the council's, of everyone. As the operator; the snapshots are there."""
    from_on, until_on = last_quarter(making.today)
    statement = making.rows.add(FundStatement, **keys_of(jean), fund_id=fund, from_on=from_on, until_on=until_on)
    jobs = [{"task": "make_statement", "named": "statement_id", "paper": statement, "lock": f"statement of {fund}"}]
    for (snapshot,) in connection.execute(NEWEST, [council, Span.quarter.value]).fetchall():
        report = making.rows.add(
            FigureReport, organisation_id=council, snapshot_id=snapshot, breakdown=Breakdown.everyone.value
        )  # fmt: skip
        jobs.append({"task": "make_report", "named": "report_id", "paper": report, "lock": f"report of {snapshot}"})
    making.rows.write(connection)
    connection.execute("SET ROLE wt_kernel")
    for job in jobs:
        connection.execute(QUEUE, job)
    connection.execute("SET ROLE wt_operator")


def last_quarter(today: date) -> tuple[date, date]:
    """The quarter of the calendar that ended last: its first day, and the first day after it."""
    until_on = today.replace(month=today.month - (today.month - 1) % MONTHS, day=1)
    first = until_on.month - MONTHS
    return (until_on.replace(month=first) if first > 0 else until_on.replace(year=until_on.year - 1, month=first + 12)), until_on
