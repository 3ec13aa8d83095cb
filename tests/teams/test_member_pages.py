"""What members write about themselves, and who does not write it for them."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]


def page_of(world: World, name: str) -> str:
    team = world.team("Ashbrook North")
    return f"/teams/{team.id}/members/{(team.members | team.left)[name]}"


async def test_a_member_writes_a_new_version_of_their_own_profile(as_: As, world: World) -> None:
    anna, mine = as_("carer"), page_of(world, "Anna Kowalska")
    before = (await anna.get(f"{mine}/profile")).json()
    words = {"appreciate": ["I say what I think, kindly"], "matters": ["Bread on Sundays"], "support": ["Tell me early"]}
    answer = await anna.post(f"{mine}/profile-versions", words)
    assert answer.status_code == 201, answer.text
    assert answer.json()["number"] == before["number"] + 1
    assert (await anna.get(f"{mine}/profile")).json() == answer.json()
    versions = (await anna.get(f"{mine}/profile-versions")).json()["items"]
    assert versions == [answer.json(), before], "what stood before stays"
    assert (await anna.get(answer.headers["location"])).json() == answer.json()
    for role in ("carer_plain", "coach", "manager", "person"):
        assert (await as_(role).get(f"{mine}/profile")).json() == answer.json(), role
    assert (await as_("carer_2").get(f"{mine}/profile")).status_code == 404


async def test_nobody_else_writes_a_members_page(as_: As, world: World) -> None:
    bens = page_of(world, "Ben Fairclough")
    anna = as_("carer")
    gift = (await anna.get(f"{bens}/gifts")).json()["items"][0]
    refusals = [
        await anna.post(f"{bens}/profile-versions", {"matters": ["Not my words"]}),
        await anna.post(f"{bens}/gifts", {"part": "head", "words": "Not my gift"}),
        await anna.put(f"{bens}/gifts/{new_id()}", {"part": "head", "words": "Not my gift"}),
        await anna.patch(f"{bens}/gifts/{gift['id']}", {"words": "Not my gift"}, version=1),
        await anna.delete(f"{bens}/gifts/{gift['id']}", version=1),
    ]
    assert [r.status_code for r in refusals] == [403] * 5
    assert all(r.json()["type"].endswith("/not-your-page") for r in refusals)
    assert (await as_("manager").post(f"{bens}/gifts", {"part": "head", "words": "x"})).status_code == 403
    assert (await as_("carer_2").post(f"{bens}/gifts", {"part": "head", "words": "x"})).status_code == 404
    assert (await anna.get(f"{bens}/gifts")).json()["items"] == [gift]


@pytest.mark.parametrize("table", ["member_profile", "member_gift"])
def test_the_database_alone_keeps_a_page_its_owners(table: str, world: World, operator: psycopg.Connection[Any]) -> None:
    team = world.team("Ashbrook North")
    operator.execute("RESET ROLE")
    try:
        with operator.transaction(force_rollback=True):
            operator.execute("SELECT set_config('app.team_ids', %s, true)", ["{" + str(team.id) + "}"])
            operator.execute("SELECT set_config('app.member_ids', %s, true)", ["{" + str(team.members["Anna Kowalska"]) + "}"])
            operator.execute("SET LOCAL ROLE wt_carer")
            seen = operator.execute(f"SELECT count(DISTINCT member_id) FROM {table}").fetchone()
            assert seen is not None
            assert seen[0] > 1, "team mates read"
            touched = operator.execute(f"UPDATE {table} SET removed_at = now() RETURNING member_id").fetchall()
            assert {row[0] for row in touched} == {team.members["Anna Kowalska"]}
    finally:
        operator.execute("SET ROLE wt_operator")


async def test_gifts_are_had_and_sought_and_found_by_kind(as_: As, world: World) -> None:
    anna, mine = as_("carer"), page_of(world, "Anna Kowalska")
    place = f"{mine}/gifts/{new_id()}"
    body = {"part": "heart", "direction": "seeks", "words": "Somebody to sing with", "tags": ["singing"], "would_share": "yes"}
    assert (await anna.put(place, body)).status_code == 201
    assert (await anna.put(place, body)).status_code == 200
    changed = await anna.patch(place, {"would_share": "not_now"}, version=1)
    assert changed.json()["would_share"] == "not_now"
    found = (await anna.get(f"{mine}/gifts?part=heart&direction=seeks")).json()["items"]
    assert found == [changed.json()]
    assert (await as_("person").get(f"{mine}/gifts")).status_code == 403, "a person reads names and profiles"
    assert (await anna.delete(place, version=2)).status_code == 204
    assert (await anna.delete(place, version=2)).status_code == 204
    assert (await anna.get(place)).status_code == 404
    assert (await anna.post(f"{mine}/gifts", {"part": "feet", "words": "x"})).status_code == 422


async def test_whoever_has_left_writes_no_page(as_: As, world: World) -> None:
    ivys = page_of(world, "Ivy Rigby")
    assert (await as_("leaver").post(f"{ivys}/gifts", {"part": "head", "words": "x"})).status_code == 404
