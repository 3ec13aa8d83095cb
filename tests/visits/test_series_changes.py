"""Changing visits that come again: one of them, all, one and all that follow."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from api.domain.visits.series.service import planned_ahead
from api.jobs import app as jobs
from api.jobs import tasks
from api.settings import Settings
from tests.people.saying import As, refused, told
from tests.visits.again import WALL, Json, again, begun, clear, local, minutes, monday, path, visits, wall
from tests.visits.plans import north, somebody
from tests.world import Caller

AWAY = {"closed_by": "person", "reason": "person_away", "words": "At her sister's."}


@pytest.fixture(autouse=True, scope="module")
def _clear(operator: psycopg.Connection[Any]) -> None:
    clear(operator)


@pytest.fixture(autouse=True)
def _jobs_here(service_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs work on this module's database."""
    monkeypatch.setattr(jobs, "settings", lambda: service_settings)


@pytest.fixture(name="person")
async def _person(as_: As, world: World) -> str:
    return await somebody(as_("carer"), world.team("Ashbrook North").id)


async def change(caller: Caller, series: Json, at: datetime, **more: object) -> Json:
    """A visit and all that follow, changed."""
    return told(await caller.post(f"{path(series)}/changes", {"from_local": at.strftime(WALL), **more}), 201)


# ---- one of them -------------------------------------------------------------------------------------------------------
async def test_one_visit_is_left_out_by_its_day_or_by_its_id(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1)))
    by_id = (await visits(carer, series))[3]
    told(await carer.post(f"{path(series)}/exceptions", {"on_local": wall(2).strftime(WALL), **AWAY}))
    after = told(await carer.post(f"{path(series)}/exceptions", {"visit_id": by_id["id"], **AWAY}))
    assert after["exceptions"] == [wall(2).strftime(WALL), wall(4).strftime(WALL)]
    for visit in await visits(carer, series):
        if local(visit) in (wall(2), wall(4)):
            assert (visit["state"], visit["close_reason"], visit["close_words"]) == ("cancelled", "person_away", AWAY["words"])
        else:
            assert visit["state"] == "open"
    again_ = told(await carer.post(f"{path(series)}/exceptions", {"on_local": wall(2).strftime(WALL), **AWAY}))
    assert again_ == after


async def test_what_is_left_out_before_it_is_planned_is_never_planned(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1)))
    far = wall((planned_ahead() - london_today()).days + 3)
    told(await carer.post(f"{path(series)}/exceptions", {"on_local": far.strftime(WALL), **AWAY}))
    told(await carer.post(f"{path(series)}/planning", {"until_on": str((far + timedelta(days=5)).date())}))
    days = [local(v) for v in await visits(carer, series)]
    assert far not in days
    assert {far - timedelta(days=1), far + timedelta(days=1)} < {*days}


async def test_only_a_visit_of_the_series_is_left_out(as_: As, person: str) -> None:
    carer = as_("carer")
    series, other = await begun(carer, person, again(wall(1))), await begun(carer, person, again(wall(1, 15)))
    where = f"{path(series)}/exceptions"
    strange = (await visits(carer, other))[0]["id"]
    refused(await carer.post(where, {"on_local": wall(2, 10).strftime(WALL), **AWAY}), 422, "series-no-such-visit", "/on_local")
    for id_ in (strange, str(new_id())):
        refused(await carer.post(where, {"visit_id": id_, **AWAY}), 422, "series-no-such-visit", "/visit_id")
    refused(await carer.post(where, AWAY), 422, "series-one-visit")
    both = {"visit_id": strange, "on_local": wall(2).strftime(WALL), **AWAY}
    refused(await carer.post(where, both), 422, "series-one-visit")


async def test_a_visit_changed_by_itself_is_left_alone_by_its_series(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1)))
    one = (await visits(carer, series))[2]
    own = told(await carer.patch(f"/visits/{one['id']}", {"purpose": "Her birthday."}, version=one["version"]))
    told(await carer.patch(path(series), {"purpose": "A walk.", "length_minutes": 90}, version=series["version"]))
    planned = {v["id"]: v for v in await visits(carer, series)}
    assert planned.pop(one["id"]) == own
    assert own["of_its_own"] is True
    assert {(v["purpose"], minutes(v), v["of_its_own"]) for v in planned.values()} == {("A walk.", 90, False)}


