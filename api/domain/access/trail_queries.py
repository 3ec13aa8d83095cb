"""The only place that builds SELECTs about notices and openings."""

from typing import Final

from sqlalchemy import Boolean, DateTime, and_, bindparam, func, literal_column, select

from api.domain.access.opening_schemas import OpeningRead
from api.domain.access.openings import Opening
from api.domain.access.rules import uuid
from api.domain.access.trail_schemas import NoticeItem
from api.domain.access.trails import Notice, NoticeRead
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

_n = Notice.__table__.c
_r = NoticeRead.__table__.c
_o = Opening.__table__.c

_READ_AT = (
    select(_r.at)
    .where(_r.notice_id == _n.id, _r.account_id == literal_column(uuid("account_id"), _r.account_id.type))
    .correlate(Notice.__table__)
    .scalar_subquery()
)
NOTICE = Shape(
    Notice, NoticeItem, computed={"read_at": (_READ_AT, ())}, order=("created_at",), descending=True, about="about_person_id"
)
NOTICE_FILTERS = {
    "unread": Filter(_READ_AT.is_(None) == bindparam("unread", type_=Boolean()), ()),
    "kind": Filter(_n.kind == bindparam("kind", type_=_n.kind.type), ("kind",)),
}
READ_NOTICE: Final = plain("INSERT INTO notice_read (notice_id) VALUES ($1::uuid) ON CONFLICT DO NOTHING", "id")

OPEN = and_(_o.closed_at.is_(None), _o.until_at > func.now(type_=DateTime(timezone=True)))
OPENING = Shape(
    Opening,
    OpeningRead,
    computed={
        "is_open": (OPEN, ("closed_at", "until_at")),
        "name": (func.name_of(_o.account_id, literal_column("NULL::uuid")), ("account_id",)),
    },
    order=("created_at",),
    descending=True,
    about="person_id",
)
OPENING_FILTERS = {
    "is_open": Filter(bindparam("is_open", type_=Boolean()) == OPEN, ("closed_at", "until_at")),
    "person_id": Filter(_o.person_id == bindparam("person_id", type_=_o.person_id.type), ("person_id",)),
    "account_id": Filter(_o.account_id == bindparam("account_id", type_=_o.account_id.type), ("account_id",)),
}
OPEN_PERSON: Final = plain(
    "SELECT open_person($1::uuid, $2::uuid, $3, $4, $5::integer, $6::bytea)",
    "id",
    "person",
    "reason",
    "words",
    "minutes",
    "digest",
)
CLOSE_OPENING: Final = plain("SELECT close_opening($1::uuid)", "id")
OPENING_STATE = select(_o.closed_at, _o.account_id).where(_o.id == bindparam("id", type_=_o.id.type), _o.removed_at.is_(None))
