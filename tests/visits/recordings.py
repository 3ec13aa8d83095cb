"""What the tests about records of visits say again and again."""

from datetime import datetime, timedelta
from typing import Any

import psycopg

from api.domain.shared.clock import utc_now
from tests.people.saying import listed, told
from tests.world import Caller

Json = dict[str, Any]


def nothing_yet(operator: psycopg.Connection[Any]) -> None:
    """Take the world's own records and slots away, so that nobody was or is anywhere but where a test says."""
    operator.execute("UPDATE visit_record SET removed_at = now() WHERE removed_at IS NULL")
    operator.execute("DELETE FROM visit_slot")


def ago(*, hours: float = 0, minutes: float = 0) -> datetime:
    """A while ago, to the second: what a phone would keep."""
    return (utc_now() - timedelta(hours=hours, minutes=minutes)).replace(microsecond=0)


def moment(at: datetime, proof: str = "at_the_place", **more: Any) -> Json:
    """An arrival or a departure."""
    return {"at": at.isoformat(), "proof": proof, **more}


def note(at: datetime, **more: Any) -> Json:
    """A note of a visit."""
    return {"at": at.isoformat(), "what_happened": "We baked scones", "handover": "Scones in the freezer", **more}


def whole(person: object, arrived: datetime, minutes: int = 45, **more: Any) -> Json:
    """A whole visit as a phone keeps it."""
    left = arrived + timedelta(minutes=minutes)
    return {
        "person_id": str(person), "kind": "at_home", "arrival": moment(arrived), "departure": moment(left),
        "note": note(left), **more,
    }  # fmt: skip


async def visit_of(caller: Caller, visit: object) -> Json:
    """A visit as it is now."""
    return told(await caller.get(f"/visits/{visit}"))


async def records_of(caller: Caller, visit: object) -> list[Json]:
    """The records of a visit."""
    return await listed(caller, f"/visits/{visit}/records")


async def amendments_of(caller: Caller, record: object) -> list[Json]:
    """The amendments of a record."""
    return await listed(caller, f"/visit-records/{record}/amendments")


def used(operator: psycopg.Connection[Any], visit: object) -> int:
    """The minutes that the hours bank booked for a visit."""
    row = operator.execute(
        "SELECT coalesce(-sum(minutes), 0) FROM hours_entry WHERE visit_id = %s AND kind = 'used'", [visit]
    ).fetchone()
    assert row is not None
    return int(row[0])
