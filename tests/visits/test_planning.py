"""Planning visits: who plans them, what is refused and why, and which state follows."""

import asyncio
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import at, become, happened, north, nothing_planned, plan, somebody


def moved_to(days: int) -> dict[str, str]:
    """Another day, at nine."""
    return {"planned_start_at": at(days, 9).isoformat(), "planned_end_at": at(days, 10).isoformat()}


@pytest.fixture(autouse=True, scope="module")
def _free(operator: psycopg.Connection[Any]) -> None:
    nothing_planned(operator)


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World) -> str:
    """Somebody whom Ashbrook North supports and nobody visits yet."""
    return await somebody(as_("carer"), world.team("Ashbrook North").id)


async def test_a_visit_with_enough_members_is_planned_and_shows_their_faces(as_: As, world: World, nellie: str) -> None:
    ben = north(world, "Ben")
    answer = await as_("carer").post("/visits", plan(nellie, at(3, 9), 45, (ben,), travel_minutes=10))
    made = told(answer, 201)
    assert answer.headers["location"] == f"/v1/visits/{made['id']}"
    assert (made["state"], made["planned_minutes"], made["travel_minutes"]) == ("planned", 45, 10)
    assert [face["member_id"] for face in made["faces"]] == [str(ben)]
    assert made["faces"][0]["name"].startswith("Ben")
    assert made["provided_by_team_id"] == made["team_id"] == str(world.team("Ashbrook North").id)
    for who in ("coach", "manager", "carer_plain"):
        assert told(await as_(who).get(f"/visits/{made['id']}")) == made
    for who in ("carer_2", "other_manager", "person"):
        refused(await as_(who).get(f"/visits/{made['id']}"), 404, "not-found")


async def test_a_visit_that_still_needs_somebody_is_open(as_: As, world: World, nellie: str) -> None:
    anna, ben, donna = as_("carer"), north(world, "Ben"), north(world, "Donna")
    made = told(await anna.post("/visits", plan(nellie, at(3, 13))), 201)
    assert (made["state"], made["faces"]) == ("open", [])
    path = f"/visits/{made['id']}"
    one = told(await anna.patch(path, {"member_ids": [ben], "members_needed": 2}, version=1))
    assert one["state"] == "open"
    both = told(await anna.patch(path, {"member_ids": [donna, ben]}, version=2))
    assert both["state"] == "planned"
    assert [face["member_id"] for face in both["faces"]] == [str(donna), str(ben)]
    assert told(await anna.patch(path, {"members_needed": 3}, version=3))["state"] == "open"
    assert told(await anna.patch(path, {"members_needed": 1}, version=4))["state"] == "planned"


async def test_a_visit_is_planned_under_an_id_of_ones_own_and_sent_again_without_doubling(
    as_: As, world: World, nellie: str
) -> None:
    anna, id_ = as_("carer"), new_id()
    body = plan(nellie, at(4, 9), 60, (north(world, "Ben"),))
    first = told(await anna.put(f"/visits/{id_}", body), 201)
    assert told(await anna.put(f"/visits/{id_}", body)) == first
    refused(await anna.put(f"/visits/{id_}", {**body, "purpose": "Another"}), 409, "id-in-use")
    told(await anna.post(f"/visits/{id_}/cancellation", {"closed_by": "person", "reason": "person_away"}))
    await become(anna, nellie, "paused")
    assert told(await anna.put(f"/visits/{id_}", body))["state"] == "cancelled", "answered as it is now, whatever became of it"


async def test_a_plan_is_replaced_by_who_read_it(as_: As, world: World, nellie: str) -> None:
    anna, ben = as_("carer"), north(world, "Ben")
    made = told(await anna.post("/visits", plan(nellie, at(4, 11), 60, (ben,), latest_at=at(4, 12).isoformat())), 201)
    path = f"/visits/{made['id']}"
    replaced = told(await anna.put(path, plan(nellie, at(4, 14), 90), version=1))
    assert (replaced["state"], replaced["latest_at"], replaced["planned_minutes"]) == ("open", None, 90)
    refused(await anna.put(path, plan(nellie, at(4, 15)), version=1), 412)
    refused(await anna.put(path, plan(world.person("Jean").id, at(4, 15)), version=2), 422, "visit-other-person", "/person_id")
    refused(await anna.patch(path, {"purpose": "Tea"}), 428)
    refused(await anna.delete(path, version=2), 405)


