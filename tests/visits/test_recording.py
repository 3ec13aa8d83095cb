"""Recording a visit while it happens: who was there, when, how it is known, and how it was."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import become, happened, north, somebody
from tests.visits.recordings import ago, amendments_of, moment, note, nothing_yet, records_of, used, visit_of

Operator = psycopg.Connection[Any]


@pytest.fixture(autouse=True, scope="module")
def _nothing_yet(operator: Operator) -> None:
    nothing_yet(operator)


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World) -> str:
    """Somebody whom Ashbrook North supports and nobody visits yet."""
    return await somebody(as_("carer"), world.team("Ashbrook North").id)


_hours = count(6, 6)
HOUR = timedelta(hours=1)


@pytest.fixture(name="start")
def _start() -> datetime:
    """A time at which nobody was anywhere yet: each test has its own."""
    return ago(hours=next(_hours))


@pytest.fixture(name="visit")
def _visit(operator: Operator, world: World, nellie: str, start: datetime) -> UUID:
    """A visit of an hour by Anna that should have begun then."""
    return happened(operator, nellie, since(start), members=(north(world, "Anna"),))


def since(start: datetime) -> float:
    """Hours since then."""
    return (utc_now() - start) / HOUR


async def test_an_arrival_and_a_departure_say_how_long_somebody_was_there(
    as_: As, world: World, operator: Operator, visit: UUID, start: datetime
) -> None:
    anna, arrived = as_("carer"), start
    record = told(await anna.post(f"/visits/{visit}/arrival", moment(arrived, latitude=53.54499, longitude=-2.63251)))
    assert record["member_id"] == str(north(world, "Anna"))
    assert (record["arrival_latitude"], record["arrival_longitude"]) == (53.545, -2.633)
    assert record["arrived_at"] < record["arrived_recorded_at"]
    begun = await visit_of(anna, visit)
    assert (begun["state"], begun["actual_start_at"], begun["delivered_minutes"]) == ("in_progress", record["arrived_at"], 0)
    left = told(await anna.post(f"/visits/{visit}/departure", moment(arrived + timedelta(minutes=50, seconds=59), "qr_code")))
    assert (left["id"], left["departure_proof"], left["flags"]) == (record["id"], "qr_code", [])
    over = await visit_of(anna, visit)
    assert (over["state"], over["actual_end_at"], over["delivered_minutes"]) == ("completed", left["departed_at"], 50)
    assert used(operator, visit) == 50


async def test_the_same_arrival_again_changes_nothing_and_another_is_an_amendments(as_: As, visit: UUID, start: datetime) -> None:
    anna, sent = as_("carer"), moment(start)
    first = told(await anna.post(f"/visits/{visit}/arrival", sent))
    late = (utc_now() + timedelta(hours=1)).isoformat()
    assert told(await anna.post(f"/visits/{visit}/arrival", {**sent, "device_now": late})) == first
    refused(await anna.post(f"/visits/{visit}/arrival", moment(start + HOUR)), 409, "time-recorded")
    assert (await records_of(anna, visit)) == [first]


async def test_a_time_by_hand_needs_words_and_coordinates_go_together(as_: As, visit: UUID, start: datetime) -> None:
    anna, path = as_("carer"), f"/visits/{visit}/arrival"
    refused(await anna.post(path, moment(start, "by_hand")), 422, "proof-words", "/words")
    refused(await anna.post(path, moment(start, latitude=53.5)), 422, "coordinates-apart", "/latitude")
    refused(await anna.post(path, moment(start.replace(year=1970))), 422, pointer="/at")
    assert not await records_of(anna, visit)
    record = told(await anna.post(path, moment(start, "by_hand", words="Left my phone in the car")))
    assert record["arrival_words"] == "Left my phone in the car"


@pytest.mark.parametrize(("minutes", "flags"), [(-6, ["clock_differs"]), (6, ["clock_differs"]), (4, [])])
async def test_a_clock_that_differs_is_flagged_and_never_refused(
    as_: As, visit: UUID, minutes: int, flags: list[str], start: datetime
) -> None:
    device_now = (utc_now() + timedelta(minutes=minutes)).isoformat()
    record = told(await as_("carer").post(f"/visits/{visit}/arrival", moment(start, device_now=device_now)))
    assert record["flags"] == flags


async def test_a_departure_may_come_before_its_arrival_but_not_lie_before_it(as_: As, visit: UUID, start: datetime) -> None:
    anna, left = as_("carer"), start
    told(await anna.post(f"/visits/{visit}/departure", moment(left)))
    assert (await visit_of(anna, visit))["state"] == "completed"
    refused(await anna.post(f"/visits/{visit}/arrival", moment(left + timedelta(minutes=1))), 422, "record-times")
    refused(await anna.post(f"/visits/{visit}/arrival", moment(left - timedelta(hours=25))), 422, "record-times")
    told(await anna.post(f"/visits/{visit}/arrival", moment(left - timedelta(minutes=40))))
    assert (await visit_of(anna, visit))["delivered_minutes"] == 40


async def test_who_went_without_being_planned_is_on_the_visit_from_then(
    as_: As, world: World, visit: UUID, start: datetime
) -> None:
    anna, ben = as_("carer"), as_("carer_plain")
    told(await ben.post(f"/visits/{visit}/arrival", moment(start)))
    assert (await visit_of(anna, visit))["member_ids"] == [str(north(world, "Anna")), str(north(world, "Ben"))]


async def test_a_double_handed_visit_is_over_when_the_last_has_left(
    as_: As, operator: Operator, visit: UUID, start: datetime
) -> None:
    anna, ben, arrived = as_("carer"), as_("carer_plain"), start
    for who in (anna, ben):
        told(await who.post(f"/visits/{visit}/arrival", moment(arrived)))
    told(await anna.post(f"/visits/{visit}/departure", moment(arrived + timedelta(minutes=30))))
    half = await visit_of(anna, visit)
    assert (half["state"], half["actual_end_at"], half["delivered_minutes"]) == ("in_progress", None, 30)
    told(await ben.post(f"/visits/{visit}/departure", moment(arrived + timedelta(minutes=45))))
    over = await visit_of(anna, visit)
    assert (over["state"], over["delivered_minutes"], used(operator, visit)) == ("completed", 75, 75)
    assert len(await records_of(anna, visit)) == 2


@pytest.mark.parametrize("state", ["cancelled", "missed"])
async def test_a_visit_that_was_closed_and_happened_after_all_says_so(
    as_: As, world: World, operator: Operator, nellie: str, state: str, start: datetime
) -> None:
    anna = as_("carer")
    member = north(world, "Anna")
    closed: dict[str, Any] = {"close_reason": "nobody_free", "closed_by": "team", "closed_at": utc_now()}
    visit = happened(operator, nellie, since(start), members=(member,), state=state, **closed)
    # She was planned elsewhere meanwhile: no reason to refuse.
    busy = happened(operator, nellie, since(start), members=(member,))
    told(await anna.post(f"/visits/{visit}/arrival", moment(start)))
    now = await visit_of(anna, visit)
    assert (now["state"], now["flags"], now["close_reason"]) == ("in_progress", ["was_closed"], None)
    assert (await visit_of(anna, busy))["state"] == "planned"


async def test_somebody_in_two_places_is_flagged_on_both_records(
    as_: As, world: World, operator: Operator, nellie: str, visit: UUID, start: datetime
) -> None:
    anna, arrived = as_("carer"), start
    other = happened(operator, nellie, since(start) - 2, members=(north(world, "Anna"),))
    for one, late in ((visit, 0), (other, 20)):
        told(await anna.post(f"/visits/{one}/arrival", moment(arrived + timedelta(minutes=late))))
        told(await anna.post(f"/visits/{one}/departure", moment(arrived + timedelta(minutes=late + 30))))
    for one in (visit, other):
        assert [r["flags"] for r in await records_of(anna, one)] == [["overlaps"]]
    flagged = await listed(anna, f"/people/{nellie}/visit-records", flagged="true")
    assert {r["visit_id"] for r in flagged} == {str(visit), str(other)}
    assert not await listed(anna, f"/people/{nellie}/visit-records", flagged="false")


async def test_a_note_is_ones_own_and_is_written_again_with_its_version(as_: As, visit: UUID, start: datetime) -> None:
    anna, ben, path, said = as_("carer"), as_("carer_plain"), f"/visits/{visit}/note", note(start + HOUR)
    answer = await anna.put(path, said)
    first = told(answer, 201)
    assert answer.headers["location"] == f"/v1/visit-records/{first['id']}"
    assert told(await anna.put(path, said)) == first
    refused(await anna.put(path, {**said, "what_worked": "Patience"}), 428)
    refused(await anna.put(path, {**said, "what_worked": "Patience"}, version=7), 412)
    again = told(await anna.put(path, {**said, "what_worked": "Patience"}, version=1))
    assert (again["what_worked"], again["version"], again["note_recorded_at"]) == ("Patience", 2, first["note_recorded_at"])
    refused(await anna.put(path, {"at": said["at"]}, version=2), 422, "nothing-said")
    assert told(await ben.put(path, note(start + HOUR)), 201)["id"] != first["id"]
    log = await listed(anna, f"/visit-records/{first['id']}/history")
    assert [change["action"] for change in log] == ["changed", "created"]


async def test_a_note_locks_after_a_day_and_is_amended_from_then_on(
    as_: As, operator: Operator, visit: UUID, start: datetime
) -> None:
    anna, path, said = as_("carer"), f"/visits/{visit}/note", note(start + HOUR)
    record = told(await anna.put(path, said), 201)["id"]
    operator.execute("UPDATE visit_record SET note_recorded_at = now() - interval '25 hours' WHERE id = %s", [record])
    told(await anna.put(path, said))
    refused(await anna.put(path, note(start + HOUR, what_happened="We walked"), version="*"), 409, "note-locked")
    where = f"/visit-records/{record}"
    word = {"field": "what_happened", "words": "It was scones and jam", "because": "I forgot the jam"}
    made = await anna.post(f"{where}/amendments", word)
    assert told(await anna.get(made.headers["location"])) == told(made, 201)
    assert told(await anna.get(where))["what_happened"] == "We baked scones"
    assert [a["words"] for a in await amendments_of(anna, record)] == ["It was scones and jam"]


async def test_an_amended_time_is_what_the_minutes_are_counted_with(
    as_: As, operator: Operator, visit: UUID, start: datetime
) -> None:
    anna, ben, arrived = as_("carer"), as_("carer_plain"), start
    told(await anna.post(f"/visits/{visit}/arrival", moment(arrived)))
    record = told(await anna.post(f"/visits/{visit}/departure", moment(arrived + timedelta(minutes=60))))
    path, later = f"/visit-records/{record['id']}/amendments", arrived + timedelta(minutes=75)
    asked = {"field": "departed_at", "amended_at": later.isoformat(), "because": "I pressed it at the door and went back in"}
    refused(await ben.post(path, {**asked, "words": "x"}), 422, "amendment-parts")
    refused(await ben.post(path, {"field": "handover", "because": "x"}), 422, "amendment-parts", "/words")
    refused(await ben.post(path, {**asked, "amended_at": (arrived - timedelta(hours=1)).isoformat()}), 422, "record-times")
    told(await ben.post(path, asked), 201)
    assert told(await anna.get(f"/visit-records/{record['id']}"))["departed_at"] == record["departed_at"]
    now = await visit_of(anna, visit)
    assert (now["delivered_minutes"], used(operator, visit)) == (75, 75)
    assert now["actual_end_at"] == told(await anna.get(path))["items"][0]["amended_at"]


async def test_a_departure_that_nobody_pressed_is_supplied_by_an_amendment(as_: As, visit: UUID, start: datetime) -> None:
    anna, arrived = as_("carer"), start
    record = told(await anna.post(f"/visits/{visit}/arrival", moment(arrived)))["id"]
    at = (arrived + timedelta(minutes=30)).isoformat()
    asked = {"field": "departed_at", "amended_at": at, "because": "The phone was flat"}
    told(await anna.post(f"/visit-records/{record}/amendments", asked), 201)
    now = await visit_of(anna, visit)
    assert (now["state"], now["delivered_minutes"]) == ("completed", 30)


async def test_person_coach_and_family_read_no_passages_about_others(
    as_: As, world: World, operator: Operator, start: datetime
) -> None:
    anna, jean = as_("carer"), world.person("Jean Aspinall").id
    visit = happened(operator, jean, since(start), members=(north(world, "Anna"),))
    told(await anna.post(f"/visits/{visit}/arrival", moment(start, "by_hand", words="Flat phone", latitude=1, longitude=1)))
    said = note(start + HOUR, about_others="Her neighbour is unwell")
    record = told(await anna.put(f"/visits/{visit}/note", said), 201)["id"]
    word = {"field": "about_others", "words": "He is better", "because": "He told me"}
    told(await anna.post(f"/visit-records/{record}/amendments", word), 201)
    for who in ("person", "coach"):
        shown = told(await as_(who).get(f"/visit-records/{record}"))
        assert shown["what_happened"] == "We baked scones"
        assert not shown.keys() & {"about_others", "arrival_words", "arrival_latitude", "arrival_longitude"}
        assert "He is better" not in (await as_(who).get(f"/visit-records/{record}/amendments")).text
        refused(await as_(who).put(f"/visits/{visit}/note", note(start + HOUR)), 403)
    assert told(await as_("manager").get(f"/visit-records/{record}"))["about_others"] == "Her neighbour is unwell"
    for who in ("carer_2", "other_carer"):
        refused(await as_(who).get(f"/visit-records/{record}"), 404)
        refused(await as_(who).get(f"/visits/{visit}/records"), 404)
        refused(await as_(who).get(f"/visit-records/{record}/amendments"), 404)
        refused(await as_(who).post(f"/visit-records/{record}/amendments", word), 404)
        refused(await as_(who).post(f"/visits/{visit}/departure", moment(start + HOUR)), 404)


async def test_who_was_not_in_the_team_that_day_does_not_record_it(
    as_: As, world: World, operator: Operator, nellie: str, start: datetime
) -> None:
    ben = north(world, "Ben")
    visit = happened(operator, nellie, 24 * 400, members=())
    operator.execute("UPDATE team_member SET joined_on = current_date - 30 WHERE id = %s", [ben])
    refused(await as_("carer_plain").post(f"/visits/{visit}/arrival", moment(start + HOUR)), 409, "not-a-member-that-day")
    refused(await as_("carer").post(f"/visits/{new_id()}/arrival", moment(start + HOUR)), 404)


async def test_a_visit_while_support_was_paused_is_recorded_and_flagged(
    as_: As, operator: Operator, nellie: str, visit: UUID, start: datetime
) -> None:
    anna = as_("carer")
    await become(anna, nellie, "paused")
    operator.execute("UPDATE status_change SET changed_on = changed_on - 30 WHERE person_id = %s", [nellie])
    record = told(await anna.post(f"/visits/{visit}/arrival", moment(start)))
    assert record["flags"] == (await visit_of(anna, visit))["flags"] == ["person_was_paused"]
