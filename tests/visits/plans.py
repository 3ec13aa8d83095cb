"""What the tests about planned visits say again and again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import World
from api.domain.shared.clock import LONDON, london_today, utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import told
from tests.world import Caller


def at(days: int, hour: int, minute: int = 0) -> datetime:
    """A time of the clock in London, some days from today."""
    day = london_today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def nothing_planned(operator: psycopg.Connection[Any]) -> None:
    """Everybody is free: what the demo world planned is called off, what runs in it is over."""
    operator.execute("UPDATE visit SET state = 'completed' WHERE state = 'in_progress'")
    operator.execute("UPDATE visit SET state = 'cancelled', close_reason = 'other' WHERE state IN ('open', 'planned')")
    operator.execute("UPDATE visit SET actual_end_at = NULL, planned_start_at = planned_start_at - interval '2 days',"
                     " planned_end_at = planned_end_at - interval '2 days', earliest_at = NULL, latest_at = NULL"
                     " WHERE state = 'completed' AND planned_end_at > now() - interval '1 day'")  # fmt: skip


def plan(person: object, start: datetime, minutes: int = 60, members: tuple[object, ...] = (), **more: Any) -> dict[str, Any]:
    """A body for a visit."""
    ends = start + timedelta(minutes=minutes)
    return {
        "person_id": person, "planned_start_at": start.isoformat(), "planned_end_at": ends.isoformat(),
        "purpose": "Bake together", "member_ids": list(members), **more,
    }  # fmt: skip


def north(world: World, name: str) -> UUID:
    """A member of Ashbrook North, by the first name."""
    return next(id_ for full, id_ in world.team("Ashbrook North").members.items() if full.startswith(name))


async def somebody(caller: Caller, team: object, name: str = "Nellie") -> str:
    """Somebody new, whom the team supports."""
    person = str(told(await caller.post("/people", {"team_id": team, "preferred_name": name}), 201)["id"])
    for status in ("getting_to_know", "supported"):
        await become(caller, person, status)
    return person


async def become(caller: Caller, person: str, status: str, **more: Any) -> None:
    """Move a person's status."""
    told(await caller.post(f"/people/{person}/status-changes", {"to": status, **more}))


def happened(
    operator: psycopg.Connection[Any], person: object, hours_ago: float, *, members: tuple[UUID, ...] = (), **more: Any
) -> UUID:
    """A visit of an hour that should have begun some hours ago (or is to begin: negative), written behind the API."""
    id_, starts = new_id(), utc_now() - timedelta(hours=hours_ago)
    values: dict[str, Any] = {
        "planned_end_at": starts + timedelta(hours=1), "state": "planned" if members else "open", "member_ids": list(members),
        "purpose": "A walk", **more,
    }  # fmt: skip
    names = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    operator.execute(
        f"INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, {names})"
        f" SELECT %s, organisation_id, team_id, id, team_id, %s, {places} FROM person WHERE id = %s".encode(),
        [id_, starts, *values.values(), person],
    )
    return id_
