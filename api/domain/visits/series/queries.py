"""The only place that builds SQL about series."""

from sqlalchemy import Boolean, Text, bindparam, cast, func, select
from sqlalchemy import literal_column as literal

from api.domain.shared.table import UuidType
from api.domain.teams.models import TeamMember
from api.domain.visits.models import AHEAD
from api.domain.visits.series.models import VisitSeries
from api.domain.visits.series.schemas import VisitSeriesRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

_s = VisitSeries.__table__.c
_m = TeamMember.__table__.c
_id = bindparam("id", type_=UuidType())

# Wall time is shown as it is: whatever makes instants of columns would put a Z behind it.
_wall = func.to_char(_s.first_local, literal("'YYYY-MM-DD\"T\"HH24:MI:SS'"), type_=Text())
SERIES = Shape(VisitSeries, VisitSeriesRead, computed={"first_local": (_wall, ("first_local",))}, order=("first_local",))
SERIES_FILTERS = {
    "team_id": equals(_s.team_id),
    "person_id": equals(_s.person_id),
    "member_id": Filter(bindparam("member_id", type_=UuidType()) == func.any(_s.member_ids), ("member_ids",)),
    "ended": Filter(_s.ended_on.is_not(None) == cast(bindparam("ended", type_=Boolean()), Boolean), ("ended_on",)),
}

# How a series stands, held until the verb has written. After the person's status, never before it: so do all who hold both.
STATE = (
    select(
        _s.rule, _s.first_local, _s.length_minutes, _s.earlier_minutes, _s.later_minutes, _s.kind, _s.purpose,
        _s.members_needed, _s.member_ids, _s.travel_minutes, _s.short_reason, _s.short_words, _s.exceptions,
        _s.planned_until_on, _s.ended_on,
    )
    .where(_s.id == _id, _s.person_id == bindparam("person_id", type_=UuidType()), _s.removed_at.is_(None))
    .with_for_update()
)  # fmt: skip
# How many of those named are in the team that plans the series, and have not left it.
MEMBERS_THERE = select(func.count(_m.id)).join_from(VisitSeries, TeamMember, _m.team_id == _s.provided_by_team_id).where(
    _s.id == _id, _m.id == func.any(bindparam("members", type_=_s.member_ids.type)), _m.removed_at.is_(None),
    _m.left_on.is_(None),
)  # fmt: skip

_AHEAD = ", ".join(f"'{state}'" for state in AHEAD)
_COMING = f"state IN ({_AHEAD}) AND NOT of_its_own AND planned_start_at > now()"
OCCURRENCE = plain(
    "SELECT id, occurrence_local, state FROM visit WHERE series_id = $1::uuid AND removed_at IS NULL"
    " AND (id = $2::uuid OR occurrence_local = $3::timestamp)",
    "id", "visit", "local",
)  # fmt: skip
# The visits that follow their series: still to come and not changed by themselves.
COMING = plain(
    "SELECT id, occurrence_local, planned_start_at FROM visit"  # noqa: S608 - our own text
    f" WHERE series_id = $1::uuid AND {_COMING} AND removed_at IS NULL ORDER BY planned_start_at",
    "id",
)
# Those from a wall time on, and whether they follow it: what was changed by itself, closed or recorded does not.
FROM = plain(
    f"SELECT id, occurrence_local, {_COMING} FROM visit"  # noqa: S608 - our own text
    " WHERE series_id = $1::uuid AND occurrence_local >= $2::timestamp AND removed_at IS NULL ORDER BY occurrence_local",
    "id", "local",
)  # fmt: skip
_CLOSE = (
    "UPDATE visit SET state = 'cancelled', closed_at = now(), closed_by = $2::text, close_reason = $3::text,"  # noqa: S608 - ours
    f" close_words = $4::text WHERE {_COMING} AND removed_at IS NULL AND "
)
CLOSE = plain(f"{_CLOSE} id = ANY ($1::uuid[])", "ids", "closed_by", "reason", "words")
CLOSE_AFTER = plain(
    f"{_CLOSE} series_id = $1::uuid AND occurrence_local >= $5::timestamp", "id", "closed_by", "reason", "words", "local"
)
PLAN = plain(
    "SELECT plan_occurrences($1::uuid, $2::uuid[], $3::timestamp[], $4::timestamptz[], $5::date)",
    "id", "ids", "locals", "starts", "until",
)  # fmt: skip
FOLLOW = plain(
    "SELECT follow_series($1::uuid, $2::uuid[], $3::timestamp[], $4::timestamptz[], $5::text[])",
    "id", "ids", "locals", "starts", "changed",
)  # fmt: skip
