"""Visits that come again: begun, planned ahead in wall time, paused, moved, refused."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
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
from api.storage.wire import Wire
from tests.people.saying import As, listed, refused, told
from tests.visits.again import again, begun, clear, local, minutes, monday, night_of_change, path, visits, wall
from tests.visits.plans import become, north, somebody
from tests.world import Database


@pytest.fixture(autouse=True, scope="module")
def _clear(operator: psycopg.Connection[Any]) -> None:
    clear(operator)


@pytest.fixture(autouse=True)
def _jobs_here(service_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The jobs work on this module's database."""
    monkeypatch.setattr(jobs, "settings", lambda: service_settings)


async def test_a_series_is_planned_weeks_ahead_at_once(as_: As, world: World) -> None:
    person, anna = world.person("Jean"), north(world, "Anna")
    body = again(wall(1, 10), members=(anna,), later_minutes=30, travel_minutes=10)
    series = await begun(as_("carer"), person.id, body)
    assert series["first_local"] == body["first_local"]
    assert series["planned_until_on"] == str(planned_ahead())
    planned = await visits(as_("carer"), series)
    assert [local(v) for v in planned] == [wall(n + 1, 10) for n in range((planned_ahead() - london_today()).days)]
    assert {(v["state"], v["purpose"], minutes(v), v["travel_minutes"]) for v in planned} == {
        ("planned", "Bake together", 60, 10)
    }
    assert all(v["latest_at"] > v["planned_start_at"] and v["earliest_at"] is None for v in planned)
    assert {face["member_id"] for v in planned for face in v["faces"]} == {str(anna)}
    told(await as_("carer").get(f"{path(series)}/history"))
    assert series["id"] in [s["id"] for s in await listed(as_("carer"), "/visit-series", member_id=anna, ended=False)]
    assert series["id"] not in [s["id"] for s in await listed(as_("carer"), "/visit-series", ended=True)]


