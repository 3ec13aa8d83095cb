"""Joining, keeping and leaving a team."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
TEAM = {"name": "Ashbrook West", "purpose": "To know our neighbours.", "setting": "home_care", "started_on": "2026-01-05"}


def joiner(name: str = "Zoe Marsh", **more: Any) -> dict[str, Any]:
    return {"name": name, "contracted_minutes": 1500, **more}


async def new_team(manager: Caller, **more: Any) -> str:
    answer = await manager.post("/teams", {**TEAM, **more})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def north(world: World) -> UUID:
    return world.team("Ashbrook North").id


async def test_a_team_takes_somebody_on_by_itself(as_: As, world: World) -> None:
    carer = as_("carer")
    answer = await carer.post(
        f"/teams/{north(world)}/members", joiner(came_from="outside_care", worked_in_care_before=False, preferred_name="Zo")
    )
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["joined_on"] == london_today().isoformat()
    assert body["left_on"] is None
    again = await carer.get(answer.headers["location"])
    assert again.json() == body
    listed = (await carer.get(f"/teams/{north(world)}/members?limit=200&active=true")).json()["items"]
    assert body in listed
    assert [m["name"] for m in listed] == sorted(m["name"] for m in listed)
    assert all(m["left_on"] is None for m in listed)
    left = (await carer.get(f"/teams/{north(world)}/members?active=false")).json()["items"]
    assert [m["name"] for m in left] == ["Ivy Rigby"]


async def test_a_manager_does_not_take_people_on_for_a_team_that_can(as_: As, world: World) -> None:
    answer = await as_("manager").post(f"/teams/{north(world)}/members", joiner())
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/team-decides")


async def test_a_manager_adds_founding_members_until_one_can_sign_in(as_: As) -> None:
    manager = as_("manager")
    team = await new_team(manager)
    first = await manager.post(f"/teams/{team}/members", joiner("First"))
    assert first.status_code == 201, first.text
    second = await manager.post(f"/teams/{team}/members", joiner("Second"))
    assert second.status_code == 201
    account = await manager.post("/accounts", {"username": f"first.{team}@example.org", "name": "First"})
    linked = {"account_id": account.json()["id"]}
    member = f"/teams/{team}/members/{first.json()['id']}"
    refused = await manager.patch(member, linked, version=1)
    assert refused.status_code == 422, "the account holds no role yet"
    assert refused.json()["errors"][0]["pointer"] == "/account_id"
    await manager.post(f"/accounts/{linked['account_id']}/grants", {"role": "carer"})
    assert (await manager.patch(member, linked, version=1)).status_code == 200
    assert (await manager.post(f"/teams/{team}/members", joiner("Third"))).status_code == 409


async def test_a_manager_links_an_account_and_changes_nothing_else_of_a_member(as_: As, world: World) -> None:
    member = f"/teams/{north(world)}/members/{world.team('Ashbrook North').members['Ben Fairclough']}"
    manager = as_("manager")
    answer = await manager.patch(member, {"contracted_minutes": 60}, version=1)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/members-own")
    other = world.account("other_carer").account_id
    refused = await manager.patch(member, {"account_id": str(other)}, version=1)
    assert refused.status_code == 422, "an account of another organisation is nobody's here"
    taken = world.account("carer").account_id
    twice = await manager.patch(member, {"account_id": str(taken)}, version=1)
    assert twice.status_code == 409
    assert twice.json()["type"].endswith("/already-a-member")


async def test_a_team_mate_cannot_say_with_which_account_a_member_signs_in(as_: As, world: World) -> None:
    account = str(world.account("carer_2").account_id)
    answer = await as_("carer").post(f"/teams/{north(world)}/members", joiner(account_id=account))
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/account-link")
    member = f"/teams/{north(world)}/members/{world.team('Ashbrook North').members['Ben Fairclough']}"
    assert (await as_("carer").patch(member, {"account_id": None}, version=1)).status_code == 403


@pytest.mark.parametrize("minutes", [0, -60, 2881, 1500.5, "1500", None])
async def test_nobody_is_on_zero_hours(minutes: Any, as_: As, world: World) -> None:
    answer = await as_("carer").post(f"/teams/{north(world)}/members", joiner(contracted_minutes=minutes))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/contracted_minutes"


async def test_a_day_to_come_is_no_day_to_have_joined(as_: As, world: World) -> None:
    tomorrow = (london_today() + timedelta(days=1)).isoformat()
    answer = await as_("carer").post(f"/teams/{north(world)}/members", joiner(joined_on=tomorrow))
    assert answer.status_code == 422


async def test_a_race_of_two_joins_at_eleven_lets_one_in(as_: As, api: Any, operator: Operator) -> None:
    manager = as_("manager")
    team = await new_team(manager, name="Ashbrook East")
    for n in range(11):
        assert (await manager.post(f"/teams/{team}/members", joiner(f"Founder {n}"))).status_code == 201
    for _ in range(5):
        both = await asyncio.gather(*(manager.post(f"/teams/{team}/members", joiner(f"Twelfth {n}")) for n in (1, 2)))
        assert sorted(a.status_code for a in both) == [201, 409]
        refused = next(a for a in both if a.status_code == 409)
        assert refused.json()["type"].endswith("/team-full")
        assert (await manager.post(f"/teams/{team}/members", joiner("Thirteenth"))).status_code == 409
        count = operator.execute("SELECT count(*) FROM team_member WHERE team_id = %s AND left_on IS NULL", [team]).fetchone()
        assert count == (12,)
        let_in = next(a for a in both if a.status_code == 201).json()["id"]
        left = await manager.post(f"/teams/{team}/members/{let_in}/leaving", {"reason": "study"})
        assert left.status_code == 200, left.text
    assert api is not None


async def test_a_phone_makes_the_id_and_may_say_it_again(as_: As, world: World) -> None:
    place, body = f"/teams/{north(world)}/members/{new_id()}", joiner("Phone Made", joined_on="2026-02-01")
    carer = as_("carer")
    assert (await carer.put(place, body)).status_code == 201
    again = await carer.put(place, body)
    assert again.status_code == 200
    other = await carer.put(place, {**body, "name": "Somebody Else"})
    assert other.status_code == 409
    replaced = await carer.put(place, {**body, "contracted_minutes": 600}, version=1)
    assert replaced.status_code == 200
    assert replaced.json()["contracted_minutes"] == 600
    left = await carer.post(f"{place}/leaving", {"reason": "other"})
    assert left.status_code == 200


async def test_background_and_hours_are_the_teams_to_keep(as_: As, world: World) -> None:
    member = f"/teams/{north(world)}/members/{world.team('Ashbrook North').members['Holly Unsworth']}"
    carer = as_("carer")
    changes = {"contracted_minutes": 1200, "came_from": "health", "worked_in_care_before": True, "preferred_name": None}
    answer = await carer.patch(member, changes, version=1)
    assert answer.status_code == 200, answer.text
    assert answer.json().items() >= changes.items()
    assert (await carer.patch(member, changes, version=1)).status_code == 412
    assert (await carer.patch(member, changes)).status_code == 428
    assert (await carer.patch(member, {"came_from": None}, version=2)).status_code == 422


async def test_a_person_sees_names_and_days_of_their_own_team_only(as_: As, world: World) -> None:
    items = (await as_("person").get(f"/teams/{north(world)}/members")).json()["items"]
    assert items
    kept_back = {"contracted_minutes", "came_from", "worked_in_care_before", "leaving_reason", "leaving_words", "account_id"}
    assert not any(item.keys() & kept_back for item in items)
    south = world.team("Ashbrook South")
    foreign = f"/teams/{south.id}/members/{south.members['Mina Patel']}"
    assert (await as_("person").get(foreign)).status_code == 404
    assert (await as_("carer").get(foreign)).status_code == 404
    assert (await as_("coach").get(foreign)).status_code == 200
    assert (await as_("coach").post(f"/teams/{south.id}/members", joiner())).status_code == 403


async def test_a_carer_of_another_team_takes_nobody_on(as_: As, world: World, operator: Operator) -> None:
    for team in (north(world), new_id()):
        assert (await as_("carer_2").post(f"/teams/{team}/members", joiner("Intruder"))).status_code == 404
    assert operator.execute("SELECT count(*) FROM team_member WHERE name = 'Intruder'").fetchone() == (0,)


async def test_whoever_leaves_puts_everything_down_and_sees_nothing_more(as_: As, world: World, operator: Operator) -> None:
    team = world.team("Millfield Court")
    member, person = team.members["Tracy Entwistle"], world.people_of(team.id)[0]
    operator.execute(
        "INSERT INTO small_team_member (id, organisation_id, team_id, person_id, member_id, member_name, since_on)"
        " VALUES (%s, %s, %s, %s, %s, 'Tracy', '2026-01-01') ON CONFLICT DO NOTHING",
        [new_id(), world.organisation_id, team.id, person.id, member],
    )
    leaver, mate = as_("tracy_entwistle"), as_("carer_3")
    role = next(r for r in (await mate.get(f"/teams/{team.id}/roles")).json()["items"] if r["kind"] == "finance")
    assert role["holder"]["member_id"] == str(member)
    assert (await leaver.get(f"/people/{person.id}")).status_code == 200
    tag = (await mate.get(f"/teams/{team.id}/roles/{role['id']}")).headers["etag"]

    leaving = {"reason": "moved_away", "words": "We will miss her."}
    answer = await leaver.post(f"/teams/{team.id}/members/{member}/leaving", leaving)
    assert answer.status_code == 200, answer.text
    assert answer.json()["left_on"] == london_today().isoformat()

    for path in (f"/people/{person.id}", f"/teams/{team.id}", "/people", "/me"):
        assert (await leaver.get(path)).status_code == 401, "the role ends with the last membership"
    shown = await mate.get(f"/teams/{team.id}/roles/{role['id']}", if_none_match=tag)
    assert shown.status_code == 200, "who holds a role is part of the role's version"
    assert shown.json()["gap"] is True
    assert shown.json()["holder"] is None
    places = operator.execute("SELECT until_on FROM small_team_member WHERE member_id = %s", [member]).fetchall()
    assert places
    assert all(until is not None for (until,) in places)
    again = await mate.post(f"/teams/{team.id}/members/{member}/leaving", {"reason": "study"})
    assert again.status_code == 409
    assert again.json()["type"].endswith("/member-left")


async def test_a_leaving_is_never_before_the_joining(as_: As, world: World) -> None:
    member = world.team("Ashbrook North").members["Gareth Pugh"]
    early = {"reason": "study", "left_on": "2001-01-01"}
    answer = await as_("carer").post(f"/teams/{north(world)}/members/{member}/leaving", early)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/left_on"
    stale = await as_("carer").post(f"/teams/{north(world)}/members/{member}/leaving", {"reason": "study"}, version=99)
    assert stale.status_code == 412
    manager = await as_("manager").post(f"/teams/{north(world)}/members/{member}/leaving", {"reason": "study"})
    assert manager.status_code == 409
    assert manager.json()["type"].endswith("/team-decides")


async def test_a_member_without_an_account_any_more_reads_nothing(as_: As, world: World) -> None:
    team = world.team("Ashbrook South")
    mina = as_("mina_patel")
    assert (await mina.get(f"/teams/{team.id}")).status_code == 200
    member = f"/teams/{team.id}/members/{team.members['Mina Patel']}"
    unlinked = await as_("manager").patch(member, {"account_id": None}, version=1)
    assert unlinked.status_code == 200, unlinked.text
    assert (await mina.get(f"/teams/{team.id}")).status_code == 401


LISTS = ("members", "roles", "agreements", "coaches")


@pytest.mark.parametrize("kind", LISTS)
async def test_another_teams_list_is_not_there_any_more_than_a_random_ones(kind: str, as_: As, world: World) -> None:
    carer = as_("carer")
    assert (await carer.get(f"/teams/{north(world)}/{kind}")).status_code == 200
    foreign, random = [await carer.get(f"/teams/{team}/{kind}") for team in (world.other_teams[0].id, new_id())]
    assert foreign.status_code == random.status_code == 404
    told = [{k: v for k, v in answer.json().items() if k != "instance"} for answer in (foreign, random)]
    assert told[0] == told[1]


async def test_what_hangs_under_a_member_hangs_under_that_team_only(as_: As, world: World) -> None:
    south, member = world.team("Ashbrook South"), world.team("Ashbrook North").members["Donna Seddon"]
    for under in ("", "/profile", "/profile-versions", "/gifts"):
        assert (await as_("manager").get(f"/teams/{north(world)}/members/{member}{under}")).status_code == 200
        assert (await as_("manager").get(f"/teams/{south.id}/members/{member}{under}")).status_code == 404


async def test_a_name_that_grows_when_it_is_folded_does_not_stop_the_list(as_: As) -> None:
    manager = as_("manager")
    team = await new_team(manager, name="Ashbrook Letters")
    for name in ("\ufdfa" * 120, "\U0001d160" * 120, "Zoe"):  # one letter folds to eighteen, one to three of four bytes
        assert (await manager.post(f"/teams/{team}/members", joiner(name))).status_code == 201
    seen, following = 0, f"/teams/{team}/members?limit=1"
    while following:
        answer = await manager.get(following)
        assert answer.status_code == 200, answer.text
        seen, following = seen + len(answer.json()["items"]), answer.json()["next"]
    assert seen == 3
