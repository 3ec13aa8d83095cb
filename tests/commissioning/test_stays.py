"""Stays in hospital and falls: written down by the team, read by the person, of nobody twice at once."""

import asyncio
from datetime import timedelta
from typing import Any

import psycopg

from api.demo.made import World
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

CAME = {"admitted_on": "2026-09-01", "planned": False, "where_words": "Royal Infirmary", "because": "Her chest."}
FELL = {"fell_at": "2026-09-01T07:30:00+01:00", "where_words": "On the stairs", "harm": "some"}


def machine(as_: As) -> Caller:
    """A provider's client that may write stays."""
    return as_("integration", scopes="hospital-stays:read hospital-stays:write")


async def somebody(as_: As, world: World) -> str:
    """Somebody new whom Anna's team supports; the path of what is theirs."""
    made = told(await as_("carer").post("/people", {"team_id": world.team("Ashbrook North").id, "preferred_name": "Nellie"}), 201)
    return f"/people/{made['id']}"


async def test_who_writes_stays_and_falls_down_and_who_reads_them(as_: As, world: World) -> None:
    for kind, body in (("hospital-stays", CAME | {"left_on": "2026-09-05"}), ("falls", FELL)):
        path = f"/people/{world.person('Jean').id}/{kind}"
        made = told(await as_("carer").post(path, body), 201)
        assert made["provided_by_team_id"] == made["team_id"] == str(world.person("Jean").team_id)
        for caller in (*map(as_, ("carer_plain", "coach", "person", "manager")), machine(as_)):
            assert told(await caller.get(f"{path}/{made['id']}"))["id"] == made["id"]
            assert made["id"] in [one["id"] for one in await listed(caller, path)]
            assert made["id"] in [one["id"] for one in await listed(caller, f"/{kind}")]
        for who in ("family", "connector", "commissioner", "council_client"):
            refused(await as_(who).get(path), 403)
            refused(await as_(who).get(f"/{kind}"), 403)
        for who in ("carer_2", "person_2", "other_manager"):
            refused(await as_(who).get(f"{path}/{made['id']}"), 404)
            assert made["id"] not in [one["id"] for one in await listed(as_(who), f"/{kind}")]
        for who in ("coach", "person"):
            refused(await as_(who).post(path, body), 403)
        told(await machine(as_).post(path, body), 201)
        told(await as_("manager").patch(f"{path}/{made['id']}", {"what_we_learned": "To ring first."}, version=1))
        assert (await as_("carer").delete(f"{path}/{made['id']}", version=2)).status_code == 204
        refused(await as_("carer").get(f"{path}/{made['id']}"), 404)