# ---- all ---------------------------------------------------------------------------------------------------------------
async def test_what_all_have_in_common_changes_in_all_that_are_to_come(
    as_: As, world: World, person: str, operator: psycopg.Connection[object]
) -> None:
    carer, anna = as_("carer"), north(world, "Anna")
    series = await begun(carer, person, again(wall(1, 13)))
    before = await visits(carer, series)
    operator.execute(
        "UPDATE visit SET state = 'completed', planned_start_at = now() - interval '2 hours', planned_end_at = now() - interval"
        " '1 hour' WHERE id = %s",
        [before[0]["id"]],
    )
    patch = {"member_ids": [anna], "later_minutes": 45, "kind": "in_the_community", "travel_minutes": 5}
    changed = told(await carer.patch(path(series), patch, version=series["version"]))
    assert changed["member_ids"] == [str(anna)]
    been, *coming = await visits(carer, series)
    assert (been["state"], been["kind"], been["member_ids"]) == ("completed", "at_home", [])
    assert [v["id"] for v in coming] == [v["id"] for v in before[1:]]
    assert [v["planned_start_at"] for v in coming] == [v["planned_start_at"] for v in before[1:]]
    assert {(v["state"], *v["member_ids"], v["kind"], v["travel_minutes"]) for v in coming} == {
        ("planned", str(anna), "in_the_community", 5)
    }
    refused(await carer.patch(path(series), {"purpose": "Other."}, version=series["version"]), 412)
    refused(await carer.patch(path(series), {"length_minutes": 10}, version=changed["version"]), 422, "short-visit")


async def test_who_took_one_visit_keeps_it_when_something_else_changes(
    as_: As, world: World, person: str, operator: psycopg.Connection[object]
) -> None:
    carer, ben = as_("carer"), north(world, "Ben")
    series = await begun(carer, person, again(wall(1, 21)))
    taken = (await visits(carer, series))[4]["id"]
    operator.execute("UPDATE visit SET member_ids = ARRAY[%s]::uuid[], state = 'planned' WHERE id = %s", [ben, taken])
    told(await carer.patch(path(series), {"purpose": "A walk."}, version=series["version"]))
    after = {v["id"]: v for v in await visits(carer, series)}
    assert (after[taken]["member_ids"], after[taken]["state"], after[taken]["purpose"]) == ([str(ben)], "planned", "A walk.")
    assert {v["state"] for id_, v in after.items() if id_ != taken} == {"open"}


async def test_those_whose_members_are_not_free_stay_open_and_nothing_is_refused_for_it(
    as_: As, world: World, person: str
) -> None:
    carer, anna = as_("carer"), north(world, "Anna")
    busy = await begun(carer, world.person("Jean").id, again(wall(3, 7), "FREQ=DAILY;COUNT=2", members=(anna,)))
    series = await begun(carer, person, again(wall(1, 7, 30), length_minutes=30))
    told(await carer.patch(path(series), {"member_ids": [anna]}, version=series["version"]))
    planned = {local(v): v for v in await visits(carer, series)}
    for day in (3, 4):
        visit = planned.pop(wall(day, 7, 30))
        assert (visit["state"], visit["member_ids"], visit["flags"]) == ("open", [], ["members_not_free"])
    assert {(v["state"], *v["flags"]) for v in planned.values()} == {("planned",)}
    assert {v["state"] for v in await visits(carer, busy)} == {"planned"}


async def test_longer_visits_of_one_series_do_not_stand_in_each_others_way(as_: As, world: World, person: str) -> None:
    carer, anna = as_("carer"), north(world, "Anna")
    series = await begun(carer, person, again(wall(100, 5), members=(anna,), length_minutes=1440))
    told(await carer.post(f"{path(series)}/planning", {"until_on": str(wall(110).date())}))
    new = await change(carer, series, wall(102, 0), first_local=wall(102, 8).strftime(WALL))
    assert {(v["state"], *v["flags"]) for v in await visits(carer, new)} == {("planned",)}


