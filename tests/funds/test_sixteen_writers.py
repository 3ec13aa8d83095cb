"""T14, in short: sixteen writers on one fund. The long one is tests/proof/fund_writers.py."""

from typing import Any

import psycopg

from api.demo.made import World
from tests.funds.storm import storm, wrong_with
from tests.people.saying import As
from tests.world import Database

TRIES = 400


async def test_sixteen_writers_lose_no_penny_and_overspend_none(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    fund, told = await storm(as_("carer"), operator, world.person("Jean").id, TRIES, seed=1)
    assert wrong_with(operator, fund, told) == [], told.statuses
    assert told.statuses["409 fund-overspent"] > 0
    assert told.statuses["200"] > 0


async def test_without_the_check_of_the_balances_the_storm_is_seen_to_overspend(
    as_: As, world: World, operator: psycopg.Connection[Any], database: Database
) -> None:
    with psycopg.connect(database.admin_url, autocommit=True) as beside:
        beside.execute("ALTER TABLE fund_balance DROP CONSTRAINT ck_fund_balance_overspent")
    fund, told = await storm(as_("carer"), operator, world.person("Jean").id, 100, seed=2)
    assert wrong_with(operator, fund, told) == ["not so: never further below nothing than was agreed"]
