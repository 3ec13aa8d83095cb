"""The only place that builds SQL about availability."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Date, bindparam, func, literal_column, or_, select, update

from api.domain.access.rules import reach
from api.domain.shared.table import Instant, Record
from api.domain.teams.models import TeamMember
from api.domain.visits.availability import models as m
from api.domain.visits.availability import schemas as s
from api.domain.visits.models import Visit
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import Statement, compiled, plain

_p = m.WorkingPattern.__table__.c
_a = m.Absence.__table__.c
_r = m.AbsenceReason.__table__.c
_v = Visit.__table__.c


def _is(column: Any, name: str) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(name, type_=column.type)


# ---- working patterns --------------------------------------------------------------------------------------------
PATTERN = Shape(m.WorkingPattern, s.WorkingPatternRead, order=("from_on",), descending=True)
_day = bindparam("on", type_=Date())
PATTERNS_FILTERS = {
    "on": Filter((_p.from_on <= _day) & or_(_p.until_on.is_(None), _p.until_on > _day), ("from_on", "until_on")),
}
PATTERN_KNOWN = select(_p.id).where(_is(_p.id, "id"))
PATTERN_NOW = (
    select(_p.cycle_weeks, _p.times)
    .where(_is(_p.id, "id"), _is(_p.member_id, "member_id"), _is(_p.team_id, "team_id"), _p.removed_at.is_(None))
    .with_for_update()
)
# One without an end makes room for the one that begins later.
MAKE_ROOM = compiled(
    update(m.WorkingPattern)
    .values(until_on=bindparam("from_on", type_=Date()))
    .where(
        _is(_p.member_id, "member_id"), _is(_p.team_id, "team_id"), _p.removed_at.is_(None), _p.until_on.is_(None),
        _p.from_on < bindparam("from_on", type_=Date()),
    )
)  # fmt: skip

# ---- absences ----------------------------------------------------------------------------------------------------
ABSENCE = Shape(m.Absence, s.AbsenceRead)
_to_cover = (
    select(func.count())
    .where(
        # The day before bounds the walk through the index: no visit is longer.
        _v.team_id == _a.team_id, _v.planned_start_at > _a.starts_at - literal_column("interval '24 hours'"),
        _v.planned_start_at < _a.ends_at, _v.planned_end_at > _a.starts_at, _v.planned_end_at > func.now(),
        _v.state.in_((literal_column("'open'"), literal_column("'planned'"))), _v.removed_at.is_(None),
        _a.member_id == func.any(_v.member_ids),
    )
    .correlate(m.Absence)
    .scalar_subquery()
)  # fmt: skip
# Only lists tell what is to be covered: it changes without the absence, and a record's tag says its version.
ABSENCES = Shape(
    m.Absence, s.AbsenceListed, order=("starts_at",), descending=True,
    computed={"visits_to_cover": (_to_cover, ("member_id",))},
)  # fmt: skip
_instant = {name: bindparam(name, type_=Instant) for name in ("ends_after", "starts_before")}
ABSENCES_FILTERS = {
    "kind": equals(_a.kind),
    "member_id": equals(_a.member_id),
    "ends_after": Filter(_a.ends_at > _instant["ends_after"], ("ends_at",)),
    "starts_before": Filter(_a.starts_at < _instant["starts_before"], ("starts_at",)),
}
ABSENCE_OF = select(_a.id).where(
    _is(_a.id, "id"), _is(_a.member_id, "member_id"), _is(_a.team_id, "team_id"), _a.removed_at.is_(None)
)
REASON = Shape(m.AbsenceReason, s.AbsenceReasonRead)
REASON_NOW = select(_r.id, _r.created_digest).where(_is(_r.absence_id, "absence_id"), _r.removed_at.is_(None))
# The one that the path names: the one there is, or else the last that was removed, so that removing it again is fine.
REASON_NAMED = (
    select(_r.id)
    .where(_is(_r.absence_id, "absence_id"), _is(_r.member_id, "member_id"), _is(_r.team_id, "team_id"))
    .order_by(_r.removed_at.desc().nulls_first())
    .limit(1)
)

# ---- free times --------------------------------------------------------------------------------------------------
# Both walls: each table's own row rule stands in the query.
_SOURCES: Final = """
SELECT json_build_object(
  'patterns', (SELECT coalesce(json_agg(json_build_object('from_on', from_on, 'until_on', until_on, 'cycle_weeks', cycle_weeks,
                 'times', times)), '[]') FROM working_pattern
                WHERE member_id = m.id AND team_id = m.team_id AND removed_at IS NULL AND {working_pattern}),
  'away', (SELECT coalesce(json_agg(json_build_array(starts_at, ends_at)), '[]') FROM absence
            WHERE member_id = m.id AND team_id = m.team_id AND removed_at IS NULL AND starts_at < $4::timestamptz
              AND ends_at > $3::timestamptz AND {absence}),
  'planned', (SELECT coalesce(json_agg(json_build_array(planned_start_at, planned_end_at)), '[]') FROM visit
               WHERE team_id = m.team_id AND m.id = ANY (member_ids) AND removed_at IS NULL
                 AND state IN ('open', 'planned', 'in_progress') AND planned_start_at < $4::timestamptz
                 AND planned_start_at > $3::timestamptz - interval '24 hours' AND planned_end_at > $3::timestamptz
                 AND {visit}))::text
  FROM team_member m WHERE m.id = $1::uuid AND m.team_id = $2::uuid AND m.removed_at IS NULL AND {team_member}"""


@lru_cache(maxsize=16)
def sources(reader: str) -> Statement:
    """What a member's free times are made of, as JSON: no row when the member is not there, or not the reader's."""
    kinds: tuple[type[Record], ...] = (m.WorkingPattern, m.Absence, Visit, TeamMember)
    rules = {str(k.__tablename__): f"({reach(k.owner, k.rules, reader, str(k.__tablename__))})" for k in kinds}
    return plain(_SOURCES.format(**rules), "member_id", "team_id", "starts_from", "starts_before")
