"""What the regulator must be told: flagged where it stands, told once, and as restricted as what it is about."""

from typing import Any

import psycopg
import pytest

from api.demo.made import World
from tests.people.saying import As, listed, refused, told

BODIES: dict[str, dict[str, Any]] = {
    "concerns": {"kind": "safeguarding", "words": "Somebody took her purse."},
    "falls": {"fell_at": "2026-09-01T07:30:00+01:00", "harm": "serious"},
    "hospital-stays": {"admitted_on": "2026-09-01", "left_on": "2026-09-03", "planned": False},
}
ABOUT = {"concerns": "concern", "falls": "fall", "hospital-stays": "hospital_stay"}


def path_of(world: World, kind: str) -> str:
    return f"/people/{world.person('Jean').id}/{kind}"


@pytest.mark.parametrize("kind", BODIES)
async def test_what_is_due_stands_in_the_list_until_it_was_told(as_: As, world: World, kind: str) -> None:
    anna, ruth = as_("carer"), as_("manager")
    path = path_of(world, kind)
    made = told(await anna.post(path, {**BODIES[kind], "notification": "serious_injury"}), 201)
    assert (made["notification"], made["notified_at"], made["notified_reference"]) == ("serious_injury", None, None)
    due = next(n for n in await listed(ruth, "/notifications", due="true") if n["id"] == made["id"])
    assert (due["about"], due["person_id"], due["notification"]) == (ABOUT[kind], made["person_id"], "serious_injury")
    where = f"{path}/{made['id']}"
    said = {"at": "2026-09-02T10:00:00+01:00", "reference": "CQC-1"}
    done = told(await anna.post(f"{where}/notification", said))
    assert (done["notified_at"], done["notified_reference"]) == ("2026-09-02T09:00:00.000000Z", "CQC-1")
    refused(await ruth.post(f"{where}/notification", {}), 409, "regulator-told")
    assert made["id"] not in [n["id"] for n in await listed(ruth, "/notifications", due="true")]
    assert made["id"] in [n["id"] for n in await listed(anna, "/notifications", due="false")]
    assert made["id"] in [n["id"] for n in await listed(anna, "/notifications")]
    for wrong in (None, "police"):
        refused(await anna.patch(where, {"notification": wrong}, version=2), 409, "regulator-told")
    refused(await anna.put(where, BODIES[kind], version=2), 409, "regulator-told")
    told(await anna.patch(where, {"notification": "serious_injury"}, version=2))


@pytest.mark.parametrize("kind", BODIES)
async def test_nothing_is_told_that_nobody_said_must_be(as_: As, world: World, kind: str) -> None:
    anna, path = as_("carer"), path_of(world, kind)
    where = f"{path}/{told(await anna.post(path, BODIES[kind]), 201)['id']}"
    refused(await anna.post(f"{where}/notification", {}), 409, "nothing-to-tell")
    told(await anna.patch(where, {"notification": "police"}, version=1))
    told(await anna.patch(where, {"notification": "death"}, version=2))
    refused(await anna.post(f"{where}/notification", {"at": "2099-01-01T00:00:00Z"}), 422, pointer="/at")
    assert told(await as_("manager").post(f"{where}/notification", {}))["notified_at"] is not None


@pytest.mark.parametrize("kind", ["falls", "hospital-stays"])
async def test_what_the_regulator_was_told_of_is_not_taken_away(as_: As, world: World, kind: str) -> None:
    anna, path = as_("carer"), path_of(world, kind)
    due, known = [told(await anna.post(path, BODIES[kind] | {"notification": "police"}), 201)["id"] for _ in range(2)]
    told(await anna.post(f"{path}/{known}/notification", {}))
    refused(await anna.delete(f"{path}/{known}", version=1), 412)
    refused(await anna.delete(f"{path}/{known}", version=2), 409, "regulator-told")
    refused(await as_("carer_3").delete(f"{path}/{known}", version=2), 404)
    assert known in [n["id"] for n in await listed(as_("manager"), "/notifications", due="false")]
    for _ in range(2):
        assert (await anna.delete(f"{path}/{due}", version=1)).status_code == 204


async def test_what_is_restricted_is_its_authors_and_the_managers_alone(as_: As, world: World) -> None:
    path = path_of(world, "concerns")
    body = {**BODIES["concerns"], "restricted": True, "notification": "abuse_or_allegation"}
    made = told(await as_("carer").post(path, body), 201)
    for who, reads in (("carer", True), ("manager", True), ("carer_plain", False), ("carer_2", False), ("other_manager", False)):
        everything = await as_(who).get("/notifications", params={"limit": 200, "count": "true"})
        found = [n["id"] for n in told(everything)["items"]]
        assert (made["id"] in found) is reads, who
        assert int(told(everything)["count"]) == len(found)
    refused(await as_("carer_plain").post(f"{path}/{made['id']}/notification", {}), 404)
    told(await as_("carer").post(f"{path}/{made['id']}/notification", {}))


async def test_who_reads_the_list_and_who_says_that_it_was_told(as_: As, world: World) -> None:
    path = path_of(world, "falls")
    made = told(await as_("carer").post(path, {**BODIES["falls"], "notification": "police"}), 201)
    machine = as_("integration", scopes="concerns:read concerns:write hospital-stays:read hospital-stays:write")
    for caller in (*map(as_, ("coach", "person", "family", "connector", "commissioner")), machine):
        refused(await caller.get("/notifications"), 403)
        refused(await caller.post(f"{path}/{made['id']}/notification", {}), 403)


async def test_reading_the_list_is_a_look_at_each_of_them(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    ids = {
        ABOUT[kind]: told(await as_("carer").post(path_of(world, kind), {**body, "notification": "police"}), 201)["id"]
        for kind, body in BODIES.items()
    }
    await listed(as_("manager"), "/notifications", due="true")
    for about, id_ in ids.items():
        sql = "SELECT count(*) FROM look WHERE operation = 'list_notifications' AND kind = %s"
        sql += " AND %s = ANY (ids) AND %s = ANY (person_ids)"
        assert operator.execute(sql, [about, id_, world.person("Jean").id]).fetchone() == (1,), about


async def test_the_list_goes_on_where_a_page_ended(as_: As, world: World) -> None:
    for _ in range(3):
        told(await as_("carer").post(path_of(world, "falls"), {**BODIES["falls"], "notification": "police"}), 201)
    whole = [n["id"] for n in await listed(as_("manager"), "/notifications")]
    seen: list[str] = []
    following: str | None = "/notifications?limit=2"
    while following is not None:
        page = told(await as_("manager").get(following.removeprefix("/v1")))
        seen += [n["id"] for n in page["items"]]
        following = page["next"]
    assert seen == whole
    refused(await as_("manager").get("/notifications", params={"harm": "serious"}), 422)
