"""The demo world keeps its own rules."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from stdnum.gb import nhs

from api.demo.made import World
from api.domain.access.roles import Role
from tests.world import Caller

EVERY_KEY = [
    "carer", "carer_plain", "carer_2", "carer_3", "coach", "connector", "person", "family", "commissioner", "manager",
    "person_2", "family_withdrawn", "coach_2", "leaver", "council_manager", "other_manager", "other_carer",
    "integration", "council_client", "other_integration",
]  # fmt: skip


@pytest.mark.parametrize("key", EVERY_KEY)
async def test_everyone_of_the_world_may_ask_who_they_are(key: str, as_: Callable[..., Caller]) -> None:
    answer = await as_(key).get("/me")
    assert answer.status_code == 200, answer.text


def test_each_role_has_an_account_and_carers_are_of_at_least_two_teams(world: World) -> None:
    assert {a.role for a in world.accounts} == set(Role) - {Role.integration}
    assert len({t for a in world.accounts if a.role == "carer" for t in a.team_ids}) >= 2
    assert len({a.username for a in (*world.accounts, *world.others)}) == len(world.accounts) + len(world.others)


def test_about_sixty_people_are_of_every_status(world: World) -> None:
    statuses = Counter(p.status for p in world.people)
    assert len(world.people) == 60
    assert set(statuses) == {"enquiry", "getting_to_know", "supported", "paused", "ended"}
    assert statuses["supported"] > 30
    assert len({p.name for p in world.people}) == 60


def test_nhs_numbers_are_good_and_nobodys(world: World) -> None:
    numbers = [p.nhs_number for p in (*world.people, *world.other_people) if p.nhs_number]
    assert len(numbers) == len(set(numbers)) > 50
    assert all(number.startswith("999") and nhs.is_valid(number) for number in numbers)


async def test_family_sees_what_jean_shares_and_nothing_of_george(world: World, as_: Callable[..., Caller]) -> None:
    jean, george = world.person("Jean"), world.person("George")
    assert (await as_("family").get(f"/people/{jean.id}")).status_code == 200
    assert (await as_("family_withdrawn").get(f"/people/{george.id}")).status_code == 404


def test_a_role_has_a_gap(world: World, operator: psycopg.Connection[Any]) -> None:
    held = operator.execute("SELECT role_id FROM role_holding WHERE until_on IS NULL").fetchall()
    assert world.team("Ashbrook North").roles["quality"] not in {row[0] for row in held}
