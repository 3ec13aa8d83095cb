"""Who works when, who is away, and what is left; why somebody is away is theirs alone."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told

Connection = psycopg.Connection[Any]
EARLY = [{"week": 1, "weekday": "monday", "starts": "07:00", "ends": "14:00"}]
NIGHT = [{"week": 2, "weekday": "sunday", "starts": "22:00", "ends": "07:00"}]
HIDDEN = "The scan came back."


def member_of(world: World, name: str = "Anna Kowalska") -> UUID:
    team = next(t for t in world.teams if name in t.members)
    return team.members[name]


def path_of(world: World, what: str = "", name: str = "Anna Kowalska") -> str:
    team = next(t for t in world.teams if name in t.members)
    return f"/teams/{team.id}/members/{team.members[name]}{what}"


def times(hour: int, hours: int, *, days: int = 1) -> dict[str, Any]:
    start = utc_now().replace(minute=0, second=0, microsecond=0) + timedelta(days=days, hours=hour)
    return {"kind": "sickness", "starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=hours)).isoformat()}


@pytest.fixture(name="_nothing_yet", autouse=True)
def _nothing_yet(operator: Connection, world: World) -> None:
    """Nothing is known of when Anna works."""
    operator.execute("UPDATE working_pattern SET removed_at = now() WHERE removed_at IS NULL")
    operator.execute("UPDATE absence SET removed_at = now() WHERE removed_at IS NULL")
    _ = world


async def test_a_mate_writes_when_somebody_works_and_coach_and_manager_read_it(as_: As, world: World) -> None:
    path = path_of(world, "/working-patterns")
    body = {"from_on": "2026-01-05", "cycle_weeks": 2, "times": EARLY + NIGHT}
    made = told(await as_("carer_plain").post(path, body), 201)
    assert (made["times"], made["until_on"], made["cycle_weeks"]) == (EARLY + NIGHT, None, 2)
    for who in ("carer", "coach", "manager"):
        assert told(await as_(who).get(f"{path}/{made['id']}")) == made
        assert [p["id"] for p in await listed(as_(who), path)] == [made["id"]]
    for who in ("person", "family", "connector", "commissioner", "integration"):
        refused(await as_(who).get(path), 403)
    for who in ("carer_2", "other_carer", "other_manager"):
        refused(await as_(who).get(path), 404)
        refused(await as_(who).get(f"{path}/{made['id']}"), 404)
    for who in ("coach", "manager"):
        refused(await as_(who).post(path, body), 403)
    refused(await as_("carer_2").post(path, body), 404)


async def test_a_new_pattern_ends_the_one_before_and_no_two_hold_at_once(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world, "/working-patterns")
    first = told(await anna.post(path, {"from_on": "2026-01-05", "times": EARLY}), 201)["id"]
    second = told(await anna.post(path, {"from_on": "2026-03-02", "until_on": "2026-04-06", "times": EARLY}), 201)["id"]
    assert told(await anna.get(f"{path}/{first}"))["until_on"] == "2026-03-02"
    for overlap in (
        {"from_on": "2026-03-30"}, {"from_on": "2026-02-01"}, {"from_on": "2026-03-02"},
        {"from_on": "2025-12-01", "until_on": "2026-01-06"},
    ):  # fmt: skip
        refused(await anna.post(path, {**overlap, "times": EARLY}), 409, "patterns-overlap")
    third = told(await anna.post(path, {"from_on": "2026-04-06", "times": EARLY}), 201)["id"]
    refused(await anna.patch(f"{path}/{second}", {"until_on": None}, version=1), 409, "patterns-overlap")
    assert [p["id"] for p in await listed(anna, path)] == [third, second, first]
    assert [p["id"] for p in await listed(anna, path, on="2026-04-05")] == [second]
    assert [p["id"] for p in await listed(anna, path, on="2026-04-06")] == [third]
    assert (await anna.delete(f"{path}/{third}", version=1)).status_code == 204
    told(await anna.patch(f"{path}/{second}", {"until_on": None}, version=1))


async def test_a_pattern_sent_twice_ends_the_one_before_once(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world, "/working-patterns")
    first = told(await anna.post(path, {"from_on": "2026-01-05", "times": EARLY}), 201)["id"]
    where, body = f"{path}/{new_id()}", {"from_on": "2026-03-02", "until_on": "2026-04-06", "times": EARLY}
    told(await anna.put(where, body), 201)
    assert (await anna.delete(where, version=1)).status_code == 204
    told(await anna.patch(f"{path}/{first}", {"until_on": None}, version=2))
    refused(await anna.put(where, body), 409, "id-in-use")
    assert told(await anna.get(f"{path}/{first}"))["until_on"] is None, "a repeat from a drawer changes nothing"
    again = f"{path}/{new_id()}"
    told(await anna.put(again, body), 201)
    assert told(await anna.put(again, body))["version"] == 1
    replaced = told(await anna.put(again, {**body, "cycle_weeks": 2, "times": NIGHT}, version=1))
    assert (replaced["cycle_weeks"], replaced["times"]) == (2, NIGHT)


async def test_a_pattern_makes_sense(as_: As, world: World) -> None:
    anna, path = as_("carer"), path_of(world, "/working-patterns")
    body = {"from_on": "2026-01-05", "times": EARLY}
    refused(await anna.post(path, {**body, "times": NIGHT}), 422)
    refused(await anna.post(path, {**body, "until_on": "2026-01-05"}), 422, "pattern-dates")
    for wrong in ("24:00", "7:00", "07:60", ""):
        refused(await anna.post(path, {**body, "times": [{**EARLY[0], "starts": wrong}]}), 422, pointer="/times/0/starts")
    for cycle in (0, 9):
        refused(await anna.post(path, {**body, "cycle_weeks": cycle}), 422, pointer="/cycle_weeks")
    where = f"{path}/{told(await anna.post(path, {**body, 'cycle_weeks': 2, 'times': EARLY + NIGHT}), 201)['id']}"
    refused(await anna.patch(where, {"cycle_weeks": 1}, version=1), 422, "week-of-cycle", "/cycle_weeks")
    refused(await anna.patch(where, {"times": [{**EARLY[0], "week": 3}]}, version=1), 422, "week-of-cycle", "/times")
    told(await anna.patch(where, {"cycle_weeks": 1, "times": EARLY}, version=1))


async def test_somebody_rings_in_ill_and_a_mate_writes_it_down(as_: As, world: World, operator: Connection) -> None:
    path, mate = path_of(world, "/absences"), as_("carer_plain")
    made = told(await mate.post(path, times(8, 9)), 201)
    for name, hour, state in (("Jean", 7, "planned"), ("Jean", 10, "planned"), ("Jean", 16, "planned"), ("Jean", 18, "planned")):
        planned(operator, world, name, member_of(world), hour, state)
    for who in ("carer", "coach", "manager"):
        for where in (path, f"/teams/{world.person('Jean').team_id}/absences"):
            (found,) = await listed(as_(who), where)
            assert (found["id"], found["visits_to_cover"]) == (made["id"], 3), "07:30 to 08:30, 10 and 16 o'clock"
        assert told(await as_(who).get(f"{path}/{made['id']}")) == made
    team = f"/teams/{world.person('Jean').team_id}/absences"
    assert await listed(as_("carer"), team, ends_after=made["ends_at"]) == []
    assert await listed(as_("carer"), team, starts_before=made["starts_at"]) == []
    assert await listed(as_("carer"), team, kind="leave") == []
    assert await listed(as_("carer"), team, member_id=str(member_of(world, "Ben Fairclough"))) == []
    refused(await as_("carer_2").get(team), 404)
    back = told(await as_("carer").patch(f"{path}/{made['id']}", {"ends_at": times(12, 1)["starts_at"]}, version=1))
    assert back["ends_at"] < made["ends_at"]
    refused(await mate.patch(f"{path}/{made['id']}", {"ends_at": made["starts_at"]}, version=2), 422, "absence-times")
    refused(await mate.post(path, {**times(8, 9), "words": HIDDEN}), 422)
    refused(await as_("coach").post(path, times(8, 9)), 403)


async def test_only_the_member_writes_and_reads_why(as_: As, world: World, operator: Connection) -> None:
    anna, path = as_("carer"), path_of(world, "/absences")
    absence = told(await as_("carer_plain").post(path, times(8, 9)), 201)
    where = f"{path}/{absence['id']}/reason"
    refused(await anna.get(where), 404)
    refused(await as_("carer_plain").put(where, {"words": "Flu?"}), 403, "not-your-reason")
    made = told(await anna.put(where, {"words": HIDDEN}), 201)
    assert made["words"] == HIDDEN
    assert told(await anna.put(where, {"words": HIDDEN})) == made
    refused(await anna.put(where, {"words": "Better."}), 428)
    refused(await as_("carer_plain").get(where), 404)
    refused(await as_("carer_plain").put(where, {"words": "x"}, version=1), 403)
    refused(await as_("carer_plain").delete(where, version=1), 404)
    for who in ("coach", "manager", "person", "integration"):
        refused(await as_(who).get(where), 403)
    for who in ("carer_2", "other_carer"):
        refused(await as_(who).get(where), 404)
        refused(await as_(who).put(where, {"words": "x"}), 404)
    assert told(await anna.put(where, {"words": f"{HIDDEN} Again."}, version=1))["version"] == 2
    for table in ("change", "change_value", "idempotency", "look"):
        found = operator.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{HIDDEN}%"]).fetchone()
        assert found == (0,), table
    assert (await anna.delete(where, version=2)).status_code == 204
    assert (await anna.delete(where, version=2)).status_code == 204
    refused(await anna.get(where), 404)
    told(await anna.put(where, {"words": "Better."}), 201)


async def test_nobodys_log_shows_that_somebody_wrote_why(as_: As, world: World, operator: Connection) -> None:
    path = path_of(world, "/absences")
    absence = told(await as_("carer").post(path, times(8, 9)), 201)["id"]
    told(await as_("carer").put(f"{path}/{absence}/reason", {"words": HIDDEN}), 201)
    readers = operator.execute(
        "SELECT policyname FROM pg_policies WHERE tablename = 'change' AND qual LIKE '%%absence_reason%%'"
    ).fetchall()
    assert readers == []
    for who in ("carer_plain", "coach", "manager"):
        (created,) = await listed(as_(who), f"{path}/{absence}/history")
        assert created["fields"] == ["ends_at", "kind", "member_id", "starts_at"]


async def test_free_times_are_working_times_less_absences_and_visits(as_: As, world: World, operator: Connection) -> None:
    anna, path = as_("carer"), path_of(world, "/free-times")
    start = utc_now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=10)
    asked = {"starts_from": start.isoformat(), "starts_before": (start + timedelta(hours=12)).isoformat()}
    assert await free(as_, "carer", path, asked) == [(0, 12)], "of no day is anything said"
    told(await anna.post(path_of(world, "/absences"), {"kind": "leave", **at(start, 2, 4)}), 201)
    for hour, state in ((6, "planned"), (8, "completed")):
        id_ = planned(operator, world, "Jean", member_of(world), 0, "planned")
        operator.execute(
            "UPDATE visit SET planned_start_at = %s, planned_end_at = %s, state = %s WHERE id = %s",
            [start + timedelta(hours=hour), start + timedelta(hours=hour + 1), state, id_],
        )
    for who in ("carer", "carer_plain", "coach", "manager"):
        assert await free(as_, who, path, asked) == [(0, 2), (4, 6), (7, 12)]
    body = {
        "from_on": start.date().isoformat(),
        "times": [{"weekday": f"{start:%A}".lower(), "starts": "01:00", "ends": "05:30"}],
    }
    told(await anna.post(path_of(world, "/working-patterns"), body), 201)
    (first, second) = told(await anna.get(path, params=asked))["items"]
    assert (first["ends_at"], second["starts_at"]) == (f"{start:%Y-%m-%d}T02:00:00.000000Z", f"{start:%Y-%m-%d}T04:00:00.000000Z")
    for who in ("carer_2", "other_manager"):
        refused(await as_(who).get(path, params=asked), 404)
    refused(await as_("person").get(path, params=asked), 403)
    nobody = f"/teams/{world.person('Jean').team_id}/members/{new_id()}/free-times"
    refused(await anna.get(nobody, params=asked), 404)


async def test_free_times_are_asked_for_five_weeks_at_most(as_: As, world: World) -> None:
    path, start = path_of(world, "/free-times"), utc_now()
    for days in (0, -1, 36):
        asked = {"starts_from": start.isoformat(), "starts_before": (start + timedelta(days=days)).isoformat()}
        refused(await as_("carer").get(path, params=asked), 422, "span", "?starts_before")
    told(await as_("carer").get(path, params={"starts_from": start.isoformat()}))
    items = told(await as_("carer").get(path))["items"]
    assert datetime.fromisoformat(items[-1]["ends_at"]) - datetime.fromisoformat(items[0]["starts_at"]) == timedelta(days=7)
    for end in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        refused(await as_("carer").get(path, params={"starts_from": end}), 422, "span", "?starts_from")
    longest = {"starts_from": start.isoformat(), "starts_before": (start + timedelta(days=35)).isoformat()}
    told(await as_("carer").get(path, params=longest))


async def test_who_has_left_stays_as_they_were(as_: As, world: World, operator: Connection) -> None:
    member = member_of(world, "Ben Fairclough")
    operator.execute("UPDATE team_member SET left_on = current_date WHERE id = %s", [member])
    try:
        for what, body in (("working-patterns", {"from_on": "2026-01-05", "times": EARLY}), ("absences", times(1, 2))):
            refused(await as_("carer").post(path_of(world, f"/{what}", "Ben Fairclough"), body), 409, "member-left")
    finally:
        operator.execute("UPDATE team_member SET left_on = NULL WHERE id = %s", [member])


def at(start: datetime, begin: int, end: int) -> dict[str, str]:
    return {
        "starts_at": (start + timedelta(hours=begin)).isoformat(),
        "ends_at": (start + timedelta(hours=end)).isoformat(),
    }


async def free(as_: As, who: str, path: str, asked: dict[str, str]) -> list[tuple[float, float]]:
    """The free times in hours after the first instant asked for."""
    start = datetime.fromisoformat(asked["starts_from"])
    items = told(await as_(who).get(path, params=asked))["items"]
    both = [(datetime.fromisoformat(i["starts_at"]), datetime.fromisoformat(i["ends_at"])) for i in items]
    return [((begin - start) / timedelta(hours=1), (end - start) / timedelta(hours=1)) for begin, end in both]


def planned(operator: Connection, world: World, name: str, member: UUID, hour: int, state: str) -> UUID:
    """A visit of an hour and a half tomorrow, with one member."""
    person, id_ = world.person(name), new_id()
    start = datetime.fromisoformat(times(hour, 1)["starts_at"])
    operator.execute(
        "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at,"
        " member_ids, state) SELECT %s, organisation_id, team_id, id, team_id, %s, %s, %s, %s FROM person WHERE id = %s",
        [id_, start, start + timedelta(minutes=90), [member], state, person.id],
    )
    return id_
