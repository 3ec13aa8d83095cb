"""The only place that builds SELECTs about a circle's meetings and actions."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Date, Select, and_, bindparam, case, func, literal_column, or_, select
from sqlalchemy.sql.elements import ColumnElement

from api.domain.circles.meetings.action_schemas import CircleActionRead
from api.domain.circles.meetings.models import CircleAction, CircleMeeting
from api.domain.circles.meetings.schemas import CircleMeetingRead
from api.domain.circles.models import MEETINGS_SUPPORTED, Circle
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

_m = CircleMeeting.__table__.c
_a = CircleAction.__table__.c
_c = Circle.__table__.c
_before = CircleMeeting.__table__.alias("earlier")
_next = CircleAction.__table__.alias("next_action")


def _is(column: Any, value: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    return column == literal_column(f"'{value}'")  # type: ignore[no-any-return]


def _given(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    return column == bindparam(name, type_=column.type)  # type: ignore[no-any-return]


_IN_ORDER = (
    select(func.count())
    .select_from(_before)
    .where(
        _before.c.circle_id == _m.circle_id,
        _before.c.removed_at.is_(None),
        _before.c.state != literal_column("'cancelled'"),
        or_(_before.c.starts_at < _m.starts_at, and_(_before.c.starts_at == _m.starts_at, _before.c.id <= _m.id)),
    )
    .correlate(CircleMeeting.__table__)
    .scalar_subquery()
)
_GOES_ON = _m.state != literal_column("'cancelled'")
_NUMBER = case((_GOES_ON, _IN_ORDER))
_FIRST = and_(_GOES_ON, literal_column(str(MEETINGS_SUPPORTED)) >= _IN_ORDER)

MEETING = Shape(
    CircleMeeting,
    CircleMeetingRead,
    computed={"number": (_NUMBER, ("starts_at", "state")), "connector_supports": (_FIRST, ("starts_at", "state"))},
    order=("starts_at",),
    descending=True,
)
MEETINGS_FILTERS = {
    "state": equals(_m.state),
    "connector_there": Filter(_m.connector_there == bindparam("connector_there", type_=Boolean()), ("connector_there",)),
}

TODAY = literal_column("(now() AT TIME ZONE 'Europe/London')::date", Date())
_CIRCLE_GOES_ON = (
    select(literal_column("1"))
    .where(_c.id == _a.circle_id, _c.status != literal_column("'ended'"))
    .correlate(CircleAction.__table__)
    .exists()
)
_OVERDUE = and_(
    _is(_a.state, "to_do"),
    _a.by_on.is_not(None),
    _a.by_on < TODAY,
    _CIRCLE_GOES_ON,
    func.support_ended_at(_a.person_id).is_(None),
)
_CARRIED_TO = (
    select(_next.c.id)
    .where(_next.c.carried_from_id == _a.id, _next.c.removed_at.is_(None))
    .correlate(CircleAction.__table__)
    .scalar_subquery()
)

ACTION = Shape(
    CircleAction,
    CircleActionRead,
    computed={"overdue": (_OVERDUE, ("state", "by_on")), "carried_to_id": (_CARRIED_TO, ("carried_from_id",))},
    order=("created_at",),
)
ACTIONS_FILTERS = {
    "state": equals(_a.state),
    "overdue": Filter(bindparam("overdue", type_=Boolean()) == _OVERDUE, ("state", "by_on")),
    "member_id": equals(_a.member_id),
    "meeting_id": equals(_a.meeting_id),
}
ALL_ACTIONS_FILTERS = {
    **ACTIONS_FILTERS,
    "circle_id": equals(_a.circle_id),
    "person_id": equals(_a.person_id),
    "team_id": equals(_a.team_id),
}


# Held until the verb is done, so that of two who say what became of it the second hears that it was said.
@lru_cache(maxsize=16)
def meeting_state(reader: str) -> Select[Any]:
    """How far a meeting is that the reader sees, whether its words stand, and the day in London on which it begins."""
    stands = and_(_is(_m.state, "held"), or_(_m.words_stand_from.is_(None), _m.words_stand_from <= func.now()))
    day = func.timezone(literal_column("'Europe/London'"), _m.starts_at).cast(Date())
    return (
        select(_m.state, stands, day)
        .where(_given(_m.id, "id"), _given(_m.circle_id, "circle"), _m.removed_at.is_(None))
        .where(MEETING.visible(reader, opened=False))
        .with_for_update()
    )


@lru_cache(maxsize=16)
def action_state(reader: str) -> Select[Any]:
    """What has become of an action that the reader sees, and what the next one goes on with if it is carried."""
    return (
        select(_a.state, _a.what, _a.who, _a.member_id, _a.by_on, _a.meeting_id)
        .where(_given(_a.id, "id"), _given(_a.circle_id, "circle"), _a.removed_at.is_(None))
        .where(ACTION.visible(reader, opened=False))
        .with_for_update()
    )