# ---- one and all that follow -------------------------------------------------------------------------------------------
async def test_from_a_visit_on_the_same_visits_move_to_another_time_of_day(as_: As, world: World, person: str) -> None:
    carer, anna = as_("carer"), north(world, "Anna")
    series = await begun(carer, person, again(wall(1, 17), members=(anna,)))
    before = await visits(carer, series)
    first = wall(10, 18, 15)
    new = await change(
        carer, series, wall(10, 0), first_local=first.strftime(WALL), length_minutes=45, purpose="Supper", member_ids=[anna]
    )
    assert (new["follows_id"], new["first_local"], new["planned_until_on"]) == (
        series["id"], first.strftime(WALL), series["planned_until_on"]
    )  # fmt: skip
    old = told(await carer.get(path(series)))
    assert old["ended_on"] == str(wall(9).date())
    assert old["rule"] == f"FREQ=DAILY;UNTIL={wall(9, 17):%Y%m%dT%H%M%S}"
    assert await visits(carer, series) == before[:9]
    moved = await visits(carer, new)
    assert [v["id"] for v in moved] == [v["id"] for v in before[9:]]
    assert [local(v) for v in moved] == [wall(n, 18, 15) for n in range(10, 10 + len(moved))]
    assert {(v["purpose"], minutes(v), v["state"], v["of_its_own"]) for v in moved} == {("Supper", 45, "planned", False)}
    assert all(v["version"] == b["version"] + 1 for v, b in zip(moved, before[9:], strict=True))
    refused(await carer.post(f"{path(series)}/changes", {"from_local": wall(12).strftime(WALL)}), 409, "series-ended")


async def test_days_that_fall_away_are_cancelled_and_new_ones_are_new(as_: As, person: str) -> None:
    carer, start = as_("carer"), monday()
    series = await begun(carer, person, again(wall(start), "FREQ=WEEKLY;BYDAY=MO,TH"))
    before = {local(v): v["id"] for v in await visits(carer, series)}
    second = wall(start + 7)
    new = await change(carer, series, second, rule="FREQ=WEEKLY;BYDAY=MO,FR", reason="person_asked", words="Bowls on Thursdays.")
    left = {local(v): v for v in await visits(carer, series)}
    assert {day for day, v in left.items() if v["state"] == "open"} == {wall(start), wall(start + 3)}
    gone = [v for day, v in left.items() if day >= second]
    assert {day.weekday() for day in left if day >= second} == {3}
    assert {(v["state"], v["close_reason"], v["close_words"]) for v in gone} == {
        ("cancelled", "person_asked", "Bowls on Thursdays.")
    }
    after = {local(v): v for v in await visits(carer, new)}
    assert {day.weekday() for day in after} == {0, 4}
    assert all(v["id"] == before[day] for day, v in after.items() if day.weekday() == 0)
    assert not {v["id"] for day, v in after.items() if day.weekday() == 4} & {*before.values()}
    assert {v["state"] for v in after.values()} == {"open"}


async def test_what_was_changed_closed_or_left_out_stays_so_when_the_rest_moves(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1)))
    own, cancelled = (await visits(carer, series))[4:6]
    told(await carer.patch(f"/visits/{own['id']}", {"purpose": "Her birthday."}, version=own["version"]))
    told(await carer.post(f"/visits/{cancelled['id']}/cancellation", AWAY))
    far = wall((planned_ahead() - london_today()).days + 3)
    told(await carer.post(f"{path(series)}/exceptions", {"on_local": far.strftime(WALL), **AWAY}))
    before = {v["id"]: v for v in await visits(carer, series)}
    new = await change(carer, series, wall(3), first_local=wall(3, 11).strftime(WALL))
    assert new["exceptions"] == [d.replace(hour=11).strftime(WALL) for d in (local(own), local(cancelled), far)]
    kept = {v["id"]: v for v in await visits(carer, series)}
    assert kept[own["id"]] == before[own["id"]]
    assert kept[cancelled["id"]] == before[cancelled["id"]]
    told(await carer.post(f"{path(new)}/planning", {"until_on": str((far + timedelta(days=3)).date())}))
    days = {local(v).date() for v in await visits(carer, new)}
    assert not days & {local(own).date(), local(cancelled).date(), far.date()}
    assert {wall(3).date(), wall(4).date(), wall(7).date(), (far + timedelta(days=1)).date()} <= days


