"""Shared roles: held, handed over, and a gap where nobody holds them."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg

from api.demo.made import World
from api.domain.shared.clock import london_today
from tests.world import Caller

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]
SIX = {"planner", "finance", "quality", "recruitment", "learning", "wellbeing"}


def north(world: World) -> str:
    return f"/teams/{world.team('Ashbrook North').id}"


async def roles(caller: Caller, team: str, query: str = "") -> dict[str, Any]:
    answer = await caller.get(f"{team}/roles{query}")
    assert answer.status_code == 200, answer.text
    return {r["kind"]: r for r in answer.json()["items"]}


async def test_a_new_team_has_the_six_roles_each_as_a_gap(as_: As) -> None:
    body = {"name": "Ashbrook Mill", "purpose": "p", "setting": "extra_care", "started_on": "2026-03-01"}
    team = (await as_("manager").post("/teams", body)).json()["id"]
    found = await roles(as_("manager"), f"/teams/{team}")
    assert found.keys() == SIX
    assert all(r["gap"] and r["holder"] is None for r in found.values())


async def test_a_role_shows_who_holds_it_or_its_gap(as_: As, world: World) -> None:
    found = await roles(as_("coach"), north(world))
    planner = found["planner"]
    assert planner["holder"]["member_id"] == str(world.team("Ashbrook North").members["Anna Kowalska"])
    assert planner["holder"]["name"] == "Anna"
    assert planner["gap"] is False
    assert found["quality"]["gap"] is True
    assert (await roles(as_("carer"), north(world), "?gap=true")).keys() == {"quality"}
    assert "quality" not in await roles(as_("carer"), north(world), "?gap=false")
    assert (await as_("person").get(f"{north(world)}/roles")).status_code == 403


async def test_a_role_is_read_anew_when_its_holder_goes_by_another_name(as_: As, world: World, operator: Connection) -> None:
    """What is shown changed and the role did not: a tag of its version alone would say that nothing had."""
    team = world.team("Ashbrook North")
    place = f"{north(world)}/roles/{(await roles(as_('carer'), north(world)))['planner']['id']}"
    before = await as_("carer").get(place)
    assert (await as_("carer").get(place, if_none_match=before.headers["etag"])).status_code == 304
    operator.execute("UPDATE team_member SET preferred_name = 'Ania' WHERE id = %s", [team.members["Anna Kowalska"]])
    after = await as_("carer").get(place, if_none_match=before.headers["etag"])
    operator.execute("UPDATE team_member SET preferred_name = 'Anna' WHERE id = %s", [team.members["Anna Kowalska"]])
    assert (after.status_code, after.json()["holder"]["name"], after.json()["version"]) == (200, "Ania", before.json()["version"])


async def test_a_role_is_handed_over_on_a_day_and_its_holders_are_remembered(as_: As, world: World) -> None:
    carer, members = as_("carer"), world.team("Ashbrook North").members
    role = (await roles(carer, north(world)))["learning"]
    place = f"{north(world)}/roles/{role['id']}"
    before = await carer.get(place)
    answer = await carer.post(f"{place}/holdings", {"member_id": str(members["Donna Seddon"])})
    assert answer.status_code == 201, answer.text
    after = await carer.get(place, if_none_match=before.headers["etag"])
    assert after.status_code == 200
    today = london_today().isoformat()
    assert after.json()["holder"] == {"member_id": str(members["Donna Seddon"]), "name": "Donna", "since_on": today}
    history = (await carer.get(f"{place}/holdings")).json()["items"]
    assert [h["member_name"] for h in history] == ["Donna", "Chidi"]
    assert history[1]["until_on"] == london_today().isoformat()
    same = await carer.post(f"{place}/holdings", {"member_id": str(members["Donna Seddon"])})
    assert same.status_code == 409
    early = (london_today() - timedelta(days=30)).isoformat()
    assert (await carer.post(f"{place}/holdings", {"member_id": str(members["Ewan Lowe"]), "since_on": early})).status_code == 409

    ended = await carer.post(f"{place}/holdings/{answer.json()['id']}/end", {})
    assert ended.status_code == 200, ended.text
    assert (await carer.get(place)).json()["gap"] is True
    assert (await carer.post(f"{place}/holdings/{answer.json()['id']}/end", {})).status_code == 409


async def test_a_holder_is_an_active_member_of_this_team(as_: As, world: World) -> None:
    carer = as_("carer")
    role = (await roles(carer, north(world)))["recruitment"]
    place = f"{north(world)}/roles/{role['id']}/holdings"
    gone = world.team("Ashbrook North").left["Ivy Rigby"]
    elsewhere = world.team("Ashbrook South").members["Mina Patel"]
    for member in (gone, elsewhere):
        answer = await carer.post(place, {"member_id": str(member)})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/member_id"


async def test_two_hand_overs_at_the_same_moment_let_one_in(as_: As, world: World) -> None:
    carer, members = as_("carer"), world.team("Ashbrook North").members
    role = (await roles(carer, north(world)))["wellbeing"]
    place = f"{north(world)}/roles/{role['id']}/holdings"
    both = await asyncio.gather(*(carer.post(place, {"member_id": str(members[n])}) for n in ("Gareth Pugh", "Farida Begum")))
    assert {a.status_code for a in both} <= {201, 409}
    history = (await carer.get(place)).json()["items"]
    assert sum(h["until_on"] is None for h in history) == 1


async def test_the_six_keep_their_names_and_stay(as_: As, world: World) -> None:
    carer = as_("carer")
    role = (await roles(carer, north(world)))["finance"]
    place = f"{north(world)}/roles/{role['id']}"
    assert (await carer.patch(place, {"name": "Money"}, version=1)).status_code == 409
    assert (await carer.delete(place, version=1)).status_code == 409
    said = await carer.patch(place, {"what_it_is": "Ben tells us on the first Monday."}, version=1)
    assert said.status_code == 200, said.text
    assert (await as_("manager").patch(place, {"what_it_is": "Mine"}, version=2)).status_code == 403


async def test_a_team_names_roles_of_its_own_and_drops_them(as_: As, world: World) -> None:
    carer, member = as_("carer"), str(world.team("Ashbrook North").members["Farida Begum"])
    answer = await carer.post(f"{north(world)}/roles", {"name": "Allotment"})
    assert answer.status_code == 201, answer.text
    place = answer.headers["location"]
    assert (await carer.post(f"{place}/holdings", {"member_id": member})).status_code == 201
    renamed = await carer.patch(place, {"name": "Allotment and hens"}, version=2)
    assert renamed.json()["holder"]["member_id"] == member
    assert (await carer.delete(place, version=3)).status_code == 204
    assert (await carer.get(place)).status_code == 404
