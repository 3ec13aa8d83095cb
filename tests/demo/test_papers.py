"""The demo world asks for a statement and a report, and the jobs process prints them when it comes to it."""

from datetime import date
from typing import Any

import psycopg
import pytest

from api.demo.paper_rows import last_quarter
from api.domain.shared.clock import london_today
from api.jobs import reports, statements
from tests.people.saying import As, listed
from tests.world import Database


@pytest.mark.parametrize(
    ("today", "first", "until"),
    [
        ("2026-11-22", "2026-07-01", "2026-10-01"),
        ("2026-10-01", "2026-07-01", "2026-10-01"),
        ("2026-09-30", "2026-04-01", "2026-07-01"),
        ("2027-03-31", "2026-10-01", "2027-01-01"),
        ("2026-01-01", "2025-10-01", "2026-01-01"),
    ],
)
def test_the_last_quarter_is_the_one_that_ended(today: str, first: str, until: str) -> None:
    assert last_quarter(date.fromisoformat(today)) == (date.fromisoformat(first), date.fromisoformat(until))


async def test_jean_and_the_council_have_asked_for_a_paper_that_can_be_made(
    as_: As, operator: psycopg.Connection[Any], database: Database
) -> None:
    (statement,) = await listed(as_("person"), "/fund-statements")
    assert (date.fromisoformat(statement["from_on"]), date.fromisoformat(statement["until_on"])) == last_quarter(london_today())
    (report,) = await listed(as_("commissioner"), "/figure-reports")
    newest = (await listed(as_("commissioner"), "/figure-snapshots", span="quarter"))[0]
    assert (report["snapshot_id"], report["breakdown"]) == (newest["id"], "everyone")
    assert (statement["state"], report["state"]) == ("asked", "asked")
    assert operator.execute("SELECT settle_papers()").fetchone() == (0,)  # a job will make each
    with psycopg.connect(database.admin_url) as owner:
        for function, paper, forms in (
            ("statement_facts", statement["id"], statements.forms),
            ("report_facts", report["id"], reports.forms),
        ):
            (facts,) = owner.execute(f"SELECT {function}(%s)".encode(), [paper]).fetchone() or (None,)
            *_, html, pdf = forms(facts)
            assert html.startswith("<!doctype html>")
            assert pdf.startswith(b"%PDF")
        owner.rollback()