async def test_somebody_is_in_one_hospital_at_a_time(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"{await somebody(as_, world)}/hospital-stays"
    first = told(await anna.post(path, CAME), 201)
    refused(await anna.post(path, CAME), 409, "stay-open")
    told(await anna.post(path, {**CAME, "admitted_on": "2026-08-01", "left_on": "2026-08-03"}), 201)
    home = told(await anna.post(f"{path}/{first['id']}/discharge", {"on": "2026-09-04", "what_we_learned": "Ring the ward."}))
    assert (home["left_on"], home["what_we_learned"]) == ("2026-09-04", "Ring the ward.")
    refused(await anna.post(f"{path}/{first['id']}/discharge", {}), 409, "stay-ended")
    second = told(await anna.post(path, {**CAME, "admitted_on": "2026-10-01"}), 201)
    refused(await anna.patch(f"{path}/{first['id']}", {"left_on": None}, version=2), 409, "stay-open")
    refused(await anna.put(f"{path}/{first['id']}", CAME, version=2), 409, "stay-open")
    assert told(await anna.get(f"{path}/{first['id']}"))["version"] == 2, "what was refused left no trace"
    assert [one["id"] for one in await listed(anna, path, open="true")] == [second["id"]]
    today = told(await anna.post(f"{path}/{second['id']}/discharge", {}))
    assert today["left_on"] == str(london_today())


async def test_of_many_who_write_down_the_same_stay_at_once_one_does(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"{await somebody(as_, world)}/hospital-stays"
    answers = await asyncio.gather(*(anna.post(path, CAME) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 7]
    assert len(await listed(anna, path)) == 1


async def test_a_stay_is_of_days_that_have_come_and_in_order(as_: As, world: World) -> None:
    anna, path = as_("carer"), f"{await somebody(as_, world)}/hospital-stays"
    tomorrow = str(london_today() + timedelta(days=1))
    refused(await anna.post(path, {**CAME, "admitted_on": tomorrow}), 422, pointer="/admitted_on")
    refused(await anna.post(path, {**CAME, "left_on": tomorrow}), 422, pointer="/left_on")
    refused(await anna.post(path, {**CAME, "left_on": "2026-08-31"}), 422)
    stay = told(await anna.post(path, CAME), 201)
    refused(await anna.patch(f"{path}/{stay['id']}", {"left_on": "2026-08-31"}, version=1), 422, "stay-dates")
    refused(await anna.post(f"{path}/{stay['id']}/discharge", {"on": "2026-08-31"}), 422, "stay-dates")
    refused(await anna.post(f"{path}/{stay['id']}/discharge", {"on": tomorrow}), 422, pointer="/on")


async def test_what_was_written_without_signal_is_written_once(as_: As, world: World) -> None:
    anna, person = as_("carer"), await somebody(as_, world)
    for kind, body in (("hospital-stays", CAME), ("falls", FELL)):
        where = f"{person}/{kind}/{new_id()}"
        first = told(await anna.put(where, body), 201)
        assert told(await anna.put(where, body)) == first
        refused(await anna.put(where, {**body, "where_words": "Elsewhere"}), 409, "id-in-use")
        assert told(await anna.put(where, {**body, "where_words": "Elsewhere"}, version=1))["where_words"] == "Elsewhere"


async def test_they_are_written_down_of_whoever_has_gone_too(as_: As, world: World) -> None:
    gone = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    told(await as_("carer").post(f"/people/{gone}/hospital-stays", CAME), 201)
    told(await as_("carer").post(f"/people/{gone}/falls", FELL), 201)


async def test_a_fall_has_happened_and_names_a_visit_with_that_person(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    anna, path = as_("carer"), f"/people/{world.person('Jean').id}/falls"
    ahead = (utc_now() + timedelta(days=7)).isoformat()
    refused(await anna.post(path, {**FELL, "fell_at": ahead}), 422, pointer="/fell_at")
    sql = "SELECT id FROM visit WHERE person_id = %s LIMIT 1"
    mine, other = (operator.execute(sql, [world.person(name).id]).fetchone() for name in ("Jean", "George"))
    assert mine is not None
    assert other is not None
    assert told(await anna.post(path, {**FELL, "visit_id": mine[0]}), 201)["visit_id"] == str(mine[0])
    for wrong in (other[0], new_id()):
        refused(await anna.post(path, {**FELL, "visit_id": wrong}), 422, "not-this-visit")


async def test_they_are_found_by_day_kind_team_and_person(as_: As, world: World) -> None:
    anna, person = as_("carer"), await somebody(as_, world)
    of = {"person_id": person.rpartition("/")[2], "team_id": str(world.team("Ashbrook North").id)}
    planned = told(await anna.post(f"{person}/hospital-stays", {**CAME, "planned": True, "left_on": "2026-09-02"}), 201)
    sudden = told(await anna.post(f"{person}/hospital-stays", {**CAME, "admitted_on": "2026-10-02"}), 201)
    for asked, found in (
        ({"planned": "true"}, [planned]),
        ({"planned": "false"}, [sudden]),
        ({}, [sudden, planned]),
        ({"open": "false"}, [planned]),
        ({"from_on": "2026-09-02"}, [sudden]),
        ({"until_on": "2026-10-02"}, [planned]),
        ({"team_id": str(world.team("Ashbrook South").id)}, []),
    ):
        assert [s["id"] for s in await listed(anna, "/hospital-stays", **(of | asked))] == [s["id"] for s in found], asked
    worse = told(await anna.post(f"{person}/falls", {**FELL, "harm": "serious"}), 201)
    later = told(await anna.post(f"{person}/falls", {**FELL, "fell_at": "2026-10-01T00:00:00+01:00", "harm": "none"}), 201)
    for asked, found in (
        ({"harm": "serious"}, [worse]),
        ({"from_at": "2026-09-30T23:00:00Z"}, [later]),
        ({"until_at": "2026-09-30T23:00:00Z"}, [worse]),
    ):
        assert [f["id"] for f in await listed(anna, "/falls", **(of | asked))] == [f["id"] for f in found], asked
