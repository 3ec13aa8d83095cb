"""Closing and posting at once: never an entry in a closed fund, never a closed fund with money in it."""

import asyncio
from collections import Counter
from typing import Any

import httpx2
import psycopg

from api.demo.made import World
from tests.funds.keeping import entry, opened, posted, stands, summed
from tests.people.saying import As

AT_ONCE = 16
ROUNDS = 12
AFTER_CLOSING = """SELECT count(*) FROM change l WHERE l.record_id IN (SELECT id FROM fund_entry WHERE fund_id = %(fund)s)
    AND l.id > (SELECT max(id) FROM change WHERE record_id = %(fund)s)"""


async def test_of_sixteen_who_close_and_post_at_once_none_leaves_money_in_a_closed_fund(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, jean, seen = as_("carer"), world.person("Jean").id, Counter[str]()
    for number in range(ROUNDS):
        fund = await opened(anna, jean)
        path = f"/funds/{fund}/entries"
        # Every third time there is money to be paid back first; otherwise it could close at once, and money comes in.
        first = await posted(anna, fund, "allocation", 100) if number % 3 == 0 else None
        body = entry("repayment", 100) if first else entry("allocation", 10)
        closing, posting = (
            [anna.post(f"/people/{jean}/funds/{fund}/closing", {"words": "It ends"}) for _ in range(AT_ONCE // 2)],
            [anna.post(path, body) for _ in range(AT_ONCE // 2)],
        )
        mixed = [call for pair in zip(closing, posting, strict=True) for call in (pair if number % 2 else reversed(pair))]
        answers: list[httpx2.Response] = await asyncio.gather(*mixed)
        closings = [a for a in answers if a.request.url.path.endswith("/closing")]
        postings = [a for a in answers if a not in closings]
        seen.update(f"closing {a.status_code}" for a in closings)
        seen.update(f"posting {a.status_code}" for a in postings)
        assert {a.status_code for a in answers} <= {200, 201, 409}, [a.text for a in answers]
        row = operator.execute("SELECT closed_on IS NOT NULL FROM fund WHERE id = %s", [fund]).fetchone()
        assert row == (any(a.status_code == 200 for a in closings),)
        left = stands(operator, fund)
        assert left == summed(operator, fund)
        if row[0]:
            assert (left.get("allocated", 0), left.get("committed", 0)) == (0, 0), "a closed fund with money in it"
            assert operator.execute(AFTER_CLOSING, {"fund": fund}).fetchone() == (0,), "an entry in a closed fund"
        made = {a.json()["id"] for a in postings if a.status_code == 201} | ({first["id"]} if first else set())
        assert {str(kept[0]) for kept in operator.execute("SELECT id FROM fund_entry WHERE fund_id = %s", [fund])} == made
    assert {"closing 200", "closing 409", "posting 201", "posting 409"} <= seen.keys(), seen