async def test_a_change_from_the_first_visit_on_takes_the_whole_series(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(2), "FREQ=DAILY;COUNT=5"))
    before = [v["id"] for v in await visits(carer, series)]
    new = await change(carer, series, wall(0), purpose="A walk.")
    assert new["rule"] == "FREQ=DAILY;COUNT=5"
    assert [v["id"] for v in await visits(carer, new)] == before
    assert await visits(carer, series) == []


async def test_what_is_left_of_a_count_goes_on(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1), "FREQ=DAILY;COUNT=5"))
    new = await change(carer, series, wall(4), kind="phone_or_video")
    assert new["rule"] == "FREQ=DAILY;COUNT=2"
    assert [local(v) for v in await visits(carer, new)] == [wall(4), wall(5)]
    told(await carer.post(f"{path(new)}/planning", {"until_on": str(london_today() + timedelta(weeks=20))}))
    assert len(await visits(carer, new)) == 2


async def test_a_change_far_ahead_leaves_no_gap_before_it(as_: As, person: str) -> None:
    carer, far = as_("carer"), (planned_ahead() - london_today()).days + 30
    series = await begun(carer, person, again(wall(1)))
    new = await change(carer, series, wall(far), first_local=wall(far, 12).strftime(WALL))
    old = [local(v) for v in await visits(carer, series)]
    assert old == [wall(n) for n in range(1, far)]
    until = planned_ahead() + timedelta(weeks=30)
    await tasks.plan_all_series(until)
    assert [local(v) for v in await visits(carer, new)] == [wall(n, 12) for n in range(far, (until - london_today()).days + 1)]
    assert len(await visits(carer, series)) == len(old)


async def test_a_change_from_nowhere_is_refused(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1), "FREQ=DAILY;COUNT=5"))
    where = f"{path(series)}/changes"
    for at in (wall(6), wall(100)):
        body = {"from_local": at.strftime(WALL)}
        refused(await carer.post(where, body), 422, "series-nothing-follows", "/from_local")
    endless = await begun(carer, person, again(wall(1, 12)))
    body = {"from_local": wall(200).strftime(WALL)}
    refused(await carer.post(f"{path(endless)}/changes", body), 422, "series-far-ahead", "/from_local")
    early = {"from_local": wall(3).strftime(WALL), "first_local": wall(2).strftime(WALL)}
    refused(await carer.post(where, early), 422, "series-first", "/first_local")
    twice = {"from_local": wall(3, 10).strftime(WALL), "first_local": wall(3, 11).strftime(WALL)}
    refused(await carer.post(where, twice), 422, "series-first", "/first_local")
    refused(await carer.post(where, {"from_local": wall(3).strftime(WALL), "rule": "FREQ=WEEKLY;BYDAY=XX"}), 422, "series-rule")
    assert [local(v) for v in await visits(carer, series)] == [wall(n) for n in range(1, 6)]


async def test_a_change_while_the_job_plans_leaves_each_day_with_one_visit(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1, 22)))
    job = asyncio.create_task(tasks.plan_all_series(planned_ahead() + timedelta(weeks=10)))
    new = await change(carer, series, wall(20), first_local=wall(20, 23).strftime(WALL))
    await job
    await tasks.plan_all_series(planned_ahead() + timedelta(weeks=11))
    days = [local(v).date() for s in (series, new) for v in await visits(carer, s) if v["state"] == "open"]
    assert days == [wall(n).date() for n in range(1, len(days) + 1)]