@pytest.mark.parametrize(
    ("changes", "code", "pointer"),
    [
        ({"planned_end_at": at(5, 9).isoformat()}, "visit-times", "/planned_end_at"),
        ({"planned_end_at": at(5, 8).isoformat()}, "visit-times", "/planned_end_at"),
        ({"planned_end_at": (at(5, 9) + timedelta(hours=24, minutes=1)).isoformat()}, "visit-too-long", "/planned_end_at"),
        ({"planned_end_at": at(5, 9, 29).isoformat()}, "short-visit", "/short_reason"),
        ({"earliest_at": at(5, 9, 1).isoformat()}, "visit-window", "/earliest_at"),
        ({"latest_at": at(5, 8, 59).isoformat()}, "visit-window", "/latest_at"),
        ({"earliest_at": at(3, 9).isoformat()}, "visit-window", "/earliest_at"),
        ({"latest_at": "9999-12-31T23:59:59Z"}, "visit-window", "/latest_at"),
        ({"planned_end_at": "9999-12-31T23:59:59Z"}, "visit-too-long", "/planned_end_at"),
        ({"planned_start_at": "0001-01-01T00:00:00+14:00"}, "visit-too-long", "/planned_end_at"),
        (moved_to(-3), "visit-long-ago", "/planned_start_at"),
        (moved_to(800), "visit-far-ahead", "/planned_start_at"),
        ({"members_needed": 5}, None, "/members_needed"),
        ({"members_needed": 0}, None, "/members_needed"),
        ({"member_ids": [str(new_id()) for _ in range(5)]}, None, "/member_ids"),
        ({"purpose": "  "}, None, "/purpose"),
        ({"purpose": None}, None, "/purpose"),
        ({"state": "planned"}, None, "/state"),
    ],
)  # fmt: skip
async def test_a_plan_that_cannot_be_is_refused_with_what_to_do(
    as_: As, nellie: str, changes: dict[str, Any], code: str | None, pointer: str | None
) -> None:
    refused(await as_("carer").post("/visits", plan(nellie, at(5, 9)) | changes), 422, code, pointer)
    if "state" in changes:
        return
    made = told(await as_("carer").post("/visits", plan(nellie, at(5, 9))), 201)
    refused(await as_("carer").patch(f"/visits/{made['id']}", changes, version=1), 422, code, pointer)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_the_ends_of_the_calendar_are_refused_like_any_other_day(as_: As, nellie: str, day: str) -> None:
    times = {"planned_start_at": f"{day}T01:00:00Z", "planned_end_at": f"{day}T02:00:00Z"}
    for more in ({}, {"earliest_at": f"{day}T00:30:00Z", "latest_at": f"{day}T02:00:00Z"}):
        refused(await as_("carer").post("/visits", plan(nellie, at(5, 9)) | times | more), 422, None, "/planned_start_at")
    for path in ("/visits", f"/people/{nellie}/visits"):
        for asked in ({"on": day}, {"starts_from": times["planned_start_at"]}, {"starts_before": times["planned_end_at"]}):
            told(await as_("carer").get(path, params=asked))


async def test_a_visit_of_a_whole_day_and_one_of_half_an_hour_are_planned(as_: As, nellie: str) -> None:
    told(await as_("carer").post("/visits", plan(nellie, at(6, 9), 24 * 60, kind="night")), 201)
    told(await as_("carer").post("/visits", plan(nellie, at(6, 9), 30)), 201)


async def test_a_short_visit_says_why(as_: As, nellie: str) -> None:
    made = told(await as_("carer").post("/visits", plan(nellie, at(6, 9), 15, short_reason="person_chose")), 201)
    assert (made["short_reason"], made["planned_minutes"]) == ("person_chose", 15)
    path = f"/visits/{made['id']}"
    refused(await as_("carer").patch(path, {"short_reason": None}, version=1), 422, "short-visit")
    longer = {"short_reason": None, "planned_end_at": at(6, 10).isoformat()}
    assert told(await as_("carer").patch(path, longer, version=1))["short_reason"] is None


