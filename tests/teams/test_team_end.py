"""A team starts and ends."""

import asyncio
from collections.abc import Callable
from typing import Any

import psycopg

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]
BODY = {"name": "Ashbrook Lane", "purpose": "p", "setting": "home_care", "started_on": "2026-01-05"}


async def test_a_manager_starts_a_team_under_an_id_of_their_own_and_does_not_rewrite_it(as_: As) -> None:
    manager, place = as_("manager"), f"/teams/{new_id()}"
    assert [(await manager.put(place, BODY)).status_code for _ in range(2)] == [201, 200]
    assert len((await manager.get(f"{place}/roles")).json()["items"]) == 6
    assert (await manager.put(place, {**BODY, "purpose": "Another"})).status_code == 409
    answer = await manager.put(place, {**BODY, "purpose": "Another"}, version=1)
    assert answer.status_code == 403
    assert answer.json()["type"].endswith("/team-life")
    assert (await as_("carer").put(f"/teams/{new_id()}", BODY)).status_code == 403


async def test_a_council_has_no_teams(as_: As, operator: psycopg.Connection[Any], world: World) -> None:
    council = as_("council_manager")
    for answer in (await council.post("/teams", BODY), await council.put(f"/teams/{new_id()}", BODY)):
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("/no-teams-here")
    found = operator.execute("SELECT count(*) FROM team WHERE organisation_id = %s", [world.council_id]).fetchone()
    assert found == (0,)


async def test_the_team_says_what_it_is(as_: As, world: World) -> None:
    place = f"/teams/{world.team('Ashbrook South').id}"
    changes = {"name": "Ashbrook Park", "purpose": "To be good neighbours.", "values": ["Kindness"], "place": None}
    answer = await as_("carer_2").patch(place, changes, version=1)
    assert answer.status_code == 200, answer.text
    assert answer.json().items() >= changes.items()
    assert [t["name"] for t in (await as_("manager").get("/teams?ended=false&limit=2")).json()["items"]][:1] == ["Ashbrook Lane"]


async def test_a_team_does_not_end_over_the_heads_of_those_in_it(as_: As, world: World) -> None:
    place = f"/teams/{world.team('Millfield Court').id}"
    answer = await as_("manager").post(f"{place}/end", {})
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"].endswith("/team-still-working")
    assert "6 members" in problem["detail"]
    assert "Record the leaving" in problem["detail"]
    assert (await as_("manager").get(place)).json()["ended_on"] is None
    assert (await as_("carer_3").post(f"{place}/end", {})).status_code == 403


async def test_an_empty_team_ends_and_takes_nobody_on(as_: As, world: World) -> None:
    manager, coach = as_("manager"), as_("coach_2")
    place = f"/teams/{(await manager.post('/teams', BODY)).json()['id']}"
    await manager.post(f"{place}/coaches", {"account_id": str(world.account("coach_2").account_id)})
    assert (await coach.get(place)).status_code == 200
    assert (await manager.post(f"{place}/end", {"ended_on": "2025-12-31"})).status_code == 422, "before it began"
    answer = await manager.post(f"{place}/end", {"words": "Its people joined Ashbrook South."})
    assert answer.status_code == 200, answer.text
    assert answer.json()["ended_on"] == london_today().isoformat()
    assert (await coach.get(place)).status_code == 404
    for refused in (
        await manager.post(f"{place}/end", {}),
        await manager.post(f"{place}/members", {"name": "Late", "contracted_minutes": 60}),
        await manager.post(f"{place}/coaches", {"account_id": str(world.account("coach_2").account_id)}),
    ):
        assert refused.status_code == 409
        assert refused.json()["type"].endswith("/team-ended")


async def test_nobody_slips_into_a_team_while_it_ends(as_: As, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    for n in range(5):
        team = (await manager.post("/teams", BODY)).json()["id"]
        ended, joined = await asyncio.gather(
            manager.post(f"/teams/{team}/end", {}),
            manager.post(f"/teams/{team}/members", {"name": f"Late {n}", "contracted_minutes": 60}),
        )
        assert sorted((ended.status_code, joined.status_code)) in ([200, 409], [201, 409])
    inside = operator.execute(
        "SELECT count(*) FROM team JOIN team_member m ON m.team_id = team.id AND m.left_on IS NULL"
        " WHERE team.ended_on IS NOT NULL"
    ).fetchone()
    assert inside == (0,)
