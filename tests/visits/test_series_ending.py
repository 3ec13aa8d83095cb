"""Ending visits that come again."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.visits.series.service import planned_ahead
from api.jobs import app as jobs
from api.jobs import tasks
from api.settings import Settings
from tests.people.saying import As, refused, told
from tests.visits.again import again, begun, clear, local, path, visits, wall
from tests.visits.plans import become, somebody


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


async def test_an_ended_series_has_no_visits_after_its_last_day(as_: As, person: str) -> None:
    carer = as_("carer")
    series = await begun(carer, person, again(wall(1)))
    own = (await visits(carer, series))[20]
    told(await carer.patch(f"/visits/{own['id']}", {"purpose": "Her birthday."}, version=own["version"]))
    body = {"on": str(wall(7).date()), "closed_by": "person", "reason": "person_asked", "words": "She manages now."}
    ended = told(await carer.post(f"{path(series)}/end", body))
    assert ended["ended_on"] == body["on"]
    states = {local(v): (v["state"], v["close_reason"]) for v in await visits(carer, series)}
    assert states.pop(local(own)) == ("open", None)
    assert {day for day, state in states.items() if state == ("open", None)} == {wall(n) for n in range(1, 8)}
    assert {state for day, state in states.items() if day > wall(8, 0)} == {("cancelled", "person_asked")}
    count = len(states) + 1
    await tasks.plan_all_series(planned_ahead() + timedelta(weeks=12))
    assert len(await visits(carer, series)) == count
    refused(await carer.post(f"{path(series)}/end", body), 409, "series-ended")
    refused(await carer.post(f"{path(series)}/planning", {"until_on": body["on"]}), 409, "series-ended")
    late = body | {"on": str(wall(200).date())}
    refused(await carer.post(f"{path(series)}/end", late), 422, "series-far-ahead", "/on")
    told(await carer.post(f"{path(series)}/end", body | {"on": str(wall(5).date())}))
    assert [local(v) for v in await visits(carer, series, state="open")] == [wall(n) for n in range(1, 6)] + [local(own)]


async def test_a_series_that_ends_later_is_planned_up_to_its_last_day(as_: As, person: str) -> None:
    carer, far = as_("carer"), (planned_ahead() - london_today()).days + 9
    series = await begun(carer, person, again(wall(1)))
    told(await carer.post(f"{path(series)}/end", {"on": str(wall(far).date()), "reason": "other"}))
    assert [local(v) for v in await visits(carer, series)] == [wall(n) for n in range(1, far + 1)]


async def test_a_paused_persons_series_can_end_now_but_not_later(as_: As, person: str) -> None:
    carer, far = as_("carer"), (planned_ahead() - london_today()).days + 9
    series = await begun(carer, person, again(wall(1)))
    await become(carer, person, "paused")
    where = f"{path(series)}/end"
    refused(await carer.post(where, {"on": str(wall(far).date()), "reason": "other"}), 409, "person-paused")
    refused(await carer.patch(path(series), {"purpose": "A walk."}, version=series["version"]), 409, "person-paused")
    told(await carer.post(where, {"on": str(london_today() - timedelta(days=1)), "reason": "person_away"}))
    await become(carer, person, "supported")
    assert told(await carer.get(path(series)))["ended_on"] == str(london_today() - timedelta(days=1))
