"""What the tests of funds do again and again."""

from datetime import timedelta
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from api.domain.shared.clock import london_today
from api.jobs.statements import forms
from tests.people.saying import told
from tests.world import Caller

Json = dict[str, Any]
Operator = psycopg.Connection[Any]
OPENED = "2026-01-05"
TODAY = london_today()
DAYS = {"from_on": OPENED, "until_on": str(TODAY + timedelta(days=1))}


async def opened(caller: Caller, person: object, **more: Any) -> str:
    """A fund with nothing in it. Its id."""
    body = {"name": "Jean's fund", "from_on": OPENED, **more}
    return str(told(await caller.post(f"/people/{person}/funds", body), 201)["id"])


def entry(kind: str, pence: int, **more: Any) -> Json:
    return {"kind": kind, "pence": pence, "on_day": str(london_today()), "words": f"{kind} of {pence}", **more}


async def posted(caller: Caller, fund: str, kind: str, pence: int, **more: Any) -> Json:
    """An entry that went well."""
    return told(await caller.post(f"/funds/{fund}/entries", entry(kind, pence, **more)), 201)


async def balances(caller: Caller, person: object, fund: str) -> Json:
    """What stands in each account, without the ends of the names."""
    found = told(await caller.get(f"/people/{person}/funds/{fund}"))["balances"]
    return {name.removesuffix("_pence"): pence for name, pence in found.items()}


def summed(operator: psycopg.Connection[Any], fund: str) -> Json:
    """What the lines of the ledger say about each account."""
    rows = operator.execute("SELECT account, sum(pence)::bigint FROM fund_line WHERE fund_id = %s GROUP BY account", [fund])
    return {account: pence for account, pence in rows if pence}


def stands(operator: psycopg.Connection[Any], fund: str) -> Json:
    """What the balances say about each account."""
    row = operator.execute(
        "SELECT source_pence, allocated_pence, committed_pence, spent_inside_pence, spent_outside_pence, fee_pence, carried_pence"
        " FROM fund_balance WHERE fund_id = %s",
        [fund],
    ).fetchone()
    assert row is not None
    names = ("source", "allocated", "committed", "spent_inside", "spent_outside", "fee", "carried")
    return {name: pence for name, pence in zip(names, row, strict=True) if pence}


async def ask(caller: Caller, fund: str, **days: str) -> str:
    """A statement that is not made yet, of all days unless said. Its id."""
    made = told(await caller.post(f"/funds/{fund}/statements", DAYS | days), 201)
    assert (made["state"], made["made_at"]) == ("asked", None)
    return str(made["id"])


def work(operator: Operator, statement: str) -> bool:
    """What the job does, here and now."""
    row = operator.execute("SELECT statement_facts(%s)", [statement]).fetchone()
    if row is None or row[0] is None:
        return False
    content, html, pdf = forms(row[0])
    done = operator.execute("SELECT file_statement(%s, %s, %s, %s)", [statement, Jsonb(content), html, pdf]).fetchone()
    return done is not None and bool(done[0])


async def made(caller: Caller, operator: Operator, fund: str, **days: str) -> dict[str, Any]:
    """A statement's document."""
    statement = await ask(caller, fund, **days)
    assert work(operator, statement)
    return told(await caller.get(f"/fund-statements/{statement}/document"))
