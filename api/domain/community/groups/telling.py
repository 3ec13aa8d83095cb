"""When a group meets next, worked out from its rule in London wall time."""

from datetime import UTC, datetime
from typing import Any, Final

import orjson

from api.domain.community.groups.models import GroupStatus
from api.domain.shared.clock import utc_now
from api.domain.shared.recurrence.dates import following

NEXT: Final = 5


def next_dates(told: bytes) -> bytes:
    """The answer's bytes, of how the group meets."""
    group = orjson.loads(told)
    meets = group["status"] == GroupStatus.active and group["rrule"] is not None
    return orjson.dumps({"next_on": _next(group) if meets else []})


def _next(group: dict[str, Any]) -> list[dict[str, Any]]:
    first = datetime.fromisoformat(f"{group['first_on']}T{group['begins_at']}")
    lasts = group["lasts_minutes"]
    return [
        {
            "on": one.local.date().isoformat(),
            "begins_at": one.local.strftime("%H:%M"),
            "starts_at": _instant(one.starts_at),
            "ends_at": None if lasts is None else _instant(one.ends_at),
        }
        for one in following(group["rrule"], first, lasts or 0, utc_now(), NEXT)
    ]


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
