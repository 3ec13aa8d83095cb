"""The only place that builds SELECTs about the members of circles and their gifts."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Boolean, Select, Text, any_, bindparam, select

from api.domain.circles.members import schemas as s
from api.domain.circles.models import CircleMember, CircleMemberGift
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape
from api.storage.wire import plain

MEMBER = Shape(CircleMember, s.CircleMemberRead, order=("created_at",))
GIFT = Shape(CircleMemberGift, s.CircleMemberGiftRead, order=("created_at",))

_m = CircleMember.__table__.c
_g = CircleMemberGift.__table__.c

MEMBERS_FILTERS = {
    "circle_id": equals(_m.circle_id),
    "person_id": equals(_m.person_id),
    "team_id": equals(_m.team_id),
    "state": equals(_m.state),
    "kind": equals(_m.kind),
    "facilitator": Filter(_m.facilitator == bindparam("facilitator", type_=Boolean()), ("facilitator",)),
}
GIFTS_FILTERS = {
    "part": equals(_g.part),
    "direction": equals(_g.direction),
    "would_share": equals(_g.would_share),
    "tag": Filter(bindparam("tag", type_=Text()) == any_(_g.tags), ("tags",)),
}


@lru_cache(maxsize=16)
def state(reader: str) -> Select[Any]:
    """Where a member is whom the reader sees: circle, state, whether they facilitate."""
    return select(_m.circle_id, _m.state, _m.facilitator).where(
        _m.id == bindparam("id", type_=_m.id.type), _m.removed_at.is_(None), MEMBER.visible(reader, opened=False)
    )


# Whether a member is who asks; families' alone, who read it.
THEMSELF = select(_m.id).where(
    _m.id == bindparam("id", type_=_m.id.type), _m.account_id == bindparam("account", type_=_m.account_id.type)
)
LEAVE: Final = plain("SELECT leave_circle($1::uuid, $2)", "member", "because")
