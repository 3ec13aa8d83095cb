"""The only place that builds SQL about calendars."""

from typing import Final

from sqlalchemy import bindparam, select

from api.domain.visits.calendars.models import CalendarFeed
from api.domain.visits.calendars.schemas import CalendarRead
from api.storage.shape import Shape
from api.storage.wire import plain

FEED = Shape(CalendarFeed, CalendarRead)

_f = CalendarFeed.__table__.c

_OF = (
    _f.member_id == bindparam("member_id", type_=_f.member_id.type),
    _f.team_id == bindparam("team_id", type_=_f.team_id.type),
)
NOW = select(_f.id).where(*_OF, _f.removed_at.is_(None))
# The one that the path names: the one there is, or else the last that was removed, so that removing it again is fine.
NAMED = select(_f.id).where(*_OF).order_by(_f.removed_at.desc().nulls_first()).limit(1)

CALENDAR_OF: Final = plain(
    "SELECT tag, names_shown, entries::text FROM calendar_of($1::bytea, $2::text[], $3::uuid, $4::uuid)",
    "hash", "known", "look", "request",
)  # fmt: skip
