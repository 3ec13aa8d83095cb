"""The only place that builds SELECTs about introductions."""

from typing import Any, Final

from sqlalchemy import Boolean, and_, bindparam, func, select

from api.domain.community.introductions import schemas as s
from api.domain.community.introductions.models import Introduction, IntroductionContact
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

_i = Introduction.__table__.c
_c = IntroductionContact.__table__.c


def _of_contacts(*where: Any) -> Any:  # noqa: ANN401 - clauses
    """How many contacts on the way."""
    chosen = select(func.count()).where(_c.introduction_id == _i.id, _c.removed_at.is_(None), *where)
    return chosen.correlate(Introduction.__table__).scalar_subquery()


_OWED = and_(_i.result.is_not(None), _i.message_back.is_(None), func.support_ended_at(_i.person_id).is_(None))

INTRODUCTION = Shape(
    Introduction,
    s.IntroductionRead,
    computed={
        "contacts": (_of_contacts(), ()),
        "attended": (_of_contacts(_c.attended), ()),
        "message_owed": (_OWED, ("result", "message_back")),
    },
    order=("made_on",),
    descending=True,
)
CONTACT = Shape(IntroductionContact, s.ContactRead, order=("on_day",))

INTRODUCTIONS_FILTERS = {
    "kind": equals(_i.kind),
    "result": equals(_i.result),
    "group_id": equals(_i.group_id),
    "person_id": equals(_i.person_id),
    "team_id": equals(_i.team_id),
    "open": Filter(_i.result.is_(None) == bindparam("open", type_=Boolean()), ("result",)),
    "message_owed": Filter(bindparam("message_owed", type_=Boolean()) == _OWED, ("result", "message_back")),
}
CONTACTS_FILTERS = {"attended": equals(_c.attended)}

# Locked: of two messages back at once, the second is told that the first was sent.
STATE: Final = (
    select(_i.kind, _i.made_on, _i.result, _i.message_back_on)
    .where(
        _i.id == bindparam("id", type_=_i.id.type),
        _i.person_id == bindparam("person", type_=_i.person_id.type),
        _i.removed_at.is_(None),
    )
    .with_for_update()
)
