"""T14, in short: sixteen writers on one fund. The long one is tests/proof/fund_writers.py."""

from typing import Any

import psycopg

from api.demo.made import World
from tests.funds.storm import storm, wrong_with
from tests.people.saying import As

TRIES = 400


async def test_sixteen_writers_lose_no_penny_and_overspend_none(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    fund, told = await storm(as_("carer"), operator, world.person("Jean").id, TRIES, seed=1)
    assert wrong_with(operator, fund, told) == [], told.statuses
    assert told.statuses["409 fund-overspent"] > 0
    assert told.statuses["200"] > 0
