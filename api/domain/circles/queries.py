"""The only place that builds SELECTs about circles."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Date,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import array

from api.domain.circles.meetings.models import CircleMeeting
from api.domain.circles.models import Circle, CircleMember
from api.domain.circles.schemas import CircleRead
from api.storage.lists import equals
from api.storage.reader import Filter, told
from api.storage.shape import Shape
from api.storage.wire import plain

_c = Circle.__table__.c
_m = CircleMember.__table__.c
_g = CircleMeeting.__table__.c


def _is(column: Any, value: str) -> ColumnElement[bool]:  # noqa: ANN401 - a column
    return column == literal_column(f"'{value}'")  # type: ignore[no-any-return]


def _of_meetings(what: Any, *where: Any) -> Any:  # noqa: ANN401 - clauses
    """Something over the circle's meetings."""
    chosen = select(what).where(_g.circle_id == _c.id, _g.removed_at.is_(None), *where)
    return chosen.correlate(Circle.__table__).scalar_subquery()


_HELD = _is(_g.state, "held")
_LAST = _of_meetings(func.max(_g.held_on), _HELD)
_MEETINGS = _of_meetings(func.count(), _HELD)
_SUPPORTED = _of_meetings(func.count(), _HELD, _g.connector_there)
_SUPPORT_ENDED = func.support_ended_at(_c.person_id)
# Nobody is reminded of anything, and nothing is missing, once the circle or the support has ended: the person may have died.
_OVER = or_(_is(_c.status, "ended"), _SUPPORT_ENDED.is_not(None))
_PLANNED = _of_meetings(func.min(_g.starts_at), _is(_g.state, "planned"), _g.starts_at > func.now())
_NEXT = case((~_OVER, _PLANNED))
_DUE = case(
    (
        and_(_is(_c.status, "meeting"), _SUPPORT_ENDED.is_(None)),
        _LAST.op("+", return_type=Date())(_c.meets_every_weeks * literal_column("7")),
    )
)
_CONNECTOR = func.connector_name(_c.connector_account_id, type_=Text())
_FACILITATED = (
    exists(select(_m.id).where(_m.circle_id == _c.id, _m.facilitator, _is(_m.state, "joined"), _m.removed_at.is_(None)))
).correlate(Circle.__table__)
_GAPS = case(
    (_OVER, literal_column("'{}'::text[]", ARRAY(Text))),
    else_=func.array_remove(
        array([
            case((and_(_CONNECTOR.is_(None), _c.stands_alone_on.is_(None)), literal_column("'connector'"))),
            case((~_FACILITATED, literal_column("'facilitator'"))),
        ]),
        literal_column("NULL"),
        type_=ARRAY(Text),
    ),
)  # fmt: skip

CIRCLE = Shape(
    Circle,
    CircleRead,
    computed={
        "connector_name": (_CONNECTOR, ("connector_account_id",)),
        "gaps": (_GAPS, ("connector_account_id",)),
        "next_meeting_at": (_NEXT, ("status",)),
        "last_met_on": (_LAST, ()),
        "meetings_held": (_MEETINGS, ()),
        "meetings_supported": (_SUPPORTED, ()),
        "due_on": (_DUE, ("status", "meets_every_weeks")),
    },
    order=("created_at",),
)

CIRCLES_FILTERS = {
    "status": equals(_c.status),
    "person_id": equals(_c.person_id),
    "team_id": equals(_c.team_id),
    "connector_account_id": equals(_c.connector_account_id),
    "gap": Filter(bindparam("gap", type_=Text()) == any_(_GAPS), ("connector_account_id",)),
}


@lru_cache(maxsize=16)
def state(reader: str) -> Select[Any]:
    """Where a circle is that the reader sees: its status, when it stood alone, how many meetings were supported."""
    return _seen(reader, _c.status, _c.stands_alone_on, _SUPPORTED)


@lru_cache(maxsize=16)
def goes_on(reader: str) -> Select[Any]:
    """Whether a circle that the reader sees goes on: its status, and when the person's support ended."""
    return _seen(reader, _c.status, _SUPPORT_ENDED)


def _seen(reader: str, *what: Any) -> Select[Any]:  # noqa: ANN401 - clauses
    return select(*what).where(
        _c.id == bindparam("id", type_=_c.id.type), _c.removed_at.is_(None), CIRCLE.visible(reader, opened=False)
    )


# How a circle began; asked only of who keeps the record.
BEGINNING = select(_c.first_idea, _c.decided_by, _c.decided_words, _c.representative_id).where(
    _c.id == bindparam("id", type_=_c.id.type), _c.removed_at.is_(None)
)
IS_CONNECTOR: Final = plain("SELECT EXISTS (SELECT FROM connectors() WHERE id = $1::uuid)", "id")
CONNECTORS: Final = told(
    "SELECT json_build_object('connectors', coalesce(json_agg(row_to_json(c) ORDER BY c.name, c.id), '[]')) AS body,"
    " ARRAY[]::uuid[] AS ids, ARRAY[]::uuid[] AS person_ids FROM connectors() c",
    "account",
)
