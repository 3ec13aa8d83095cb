"""The fund of the demo world: a year that adds up, and a plan that can be paid for a while."""

from typing import Any

import psycopg

from api.demo.made import World
from tests.funds.keeping import stands, summed
from tests.people.saying import As, listed, told


async def test_a_year_of_entries_adds_up_and_the_plan_says_how_long_it_lasts(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean = as_("person")
    fund = (await listed(jean, f"/people/{world.person('Jean').id}/funds"))[0]
    assert stands(operator, fund["id"]) == summed(operator, fund["id"])
    assert sum(summed(operator, fund["id"]).values()) == 0
    plan = told(await jean.get(f"/funds/{fund['id']}/plan"))
    assert plan["left_pence"] == fund["balances"]["allocated_pence"] > 0
    assert plan["forecast"]["runs_out_on"] is not None
    assert [item["what"] for item in plan["items"]][1] == "The taxi to chapel"
    turned = [e for e in await listed(jean, f"/funds/{fund['id']}/entries") if e["kind"] == "reversal"]
    assert len(turned) == 1