async def test_who_comes_is_named_once_and_is_in_the_team_that_day(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, ben = as_("carer"), north(world, "Ben")
    refused(await anna.post("/visits", plan(nellie, at(7, 9), 60, (ben, ben))), 422, "member-named-twice", "/member_ids")
    south = world.team("Ashbrook South").members["Jack Winstanley"]
    for other in (south, new_id(), next(iter(world.team("Ashbrook North").left.values()), new_id())):
        refused(await anna.post("/visits", plan(nellie, at(7, 9), 60, (other,))), 409, "not-a-member-that-day")
    gareth = north(world, "Gareth")
    operator.execute("UPDATE team_member SET joined_on = %s WHERE id = %s", [at(8, 0).date(), gareth])
    refused(await anna.post("/visits", plan(nellie, at(7, 9), 60, (gareth,))), 409, "not-a-member-that-day")
    made = told(await anna.post("/visits", plan(nellie, at(8, 9), 60, (gareth,))), 201)
    earlier = {"planned_start_at": at(7, 9).isoformat(), "planned_end_at": at(7, 10).isoformat()}
    refused(await anna.patch(f"/visits/{made['id']}", earlier, version=1), 409, "not-a-member-that-day")
    operator.execute("UPDATE team_member SET joined_on = %s WHERE id = %s", [at(-90, 0).date(), gareth])


async def test_nobody_is_planned_in_two_places_and_the_refusal_names_nobody(as_: As, world: World, nellie: str) -> None:
    anna, ben, donna, jean = as_("carer"), north(world, "Ben"), north(world, "Donna"), world.person("Jean").id
    told(await anna.post("/visits", plan(jean, at(9, 9), 60, (ben,))), 201)
    problem = refused(await anna.post("/visits", plan(nellie, at(9, 9, 30), 60, (ben,))), 409, "double-booked")
    assert str(jean) not in str(problem)
    assert "Jean" not in str(problem)
    refused(await anna.post("/visits", plan(nellie, at(9, 9, 30), 60, (donna, ben), members_needed=2)), 409, "double-booked")
    beside = told(await anna.post("/visits", plan(nellie, at(9, 10), 60, (ben,))), 201)
    moved = {"planned_start_at": at(9, 9, 59).isoformat(), "planned_end_at": at(9, 11).isoformat()}
    refused(await anna.patch(f"/visits/{beside['id']}", moved, version=1), 409, "double-booked")
    other = told(await anna.post("/visits", plan(nellie, at(9, 9), 60, (donna,))), 201)
    refused(await anna.patch(f"/visits/{other['id']}", {"member_ids": [ben]}, version=1), 409, "double-booked")
    assert told(await anna.get(f"/visits/{other['id']}"))["member_ids"] == [str(donna)]


async def test_time_that_was_given_back_is_free_again(as_: As, world: World, nellie: str) -> None:
    anna, ben = as_("carer"), north(world, "Ben")
    body = plan(nellie, at(10, 9), 60, (ben,))
    first = told(await anna.post("/visits", body), 201)
    refused(await anna.post("/visits", body), 409, "double-booked")
    told(await anna.post(f"/visits/{first['id']}/cancellation", {"closed_by": "team", "reason": "planned_twice"}))
    second = told(await anna.post("/visits", body), 201)
    told(await anna.patch(f"/visits/{second['id']}", {"member_ids": []}, version=1))
    told(await anna.post("/visits", body), 201)


async def test_of_many_who_plan_the_same_member_at_once_one_does(as_: As, world: World, nellie: str) -> None:
    ben, donna = north(world, "Ben"), north(world, "Donna")
    bodies = [plan(nellie, at(11, 9, n), 60, (ben, donna) if n % 2 else (donna, ben)) for n in range(12)]
    answers = await asyncio.gather(*(as_("carer").post("/visits", body) for body in bodies))
    assert sorted(a.status_code for a in answers) == [201] + [409] * 11
    assert {a.json()["type"] for a in answers if a.status_code == 409} == {"/problems/double-booked"}


async def test_the_same_plan_sent_many_times_at_once_is_one_visit(as_: As, world: World, nellie: str) -> None:
    id_, body = new_id(), plan(nellie, at(14, 9), 60, (north(world, "Ben"),))
    answers = await asyncio.gather(*(as_("carer").put(f"/visits/{id_}", body) for _ in range(20)))
    assert sorted(a.status_code for a in answers) == [200] * 19 + [201]
    assert {a.content for a in answers} == {answers[0].content}
    assert len(await listed(as_("carer"), f"/people/{nellie}/visits")) == 1


async def test_nothing_is_planned_for_somebody_who_is_paused_or_no_longer_supported(as_: As, nellie: str) -> None:
    anna = as_("carer")
    made = told(await anna.post("/visits", plan(nellie, at(12, 9))), 201)
    await become(anna, nellie, "paused")
    refused(await anna.post("/visits", plan(nellie, at(12, 11))), 409, "person-paused")
    refused(await anna.patch(f"/visits/{made['id']}", {"purpose": "Tea"}, version="*"), 409, "person-paused")
    refused(await anna.post(f"/visits/{made['id']}/reinstatement", {}), 409, "person-paused")
    await become(anna, nellie, "ended", reason="no_longer_needed")
    refused(await anna.post("/visits", plan(nellie, at(12, 11))), 409, "person-ended")


async def test_a_pause_and_a_plan_at_the_same_moment_leave_no_visit_standing(
    as_: As, operator: psycopg.Connection[Any], world: World
) -> None:
    anna = as_("carer")
    for _ in range(4):
        person = await somebody(anna, world.team("Ashbrook North").id)
        await asyncio.gather(
            *(anna.post("/visits", plan(person, at(12, n))) for n in range(8, 12)),
            anna.post(f"/people/{person}/status-changes", {"to": "paused"}),
            *(anna.post("/visits", plan(person, at(12, n))) for n in range(12, 16)),
        )
        standing = operator.execute(
            "SELECT count(*) FROM visit WHERE person_id = %s AND state <> 'cancelled'", [person]
        ).fetchone()
        assert standing == (0,)


async def test_a_plan_stands_once_somebody_has_arrived(as_: As, operator: psycopg.Connection[Any], world: World) -> None:
    anna, jean = as_("carer"), world.person("Jean").id
    for state in ("in_progress", "completed"):
        visit = happened(operator, jean, 30, state=state)
        refused(await anna.patch(f"/visits/{visit}", {"purpose": "Tea"}, version="*"), 409, "visit-begun")
        refused(await anna.post(f"/visits/{visit}/cancellation", {"closed_by": "team", "reason": "other"}), 409, "visit-begun")
        refused(await anna.post(f"/visits/{visit}/missed", {"reason": "other"}), 409, "visit-begun")


async def test_a_visit_that_moves_is_not_called_late_any_more(as_: As, operator: psycopg.Connection[Any], world: World) -> None:
    visit = happened(
        operator, world.person("Jean").id, 2, late_at=utc_now(), seems_missed_at=utc_now(), flags=["members_not_free"]
    )
    path, later = f"/visits/{visit}", utc_now() + timedelta(hours=3)
    kept = told(await as_("carer").patch(path, {"purpose": "Tea"}, version="*"))
    assert kept["late_at"] is not None
    moved = {"planned_start_at": later.isoformat(), "planned_end_at": (later + timedelta(hours=1)).isoformat()}
    told(await as_("carer").patch(path, {**moved, "member_ids": [north(world, "Holly")]}, version="*"))
    found = told(await as_("carer").get(path))
    assert (found["late_at"], found["seems_missed_at"], found["flags"]) == (None, None, [])


async def test_a_visit_of_a_series_that_is_changed_alone_is_of_its_own(
    as_: As, operator: psycopg.Connection[Any], world: World
) -> None:
    jean, series = world.person("Jean").id, new_id()
    operator.execute(
        "INSERT INTO visit_series (id, organisation_id, team_id, person_id, provided_by_team_id, rule, first_local,"
        " length_minutes, purpose) SELECT %s, organisation_id, team_id, id, team_id, 'FREQ=DAILY', now()::timestamp, 60, 'Tea'"
        " FROM person WHERE id = %s",
        [series, jean],
    )
    visit = happened(operator, jean, -50, series_id=series, occurrence_local=utc_now().replace(tzinfo=None))
    assert told(await as_("carer").get(f"/visits/{visit}"))["of_its_own"] is False
    assert told(await as_("carer").patch(f"/visits/{visit}", {"purpose": "Scones"}, version=1))["of_its_own"] is True
    assert [v["id"] for v in await listed(as_("carer"), "/visits", series_id=series)] == [str(visit)]


async def test_who_is_not_of_the_team_plans_nothing(as_: As, nellie: str, world: World) -> None:
    body = plan(nellie, at(13, 9))
    for who in ("carer_2", "carer_3", "other_carer"):
        refused(await as_(who).post("/visits", body), 404, "not-found")
        refused(await as_(who).put(f"/visits/{new_id()}", body), 404, "not-found")
    for who in ("coach", "person", "family", "manager", "connector", "commissioner"):
        refused(await as_(who).post("/visits", body), 403)
    jean = told(await as_("carer").post("/visits", plan(world.person("Jean").id, at(13, 9))), 201)
    refused(await as_("person").patch(f"/visits/{jean['id']}", {"purpose": "x"}, version=1), 403)
