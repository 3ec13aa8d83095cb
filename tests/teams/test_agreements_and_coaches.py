"""Agreements a team makes with itself; coaches who support it from outside."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]
TODAY = london_today().isoformat()


def north(world: World) -> str:
    return f"/teams/{world.team('Ashbrook North').id}"


async def test_a_team_agrees_and_changes_its_mind(as_: As, world: World) -> None:
    carer = as_("carer")
    answer = await carer.post(f"{north(world)}/agreements", {"words": "Tea first, then talk.", "look_again_on": "2027-01-01"})
    assert answer.status_code == 201, answer.text
    place = answer.headers["location"]
    assert answer.json()["agreed_on"] == TODAY
    changed = await carer.patch(place, {"why": "It is how we listen."}, version=1)
    assert changed.json()["why"] == "It is how we listen."
    assert (await carer.patch(place, {"look_again_on": "2020-01-01"}, version=2)).status_code == 422
    for role in ("carer_plain", "coach", "manager"):
        assert (await as_(role).get(place)).json() == changed.json(), role
    assert (await as_("person").get(place)).status_code == 403
    assert (await as_("carer_2").get(place)).status_code == 404
    ended = await carer.post(f"{place}/end", {"words": "We moved the kettle."})
    assert ended.json()["ended_on"] == TODAY
    assert (await carer.post(f"{place}/end", {})).status_code == 409
    assert (await carer.patch(place, {"why": None}, version=3)).status_code == 409
    standing = (await carer.get(f"{north(world)}/agreements?standing=true")).json()["items"]
    assert ended.json()["id"] not in [a["id"] for a in standing]
    assert (await carer.delete(place, version=3)).status_code == 204
    assert (await carer.get(place)).status_code == 404


async def test_an_agreement_from_a_phone_comes_twice_and_is_one(as_: As, world: World) -> None:
    carer, place = as_("carer"), f"{north(world)}/agreements/{new_id()}"
    body = {"words": "We answer within the day.", "agreed_on": "2026-05-01"}
    assert [(await carer.put(place, body)).status_code for _ in range(2)] == [201, 200]
    replaced = await carer.put(place, {"words": "We answer within the hour."}, version=1)
    assert replaced.json()["words"] == "We answer within the hour."
    assert replaced.json()["agreed_on"] == "2026-05-01"
    early = {"words": "x", "agreed_on": "2026-05-01", "look_again_on": "2026-04-01"}
    assert (await carer.post(f"{north(world)}/agreements", early)).status_code == 422


@pytest.mark.parametrize("role", ["manager", "coach", "person"])
async def test_nobody_outside_the_team_edits_its_life(role: str, as_: As, world: World) -> None:
    caller = as_(role)
    assert (await caller.post(f"{north(world)}/agreements", {"words": "From above"})).status_code == 403
    assert (await caller.patch(north(world), {"purpose": "From above"}, version=1)).status_code == 403


async def test_a_manager_names_a_coach_and_the_coach_reads_at_once(as_: As, world: World) -> None:
    manager, coach, team = as_("manager"), as_("coach_2"), north(world)
    account = str(world.account("coach_2").account_id)
    assert (await coach.get(team)).status_code == 404
    load = {c["id"]: c["load"] for c in (await manager.get("/coaches")).json()["items"]}
    answer = await manager.post(f"{team}/coaches", {"account_id": account})
    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == "Bridget Farrell"
    assert (await coach.get(team)).status_code == 200
    assert (await coach.patch(team, {"purpose": "Mine"}, version=1)).status_code == 403
    now = {c["id"]: c["load"] for c in (await manager.get("/coaches")).json()["items"]}
    assert now[account] == load[account] + 1
    own = (await coach.get("/coaches")).json()["items"]
    assert own == [{"id": account, "name": "Bridget Farrell", "load": now[account]}]
    twice = await manager.post(f"{team}/coaches", {"account_id": account})
    assert twice.status_code == 409
    assert twice.json()["type"].endswith("/already-coaching")

    ended = await manager.post(f"{team}/coaches/{answer.json()['id']}/end", {})
    assert ended.json()["until_on"] == TODAY
    assert (await coach.get(team)).status_code == 404, "ended coaching ends access at the next request"
    assert (await manager.post(f"{team}/coaches/{answer.json()['id']}/end", {})).status_code == 409
    current = (await as_("carer").get(f"{team}/coaches?current=true")).json()["items"]
    assert [c["name"] for c in current] == ["Imran Sheikh"]


async def test_a_coaching_that_begins_tomorrow_opens_nothing_today(as_: As, world: World) -> None:
    manager, team = as_("manager"), f"/teams/{world.team('Ashbrook South').id}"
    tomorrow = (london_today() + timedelta(days=1)).isoformat()
    account = str(world.account("coach_2").account_id)
    answer = await manager.post(f"{team}/coaches", {"account_id": account, "since_on": tomorrow})
    assert answer.status_code == 201
    assert (await as_("coach_2").get(team)).status_code == 404
    assert (await manager.get(f"{team}/coaches?current=false")).json()["items"] == [answer.json()]


@pytest.mark.parametrize("key", ["carer", "other_carer"])
async def test_only_a_coach_of_the_organisation_coaches(key: str, as_: As, world: World) -> None:
    answer = await as_("manager").post(f"{north(world)}/coaches", {"account_id": str(world.account(key).account_id)})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/account_id"


@pytest.mark.parametrize(
    ("role", "status"), [("carer", 403), ("person", 403), ("commissioner", 403), ("coach", 200), ("manager", 200)]
)
async def test_loads_are_for_the_manager_and_the_coach(role: str, status: int, as_: As) -> None:
    assert (await as_(role).get("/coaches")).status_code == status


async def test_another_providers_manager_names_no_coach_here(as_: As, world: World) -> None:
    account = str(world.account("coach_2").account_id)
    for team in (north(world), f"/teams/{new_id()}"):
        assert (await as_("other_manager").post(f"{team}/coaches", {"account_id": account})).status_code == 404