async def test_planning_weeks_takes_as_many_statements_as_planning_one_visit(
    as_: As, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    send = Wire.send

    async def counted(self: Wire, calls: Sequence[Any], deadline: float) -> Any:
        sent.append(len(calls))
        return await send(self, calls, deadline)

    person = await somebody(as_("carer"), world.team("Ashbrook North").id)
    token = as_("carer")
    monkeypatch.setattr(Wire, "send", counted)
    one = await begun(token, person, again(wall(1, 11), "FREQ=DAILY;COUNT=1"))
    first, sent[:] = sum(sent), []
    many = await begun(token, person, again(wall(1, 12)))
    assert sum(sent) <= first <= 20
    sent.clear()
    told(await token.patch(path(many), {"purpose": "A walk."}, version=many["version"]))
    assert sum(sent) <= 15
    monkeypatch.undo()
    assert len(await visits(token, one)) == 1
    assert len(await visits(token, many)) >= 42


async def test_nine_o_clock_stays_nine_o_clock_over_both_changes_of_the_clocks(as_: As, world: World) -> None:
    person = await somebody(as_("carer"), world.team("Ashbrook North").id)
    changes = sorted(night_of_change(month) for month in (3, 10))
    series = await begun(as_("carer"), person, again(wall(1)))
    await tasks.plan_all_series(changes[-1] + timedelta(days=2))
    planned = await visits(as_("carer"), series)
    assert {local(v).time() for v in planned} == {wall(0).time()}
    assert {v["planned_start_at"][11:16] for v in planned} == {"09:00", "08:00"}
    days = [local(v).date() for v in planned]
    assert days == sorted(set(days))
    assert {*changes} < {*days}
    for day in changes:
        (only,) = await visits(as_("carer"), series, on=str(day))
        assert minutes(only) == 60


async def test_a_night_visit_is_as_long_as_it_is_paid_when_the_clocks_change(as_: As, world: World) -> None:
    person = await somebody(as_("carer"), world.team("Ashbrook North").id)
    october, march = night_of_change(10), night_of_change(3)
    series = await begun(as_("carer"), person, again(wall(1, 1, 30), kind="night", length_minutes=480))
    await tasks.plan_all_series(max(october, march) + timedelta(days=2))
    (long_,) = await visits(as_("carer"), series, on=str(october))
    (short,) = await visits(as_("carer"), series, on=str(march))
    assert minutes(long_) == minutes(short) == 480
    assert long_["planned_start_at"][11:16] == "00:30"  # the first of the two half past ones
    assert long_["planned_end_at"][11:16] == "08:30"
    assert short["planned_start_at"][11:16] == "01:30"  # half past one does not exist: it is half past two
    assert local(short).strftime("%H:%M") == "02:30"


async def test_running_the_job_twice_or_two_at_once_plans_nothing_twice(as_: As, world: World) -> None:
    person = await somebody(as_("carer"), world.team("Ashbrook North").id)
    series = await begun(as_("carer"), person, again(wall(1), "FREQ=WEEKLY"))
    until = planned_ahead() + timedelta(weeks=60)
    made = await asyncio.gather(*(tasks.plan_all_series(until) for _ in range(3)))
    assert sum(made) > 0
    assert await tasks.plan_all_series(until) == 0
    planned = [local(v) for v in await visits(as_("carer"), series)]
    assert len(planned) == len(set(planned)) > 60


async def test_a_series_that_cannot_be_planned_stands_in_nobodys_way(
    as_: As, world: World, operator: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await somebody(as_("carer"), world.team("Ashbrook North").id)
    broken, sound = [await begun(as_("carer"), person, again(wall(1, hour))) for hour in (9, 14)]
    operator.execute("UPDATE visit_series SET rule = 'FREQ=NEVER', planned_until_on = '2026-01-01' WHERE id = %s", [broken["id"]])
    monkeypatch.setattr(tasks, "SERIES_AT_A_TIME", 1)
    until = planned_ahead() + timedelta(weeks=62)
    assert await tasks.plan_all_series(until) > 0
    assert told(await as_("carer").get(path(sound)))["planned_until_on"] == str(until)
    assert told(await as_("carer").get(path(broken)))["planned_until_on"] == "2026-01-01"
    operator.execute("UPDATE visit_series SET ended_on = '2026-01-01' WHERE id = %s", [broken["id"]])


async def test_while_support_is_paused_nothing_is_planned_and_then_it_goes_on(as_: As, world: World) -> None:
    carer = as_("carer")
    person = await somebody(carer, world.team("Ashbrook North").id)
    series = await begun(carer, person, again(wall(1, 16)))
    before = await visits(carer, series)
    await become(carer, person, "paused")
    until = planned_ahead() + timedelta(weeks=64)
    await tasks.plan_all_series(until)
    assert {v["state"] for v in await visits(carer, series)} == {"cancelled"}
    assert told(await carer.get(path(series)))["planned_until_on"] == series["planned_until_on"]
    body = {"until_on": str(london_today() + timedelta(weeks=20))}
    refused(await carer.post(f"{path(series)}/planning", body), 409, "person-paused")
    refused(await carer.post(f"/people/{person}/visit-series", again(wall(1))), 409, "person-paused")
    await become(carer, person, "supported")
    assert {v["state"] for v in await visits(carer, series)} == {"open"}
    told(await carer.post(f"{path(series)}/planning", body))
    assert len(await visits(carer, series)) > len(before)
    await tasks.plan_all_series(until)
    after = [local(v) for v in await visits(carer, series)]
    assert after == [wall(n + 1, 16) for n in range((until - london_today()).days)]


async def test_a_pause_at_the_moment_of_planning_leaves_no_visit_behind(as_: As, world: World, database: Database) -> None:
    carer = as_("carer")
    person = await somebody(carer, world.team("Ashbrook North").id)
    series = await begun(carer, person, again(wall(1, 18)))
    with closing(psycopg.connect(database.admin_url)) as pausing, closing(psycopg.connect(database.admin_url)) as looking:
        looking.autocommit = True
        pausing.execute("UPDATE person SET status = 'paused' WHERE id = %s", [person])
        job = asyncio.create_task(tasks.plan_all_series(planned_ahead() + timedelta(weeks=65)))
        waits = "SELECT FROM pg_stat_activity WHERE application_name = 'wellbeing jobs' AND wait_event_type = 'Lock'"
        while not job.done() and looking.execute(waits).rowcount == 0:  # noqa: ASYNC110 - PostgreSQL waits, and tells nobody
            await asyncio.sleep(0.05)
        pausing.commit()
        await job
    assert {v["state"] for v in await visits(carer, series)} == {"cancelled"}
    assert told(await carer.get(path(series)))["planned_until_on"] == series["planned_until_on"]


async def test_the_team_plans_further_but_not_further_than_half_a_year(as_: As, world: World) -> None:
    carer = as_("carer")
    person = await somebody(carer, world.team("Ashbrook North").id)
    series = await begun(carer, person, again(wall(1), "FREQ=WEEKLY"))
    far = london_today() + timedelta(weeks=26)
    planned = told(await carer.post(f"{path(series)}/planning", {"until_on": str(far)}))
    assert planned["planned_until_on"] == str(far)
    assert len(await visits(carer, series)) == 26
    for day in (far + timedelta(days=1), london_today() - timedelta(days=1)):
        body = {"until_on": str(day)}
        refused(await carer.post(f"{path(series)}/planning", body), 422, "series-far-ahead", "/until_on")


async def test_where_the_usual_member_is_not_free_the_visit_stays_open_and_says_so(as_: As, world: World) -> None:
    carer, ben = as_("carer"), north(world, "Ben")
    person = await somebody(carer, world.team("Ashbrook North").id)
    await begun(carer, person, again(wall(3, 8), "FREQ=DAILY;COUNT=1", members=(ben,), length_minutes=120))
    series = await begun(carer, world.person("Jean").id, again(wall(2, 9), members=(ben,)))
    planned = {local(v): v for v in await visits(carer, series)}
    taken = planned.pop(wall(3, 9))
    assert (taken["state"], taken["member_ids"], taken["flags"]) == ("open", [], ["members_not_free"])
    assert {(v["state"], *v["member_ids"]) for v in planned.values()} == {("planned", str(ben))}


async def test_a_person_who_moves_takes_the_series_along_without_its_members(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    carer, anna = as_("carer"), north(world, "Anna")
    person = await somebody(carer, world.team("Ashbrook North").id)
    series = await begun(carer, person, again(wall(1, 19), "FREQ=WEEKLY", members=(anna,)))
    south = world.team("Ashbrook South")
    offer = told(await carer.post(f"/people/{person}/move-offers", {"to_team_id": south.id}), 201)
    told(await as_("manager").post(f"/move-offers/{offer['id']}/acceptance", {}))
    refused(await carer.get(path(series)), 404)
    moved = told(await as_("manager").get(path(series)))
    assert (moved["member_ids"], moved["provided_by_team_id"]) == ([], str(south.id))
    until = planned_ahead() + timedelta(weeks=66)
    await tasks.plan_all_series(until)
    ahead = await visits(as_("manager"), series)
    assert {(v["state"], v["provided_by_team_id"]) for v in ahead} == {("open", str(south.id))}
    assert len(ahead) > 60
    assert operator.execute("SELECT count(*) FROM visit WHERE series_id = %s", [series["id"]]).fetchone() == (len(ahead),)


async def test_a_series_ends_with_the_persons_support(as_: As, world: World) -> None:
    carer = as_("carer")
    person = await somebody(carer, world.team("Ashbrook North").id)
    series = await begun(carer, person, again(wall(1, 20)))
    await become(carer, person, "ended", reason="moved")
    ended = told(await carer.get(path(series)))
    assert ended["ended_on"] is not None
    count = len(await visits(carer, series))
    await tasks.plan_all_series(planned_ahead() + timedelta(weeks=68))
    assert len(await visits(carer, series)) == count
    refused(await carer.post(f"{path(series)}/planning", {"until_on": str(london_today())}), 409, "person-ended")


async def test_the_same_series_sent_again_is_one_series(as_: As, world: World) -> None:
    carer = as_("carer")
    person = await somebody(carer, world.team("Ashbrook North").id)
    where, body = f"/people/{person}/visit-series/{new_id()}", again(wall(1), "rrule:FREQ=WEEKLY;BYDAY=TH,MO")
    first = told(await carer.put(where, body), 201)
    assert first["rule"] == "FREQ=WEEKLY;BYDAY=MO,TH"
    planned = await visits(carer, first)
    assert told(await carer.put(where, body)) == first
    assert await visits(carer, first) == planned
    other = told(await carer.put(where, body | {"purpose": "A walk"}, version=first["version"]))
    assert other["purpose"] == "A walk"
    assert {v["purpose"] for v in await visits(carer, first)} == {"A walk"}
    changed = body | {"first_local": again(wall(1, 10))["first_local"]}
    refused(await carer.put(where, changed, version=other["version"]), 422, "series-rule-stands", "/rule")


@pytest.mark.parametrize(
    ("more", "code", "pointer"),
    [
        ({"rule": "FREQ=HOURLY"}, "series-rule", "/rule"),
        ({"rule": "every Monday"}, "series-rule", "/rule"),
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "series-rule", "/rule"),
        ({"rule": "FREQ=DAILY;UNTIL=20200101"}, "series-rule", "/rule"),
        ({"first_local": "2026-03-30T09:00:00+01:00"}, None, "/first_local"),
        ({"first_local": "2026-02-30T09:00:00"}, None, "/first_local"),
        ({"first_local": "1999-03-30T09:00:00"}, "series-first", "/first_local"),
        ({"first_local": "2199-03-30T09:00:00"}, "series-first", "/first_local"),
        ({"length_minutes": 20}, "short-visit", "/short_reason"),
        ({"length_minutes": 1441}, None, "/length_minutes"),
        ({"members_needed": 5}, None, "/members_needed"),
    ],
)
async def test_a_series_that_cannot_be_is_refused(
    as_: As, world: World, more: dict[str, Any], code: str | None, pointer: str
) -> None:
    where = f"/people/{world.person('Jean').id}/visit-series"
    refused(await as_("carer").post(where, again(wall(1)) | more), 422, code, pointer)


async def test_who_usually_comes_is_of_the_team_and_named_once(as_: As, world: World) -> None:
    where, anna = f"/people/{world.person('Jean').id}/visit-series", north(world, "Anna")
    south = next(iter(world.team("Ashbrook South").members.values()))
    refused(await as_("carer").post(where, again(wall(1), members=(anna, south))), 409, "not-a-member-that-day")
    refused(await as_("carer").post(where, again(wall(1), members=(anna, anna))), 422, "member-named-twice", "/member_ids")


async def test_a_short_visit_each_day_has_a_reason(as_: As, world: World) -> None:
    person = await somebody(as_("carer"), world.team("Ashbrook North").id)
    body = again(wall(1), length_minutes=15, short_reason="just_checking_in", short_words="She asked for it.")
    series = await begun(as_("carer"), person, body)
    assert {v["short_reason"] for v in await visits(as_("carer"), series)} == {"just_checking_in"}


async def test_the_person_reads_their_series_and_family_does_not(as_: As, world: World) -> None:
    person = world.person("Jean")
    series = await begun(as_("carer"), person.id, again(wall(monday(2), 6), "FREQ=MONTHLY"))
    assert told(await as_("person").get(path(series)))["purpose"] == "Bake together"
    assert series["id"] in [s["id"] for s in await listed(as_("person"), f"/people/{person.id}/visit-series")]
    refused(await as_("family").get(path(series)), 403)
    refused(await as_("person").post(f"{path(series)}/end", {"on": str(london_today()), "reason": "other"}), 403)
    refused(await as_("carer_3").get(path(series)), 404)
