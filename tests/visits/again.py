"""What the tests about series say again and again."""

from datetime import date, datetime, timedelta
from typing import Any

import psycopg

from api.domain.shared.clock import LONDON, london_today
from tests.people.saying import told
from tests.world import Caller

Json = dict[str, Any]
WALL = "%Y-%m-%dT%H:%M:%S"


def clear(operator: psycopg.Connection[Any]) -> None:
    """Nobody in the world has anything planned, and nothing comes again by itself."""
    operator.execute("UPDATE visit SET state = 'cancelled', close_reason = 'other' WHERE state IN ('open', 'planned')")
    operator.execute("UPDATE visit_series SET ended_on = '2026-01-01'")


def wall(days: int, hour: int = 9, minute: int = 0) -> datetime:
    """London wall time, some days from today."""
    day = london_today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - wall time


def monday(weeks: int = 1) -> int:
    """How many days from today the Monday is, some weeks on."""
    return 7 * weeks - london_today().weekday()


def again(first: datetime, rule: str = "FREQ=DAILY", *, members: tuple[object, ...] = (), **more: Any) -> Json:
    """A body for a series."""
    return {
        "rule": rule, "first_local": first.strftime(WALL), "length_minutes": 60, "purpose": "Bake together",
        "member_ids": list(members), **more,
    }  # fmt: skip


async def begun(caller: Caller, person: object, body: Json) -> Json:
    """A series that has begun."""
    return told(await caller.post(f"/people/{person}/visit-series", body), 201)


def path(series: Json) -> str:
    """Where a series is."""
    return f"/people/{series['person_id']}/visit-series/{series['id']}"


async def visits(caller: Caller, series: Json, **params: Any) -> list[Json]:
    """The visits of a series, the first first."""
    page = told(await caller.get("/visits", params={"series_id": series["id"], "limit": 200, **params}))
    found: list[Json] = page["items"]
    while page.get("next"):
        page = told(await caller.get(page["next"]))
        found += page["items"]
    return found


def local(visit: Json) -> datetime:
    """What the clock on the wall shows when a visit begins."""
    return datetime.fromisoformat(visit["planned_start_at"]).astimezone(LONDON).replace(tzinfo=None)


def minutes(visit: Json) -> float:
    """Its real length."""
    ends, starts = (datetime.fromisoformat(visit[name]) for name in ("planned_end_at", "planned_start_at"))
    return (ends - starts) / timedelta(minutes=1)


def night_of_change(month: int) -> date:
    """The next Sunday of that month on which the clocks change."""
    day = london_today() + timedelta(days=2)
    while not (day.month == month and _offset(day) != _offset(day + timedelta(days=1))):
        day += timedelta(days=1)
    return day


def _offset(day: date) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=LONDON).utcoffset()
