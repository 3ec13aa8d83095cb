"""The only place that builds SELECTs about connections."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ARRAY, Boolean, Select, any_, bindparam, func, select

from api.domain.circles.models import CircleMember
from api.domain.community.connections import schemas as s
from api.domain.community.connections.models import Connection, ConnectionSeen, ReachWish
from api.domain.shared.table import UuidType
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import Statement, compiled, plain

_c = Connection.__table__.c
_s = ConnectionSeen.__table__.c
_w = ReachWish.__table__.c
_m = CircleMember.__table__.c

_LAST_SEEN = (
    select(func.max(_s.seen_on))
    .where(_s.connection_id == _c.id, _s.removed_at.is_(None))
    .correlate(Connection.__table__)
    .scalar_subquery()
)

CONNECTION = Shape(Connection, s.ConnectionRead, computed={"last_seen_on": (_LAST_SEEN, ())}, order=("created_at",))
SIGHTING = Shape(ConnectionSeen, s.SightingRead, order=("seen_on",), descending=True)
REACH_WISH = Shape(ReachWish, s.ReachWishRead)

CONNECTIONS_FILTERS = {
    "kind": equals(_c.kind),
    "group_id": equals(_c.group_id),
    "circle_member_id": equals(_c.circle_member_id),
    "introduction_id": equals(_c.introduction_id),
    "ended": Filter(_c.until_on.is_not(None) == bindparam("ended", type_=Boolean()), ("until_on",)),
}
SIGHTINGS_FILTERS = {
    "connection_id": equals(_s.connection_id),
    "seen_from": Filter(_s.seen_on >= bindparam("seen_from", type_=_s.seen_on.type), ("seen_on",)),
    "seen_before": Filter(_s.seen_on < bindparam("seen_before", type_=_s.seen_on.type), ("seen_on",)),
}

# Locked: it does not end while a day is written down.
STATE: Final = (
    select(_c.since_on, _c.until_on)
    .where(
        _c.id == bindparam("id", type_=_c.id.type),
        _c.person_id == bindparam("person", type_=_c.person_id.type),
        _c.removed_at.is_(None),
    )
    .with_for_update()
)
OF_SIGHTING: Final = select(_s.connection_id).where(
    _s.id == bindparam("id", type_=_s.id.type),
    _s.person_id == bindparam("person", type_=_s.person_id.type),
    _s.removed_at.is_(None),
)
# Of the person's connections, the days that are written down.
KNOWN: Final = plain(
    "SELECT connection_id, seen_on FROM connection_seen"
    " WHERE connection_id = ANY ($1::uuid[]) AND person_id = $2::uuid AND removed_at IS NULL",
    "ids",
    "person",
)
WISH: Final = select(_w.id, _w.created_digest).where(
    _w.person_id == bindparam("person", type_=_w.person_id.type), _w.removed_at.is_(None)
)
# The one that the path names: the one there is, or else the last that was removed, so that removing it again is fine.
NAMED_WISH: Final = (
    select(_w.id)
    .where(_w.person_id == bindparam("person", type_=_w.person_id.type))
    .order_by(_w.removed_at.desc().nulls_first())
    .limit(1)
)


@lru_cache(maxsize=16)
def mine(reader: str) -> Statement:
    """Of the connections named, those of the person that the reader sees."""
    return compiled(
        select(_c.id, _c.until_on)
        .where(
            _c.id == any_(bindparam("ids", type_=ARRAY(UuidType()))),
            _c.person_id == bindparam("person", type_=_c.person_id.type),
            _c.removed_at.is_(None),
            CONNECTION.visible(reader, opened=False),
        )
        .with_for_update()
    )


@lru_cache(maxsize=16)
def member(reader: str) -> Select[Any]:
    """A member of a circle of the person's that the reader sees."""
    return select(_m.id).where(
        _m.id == bindparam("id", type_=_m.id.type),
        _m.person_id == bindparam("person", type_=_m.person_id.type),
        _m.removed_at.is_(None),
        Shape(CircleMember, CircleMember).visible(reader, opened=False),
    )
