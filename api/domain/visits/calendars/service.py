"""Verbs about calendars: the secret address of a member, and what stands in the calendar."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson

from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.domain.teams import members
from api.domain.teams.errors import MemberLeftError
from api.domain.visits.calendars import queries as q
from api.domain.visits.calendars import schemas as s
from api.domain.visits.calendars.errors import NotOwnCalendarError
from api.domain.visits.calendars.models import CalendarFeed, NamesShown
from api.domain.visits.calendars.rendering import Entry, calendar, initials
from api.domain.visits.models import VisitKind, VisitState
from api.storage.writing import ANY_VERSION, Writing

NAME: Final = "My visits"
# What a phone shows after the name.
WORDS: Final = {
    VisitKind.at_home: "at home",
    VisitKind.in_the_community: "out and about",
    VisitKind.phone_or_video: "by phone or video",
    VisitKind.night: "at night",
}
OFF: Final = frozenset({VisitState.cancelled, VisitState.missed})


async def make(work: Writing, team: UUID, member: UUID, body: s.CalendarCreate, digest: bytes) -> UUID:
    """Make one's address, or make it anew: the one before ends at once."""
    found = await members.state(work, team, member)
    if found.account != work.asker.subject:
        raise NotOwnCalendarError
    if found.left_on is not None:
        raise MemberLeftError
    said = {"secret_hash": digest, "names_shown": body.names_shown}
    now = await work.find(q.NOW, member_id=member, team_id=team)
    if now is None:
        return await work.add(CalendarFeed, said | {"id": new_id(), "member_id": member}, team_id=team)
    await work.change(CalendarFeed, now[0], ANY_VERSION, said | {"rotated_at": utc_now()}, member_id=member, team_id=team)
    return now[0]  # type: ignore[no-any-return]


async def named(work: Writing, team: UUID, member: UUID) -> UUID:
    """The id of the calendar that the path names."""
    found = await work.find(q.NAMED, member_id=member, team_id=team)
    if found is None:
        raise NotThereError
    return found[0]  # type: ignore[no-any-return]


def rendered(names_shown: str, entries: str, host: str) -> bytes:
    """The calendar of what `calendar_of` answered.

    Phones that subscribe show what the feed says now: what is in it no more, they take away. So a visit that was handed back
    is simply gone, because it is somebody else's, and its person no longer this member's to read of. One that is off stays, as
    cancelled: who was to come sees that it is off and does not wonder where it went.
    """
    return calendar(NAME, (_entry(names_shown, row, host) for row in orjson.loads(entries)))


def _entry(names_shown: str, row: dict[str, Any], host: str) -> Entry:
    whole = f"{row['preferred_name']} {row['family_name'] or ''}"
    name = row["preferred_name"] if names_shown == NamesShown.preferred_name else initials(whole)
    return Entry(
        uid=f"{row['id']}@{host}",
        sequence=row["version"],
        starts_at=datetime.fromisoformat(row["starts_at"]),
        ends_at=datetime.fromisoformat(row["ends_at"]),
        summary=f"{name}, {WORDS[VisitKind(row['kind'])]}",
        cancelled=row["state"] in OFF,
        changed_at=datetime.fromisoformat(row["changed_at"]),
    )
