"""What the tests of funds do again and again."""

from typing import Any

import psycopg

from api.domain.shared.clock import london_today
from tests.people.saying import told
from tests.world import Caller

Json = dict[str, Any]
OPENED = "2026-01-05"


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
