"""Whole visits from a phone without signal: late, twice, in any order, fifty at once, by those who have left since."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from itertools import count, permutations
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import become, happened, north, plan, somebody
from tests.visits.recordings import Json, ago, amendments_of, moment, note, nothing_yet, records_of, used, visit_of, whole
from tests.world import Caller

Operator = psycopg.Connection[Any]
_hours = count(6, 3)
STAMPS = {"id", "visit_id", "version", "created_at", "updated_at"}


@pytest.fixture(autouse=True, scope="module")
def _nothing_yet(operator: Operator) -> None:
    nothing_yet(operator)


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World) -> str:
    """Somebody whom Ashbrook North supports and nobody visits yet."""
    return await somebody(as_("carer"), world.team("Ashbrook North").id)


@pytest.fixture(name="start")
def _start() -> datetime:
    """A time at which nobody was anywhere yet."""
    return later()


def later() -> datetime:
    """Another such time."""
    return ago(hours=next(_hours))


def planned(operator: Operator, world: World, person: str, start: datetime) -> UUID:
    """A visit by Anna that should have begun then."""
    return happened(operator, person, (utc_now() - start) / timedelta(hours=1), members=(north(world, "Anna"),))


async def test_a_visit_that_nobody_planned_is_made_by_its_record(
    as_: As, world: World, operator: Operator, nellie: str, start: datetime
) -> None:
    anna, id_ = as_("carer"), new_id()
    body = whole(nellie, start, purpose="She rang, so I went")
    answer = await anna.put(f"/visits/{id_}/record", body)
    record = told(answer, 201)
    assert told(await anna.get(answer.headers["location"])) == record
    visit = await visit_of(anna, id_)
    assert (visit["unplanned"], visit["state"], visit["purpose"]) == (True, "completed", "She rang, so I went")
    assert (visit["planned_start_at"], visit["planned_end_at"]) == (record["arrived_at"], record["departed_at"])
    assert visit["member_ids"] == [record["member_id"]] == [str(north(world, "Anna"))]
    assert visit["provided_by_team_id"] == str(world.team("Ashbrook North").id)
    assert (visit["delivered_minutes"], used(operator, id_)) == (45, 45)
    assert told(await anna.put(f"/visits/{id_}/record", {**body, "device_now": utc_now().isoformat()})) == record
    refused(await anna.put(f"/visits/{id_}/record", whole(nellie, start, 50)), 409, "id-in-use")
    assert await records_of(anna, id_) == [record]


async def test_what_a_whole_record_says_otherwise_stands_beside_the_first_word(
    as_: As, world: World, operator: Operator, nellie: str, start: datetime
) -> None:
    anna, visit = as_("carer"), planned(operator, world, nellie, start)
    told(await anna.post(f"/visits/{visit}/arrival", moment(start)))
    body = whole(nellie, start + timedelta(minutes=5), 40)
    record = told(await anna.put(f"/visits/{visit}/record", body))
    assert told(await anna.put(f"/visits/{visit}/record", body)) == record
    assert record["flags"] == ["sent_again"]
    (beside,) = await amendments_of(anna, record["id"])
    assert (beside["field"], beside["because"]) == ("arrived_at", "sent again")
    assert record["arrived_at"] < beside["amended_at"]
    assert (await visit_of(anna, visit))["delivered_minutes"] == 40
    changed = {**body, "note": note(start, what_happened="We walked", what_worked="Slowly")}
    refused(await anna.put(f"/visits/{visit}/record", changed), 409, "id-in-use")
    refused(await anna.put(f"/visits/{visit}/record", changed, version=99), 412)
    again = told(await anna.put(f"/visits/{visit}/record", changed, version=record["version"]))
    assert (again["what_happened"], again["what_worked"]) == ("We walked", "Slowly")
    assert len(await amendments_of(anna, record["id"])) == 1


async def test_a_locked_note_is_amended_by_what_is_sent_again(
    as_: As, world: World, operator: Operator, nellie: str, start: datetime
) -> None:
    anna, visit = as_("carer"), planned(operator, world, nellie, start)
    record = told(await anna.put(f"/visits/{visit}/note", note(start)), 201)["id"]
    operator.execute("UPDATE visit_record SET note_recorded_at = now() - interval '2 days' WHERE id = %s", [record])
    body = whole(nellie, start, note=note(start, what_happened="We walked", about_others="Her son rang"))
    now = told(await anna.put(f"/visits/{visit}/record", body))
    assert (now["what_happened"], now["about_others"], now["flags"]) == ("We baked scones", None, ["sent_again"])
    beside = {a["field"]: a["words"] or a["words_about_others"] for a in await amendments_of(anna, record)}
    assert beside == {"what_happened": "We walked", "about_others": "Her son rang"}


async def test_a_whole_record_is_refused_only_for_what_can_be_mended(as_: As, nellie: str, start: datetime) -> None:
    anna, path = as_("carer"), f"/visits/{new_id()}/record"
    body = whole(nellie, start)
    refused(await anna.put(path, whole(nellie, start, -5)), 422, "record-times")
    refused(await anna.put(path, whole(nellie, start, 25 * 60)), 422, "record-times")
    refused(await anna.put(path, {**body, "departure": moment(start, "by_hand")}), 422, pointer="/departure/words")
    refused(await anna.put(path, {**body, "note": {"at": body["note"]["at"]}}), 422, "nothing-said", "/note/what_happened")
    refused(await anna.put(path, body, version=1), 404)
    refused(await anna.put(f"/visits/{uuid4()}/record", body), 422)
    for who in ("manager", "person", "coach"):
        refused(await as_(who).put(path, body), 403)
    told(await anna.put(path, whole(nellie, start, 0)), 201)


async def test_an_id_that_is_somebody_elses_visit_is_in_use(
    as_: As, world: World, operator: Operator, nellie: str, start: datetime
) -> None:
    anna, jean = as_("carer"), world.person("Jean Aspinall").id
    for person in (jean, world.people_of(world.teams[1].id)[0].id):
        other = happened(operator, person, 400)
        refused(await anna.put(f"/visits/{other}/record", whole(nellie, start)), 409, "id-in-use")


async def test_in_every_order_the_same_four_records_end_in_the_same_state(
    as_: As, world: World, operator: Operator, nellie: str
) -> None:
    anna, ends = as_("carer"), []
    for order in permutations(("arrival", "departure", "note", "record")):
        start = later()
        visit = planned(operator, world, nellie, start)
        for part in order:
            await sent(anna, visit, part, whole(nellie, start))
        (record,) = await records_of(anna, visit)
        state, known = await visit_of(anna, visit), {k: v for k, v in record.items() if k not in STAMPS}
        assert not await amendments_of(anna, record["id"])
        assert known.pop("arrived_at") == state["actual_start_at"] == start.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        assert known.pop("departed_at") == state["actual_end_at"]
        assert known.pop("note_at") == record["departed_at"]
        assert all(known.pop(name) for name in ("arrived_recorded_at", "departed_recorded_at", "note_recorded_at"))
        ends.append(
            (known, state["state"], state["flags"], state["member_ids"], state["delivered_minutes"], used(operator, visit))
        )
    assert len(ends) == 24
    assert all(end == ends[0] for end in ends)
    assert (ends[0][1], ends[0][2], ends[0][4]) == ("completed", [], 45)


async def test_a_plan_and_its_three_records_end_in_the_same_state_whichever_is_sent_first(
    as_: As, world: World, operator: Operator, nellie: str
) -> None:
    ben, member, ends = as_("carer_plain"), north(world, "Ben"), []
    for number, order in enumerate(permutations(("plan", "arrival", "departure", "note"))):
        visit, start = new_id(), ago(minutes=60 + 50 * number)
        body = whole(nellie, start, 25)
        waiting = list(order)
        while waiting:  # what has no visit yet is refused, and sent again
            part = waiting.pop(0)
            if part == "plan":
                told(await ben.put(f"/visits/{visit}", plan(nellie, start, 30, (member,))), 201)
            elif "plan" in waiting:
                refused(await ben.post(f"/visits/{visit}/arrival", body["arrival"]), 404)
                waiting.append(part)
            else:
                await sent(ben, visit, part, body)
        (record,) = await records_of(ben, visit)
        state, known = await visit_of(ben, visit), {k: v for k, v in record.items() if k not in STAMPS and not k.endswith("_at")}
        ends.append((known, state["state"], state["unplanned"], state["member_ids"], state["flags"], used(operator, visit)))
    assert len(ends) == 24
    assert all(end == ends[0] for end in ends)
    assert ends[0][1:] == ("completed", False, [str(member)], [], 25)


async def sent(caller: Caller, visit: object, part: str, body: Json) -> None:
    """One of the four records of a visit."""
    if part in ("arrival", "departure"):
        told(await caller.post(f"/visits/{visit}/{part}", body[part]))
    else:
        answer = await caller.put(f"/visits/{visit}/{part}", body["note"] if part == "note" else body)
        assert answer.status_code in (200, 201), answer.text


@pytest.mark.parametrize("known", [False, True])
async def test_fifty_identical_records_at_once_are_one(
    as_: As, world: World, operator: Operator, nellie: str, *, known: bool
) -> None:
    anna = as_("carer")
    for _ in range(10):
        start = later()
        visit = planned(operator, world, nellie, start) if known else new_id()
        body = whole(nellie, start)
        answers = await asyncio.gather(*(anna.put(f"/visits/{visit}/record", body) for _ in range(50)))
        assert sorted(a.status_code for a in answers) == [200] * 49 + [201]
        assert len({a.content for a in answers}) == 1
        assert [r["version"] for r in await records_of(anna, visit)] == [1]
        assert used(operator, visit) == 45


# ---- those who have left since -----------------------------------------------------------------------------------------
Leave = Callable[[str], Awaitable[None]]


async def test_who_has_left_hands_in_their_own_record_and_reads_nothing_of_it(
    as_: As, world: World, operator: Operator, nellie: str, start: datetime
) -> None:
    anna, ivy = as_("carer"), as_("leaver")
    member = world.team("Ashbrook North").left["Ivy Rigby"]
    operator.execute("UPDATE team_member SET left_on = current_date - 1 WHERE id = %s", [member])
    then = start - timedelta(days=5)
    for known in (True, False):
        then -= timedelta(hours=3)
        visit = planned(operator, world, nellie, then) if known else new_id()
        body, path = whole(nellie, then, device_now=utc_now().isoformat()), f"/visits/{visit}/record"
        for _ in range(3):
            answer = await ivy.put(path, body)
            assert (answer.status_code, answer.content, "etag" in answer.headers) == (202, b"", False)
        (record,) = await records_of(anna, visit)
        assert (record["member_id"], record["flags"], record["version"]) == (str(member), ["late_record"], 1)
        assert (await visit_of(anna, visit))["flags"] == ["late_record"]
        assert (await ivy.put(path, {**body, "note": note(then, what_happened="We sang")})).status_code == 202
        assert [a["words"] for a in await amendments_of(anna, record["id"])] == ["We sang"]
        for read in (f"/visits/{visit}", f"/visits/{visit}/records", f"/visit-records/{record['id']}"):
            refused(await ivy.get(read), 404)
        refused(await ivy.put(f"/visits/{visit}/note", note(then)), 404)
        refused(await ivy.post(f"/visits/{visit}/arrival", moment(then)), 404)
    assert len(await listed(anna, f"/people/{nellie}/visit-records", member_id=member, flagged="true")) == 2
    random = await ivy.put(f"/visits/{new_id()}/record", whole(new_id(), then))
    for body in (whole(nellie, utc_now()), whole(nellie, ago(hours=24 * 32)), whole(world.other_people[0].id, then)):
        answer = await ivy.put(f"/visits/{new_id()}/record", body)
        refused(answer, 404)
        assert {**answer.json(), "instance": ""} == {**random.json(), "instance": ""}


async def test_when_a_person_has_moved_both_teams_hand_in_their_own_days(
    as_: As, world: World, operator: Operator, nellie: str
) -> None:
    anna, jack = as_("carer"), as_("carer_2")
    north_team, south = world.team("Ashbrook North").id, world.team("Ashbrook South").id
    visit = planned(operator, world, nellie, later() - timedelta(days=4))
    offer = told(await anna.post(f"/people/{nellie}/move-offers", {"to_team_id": str(south)}), 201)["id"]
    told(await jack.post(f"/move-offers/{offer}/acceptance", {}))
    operator.execute("UPDATE move_offer SET answered_at = now() - interval '3 days' WHERE id = %s", [offer])
    refused(await anna.get(f"/people/{nellie}"), 404)
    arrived = (await asyncio.to_thread(_planned_start, operator, visit)) + timedelta(minutes=3)
    assert (await anna.put(f"/visits/{visit}/record", whole(nellie, arrived))).status_code == 202
    (record,) = await records_of(jack, visit)
    assert (record["provided_by_team_id"], record["flags"]) == (str(north_team), ["late_record"])
    before, after = new_id(), new_id()
    assert (await anna.put(f"/visits/{before}/record", whole(nellie, ago(hours=24 * 4 + 12)))).status_code == 202
    assert (await visit_of(jack, before))["provided_by_team_id"] == str(north_team)
    refused(await anna.put(f"/visits/{after}/record", whole(nellie, ago(hours=24))), 404)
    told(await jack.put(f"/visits/{after}/record", whole(nellie, ago(hours=24))), 201)
    assert (await visit_of(jack, after))["provided_by_team_id"] == str(south)
    refused(await jack.put(f"/visits/{new_id()}/record", whole(nellie, ago(hours=24 * 6))), 409, "not-a-member-that-day")


def _planned_start(operator: Operator, visit: UUID) -> datetime:
    row = operator.execute("SELECT planned_start_at FROM visit WHERE id = %s", [visit]).fetchone()
    assert row is not None
    start: datetime = row[0]
    return start


async def test_a_record_for_somebody_whose_support_had_ended_is_kept_and_flagged(
    as_: As, operator: Operator, nellie: str, start: datetime
) -> None:
    anna, id_ = as_("carer"), new_id()
    await become(anna, nellie, "ended", reason="moved")
    operator.execute("UPDATE status_change SET changed_on = changed_on - 90 WHERE person_id = %s", [nellie])
    record = told(await anna.put(f"/visits/{id_}/record", whole(nellie, start)), 201)
    assert record["flags"] == ["person_was_paused"]
