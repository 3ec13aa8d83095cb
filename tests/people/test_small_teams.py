"""The few who support a person, and whether they chose each other."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told


@pytest.fixture(name="path")
async def _path(as_: As, world: World) -> str:
    """Somebody whom nobody supports yet."""
    made = await as_("carer").post("/people", {"team_id": world.team("Ashbrook North").id, "preferred_name": "Nellie"})
    return f"/people/{told(made, 201)['id']}/small-team"


async def test_they_chose_each_other_when_both_sides_said_so(as_: As, world: World) -> None:
    north = world.team("Ashbrook North")
    anna, jean, path = as_("carer"), as_("person"), f"/people/{world.person('Jean').id}/small-team"
    for one in await listed(anna, path):
        assert (await anna.delete(f"{path}/{one['id']}", version=one["version"])).status_code == 204
    made = told(await anna.post(path, {"member_id": north.members["Anna Kowalska"], "member_chose": True}), 201)
    assert (made["chose_each_other"], made["person_chose"], made["member_chose"]) == (False, False, True)
    assert made["member_name"]
    said = told(await jean.patch(f"{path}/{made['id']}", {"person_chose": True, "words": "She laughs at my jokes"}, version=1))
    assert said["chose_each_other"] is True
    assert [o["id"] for o in await listed(as_("family"), path, chose_each_other="true")] == [made["id"]]
    assert told(await as_("coach").get(f"{path}/{made['id']}"))["chose_each_other"] is True


async def test_a_person_names_whom_they_choose(as_: As, world: World) -> None:
    jean, path, members = as_("person"), f"/people/{world.person('Jean').id}/small-team", world.team("Ashbrook North").members
    named = {o["member_id"] for o in await listed(jean, path, current="true")}
    free = next(m for m in members.values() if str(m) not in named)
    made = told(await jean.post(path, {"member_id": free, "person_chose": True}), 201)
    assert (made["person_chose"], made["member_chose"]) == (True, False)
    refused(await jean.patch(f"{path}/{made['id']}", {"member_chose": True}, version=1), 403, pointer="/member_chose")
    refused(await jean.patch(f"{path}/{made['id']}", {"since_on": "2020-01-01"}, version=1), 403, pointer="/since_on")
    refused(await jean.delete(f"{path}/{made['id']}", version=1), 403)
    until = (london_today() + timedelta(days=2)).isoformat()
    assert told(await jean.patch(f"{path}/{made['id']}", {"until_on": until}, version=1))["until_on"] == until


async def test_nobody_says_for_another_that_they_chose(as_: As, world: World, path: str) -> None:
    ben = world.team("Ashbrook North").members["Ben Fairclough"]
    refused(await as_("carer").post(path, {"member_id": ben, "member_chose": True}), 403, pointer="/member_chose")
    refused(await as_("manager").post(path, {"member_id": ben, "member_chose": True}), 403, pointer="/member_chose")
    refused(await as_("carer").post(path, {"member_id": ben, "person_chose": True}), 422, pointer="/words")
    made = told(
        await as_("carer").post(path, {"member_id": ben, "person_chose": True, "words": "She asked for Ben by name"}), 201
    )
    refused(await as_("carer").patch(f"{path}/{made['id']}", {"member_chose": True}, version=1), 403, pointer="/member_chose")
    assert (
        told(await as_("carer_plain").patch(f"{path}/{made['id']}", {"member_chose": True}, version=1))["chose_each_other"]
        is True
    )


async def test_only_a_member_of_the_persons_team_now_is_one_of_the_few(as_: As, world: World, path: str) -> None:
    anna, ruth, north = as_("carer"), as_("manager"), world.team("Ashbrook North").members
    refused(await anna.post(path, {"member_id": new_id()}), 404, pointer="/member_id")
    south = world.team("Ashbrook South").members["Jack Winstanley"]
    refused(await anna.post(path, {"member_id": south}), 404, pointer="/member_id")
    refused(await ruth.post(path, {"member_id": south}), 409, "not-in-team", "/member_id")
    told(await anna.post(path, {"member_id": north["Anna Kowalska"]}), 201)
    refused(await anna.post(path, {"member_id": north["Anna Kowalska"]}), 409, "in-small-team")


async def test_who_has_left_the_team_is_not_named(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    ivy = operator.execute(
        "SELECT id, team_id FROM team_member WHERE left_on IS NOT NULL AND organisation_id = %s", [world.organisation_id]
    ).fetchone()
    assert ivy is not None
    person = next(p for p in world.people_of(ivy[1]) if p.status == "supported")
    refused(await as_("manager").post(f"/people/{person.id}/small-team", {"member_id": ivy[0]}), 409, "not-in-team", "/member_id")


async def test_who_stops_supporting_a_person_stays_on_the_list_of_those_who_did(as_: As, world: World, path: str) -> None:
    anna, member = as_("carer"), world.team("Ashbrook North").members["Ben Fairclough"]
    made = told(await anna.put(f"{path}/{new_id()}", {"member_id": member, "since_on": "2026-01-01"}), 201)
    where = f"{path}/{made['id']}"
    refused(await anna.patch(where, {"until_on": "2025-01-01"}, version=1), 422, "dates-out-of-order")
    refused(await anna.patch(where, {"since_on": None}, version=1), 422, pointer="/since_on")
    told(await anna.patch(where, {"until_on": "2026-02-01"}, version=1))
    assert await listed(anna, path, current="true") == []
    assert [o["id"] for o in await listed(anna, path, current="false")] == [made["id"]]
    refused(await anna.put(where, {"member_id": new_id()}, version=2), 409, pointer="/member_id")
    replaced = told(await anna.put(where, {"member_id": member, "since_on": "2026-01-05"}, version=2))
    assert (replaced["since_on"], replaced["until_on"]) == ("2026-01-05", None)
    refused(await anna.put(where, {"member_id": member, "since_on": "2026-01-05", "until_on": "2026-01-01"}, version=3), 422)
    assert (await anna.delete(where, version=3)).status_code == 204


async def test_who_may_say_who_supports_whom(as_: As, world: World, path: str) -> None:
    body = {"member_id": world.team("Ashbrook North").members["Ben Fairclough"]}
    refused(await as_("coach").post(path, body), 403)
    refused(await as_("carer_2").post(path, body), 404)
    refused(await as_("carer_2").get(path), 404)
    refused(await as_("family").post(path, body), 403)
    person = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    refused(await as_("carer").post(f"/people/{person}/small-team", body), 409, "person-ended")
