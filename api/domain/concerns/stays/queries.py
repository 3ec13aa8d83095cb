"""The only place that builds SELECTs about stays in hospital."""

from typing import Final

from sqlalchemy import Boolean, bindparam, func, select

from api.domain.concerns.stays.models import HospitalStay
from api.domain.concerns.stays.schemas import HospitalStayRead
from api.domain.people.models import Person
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

STAY: Final = Shape(HospitalStay, HospitalStayRead, order=("admitted_on",), descending=True)

_s, _p = HospitalStay.__table__.c, Person.__table__.c
_OF = (_s.person_id == bindparam("person", type_=_s.person_id.type), _s.removed_at.is_(None))

STAYS_FILTERS: Final = {
    "planned": equals(_s.planned),
    "open": Filter(_s.left_on.is_(None) == bindparam("open", type_=Boolean()), ("left_on",)),
    "from_on": Filter(_s.admitted_on >= bindparam("from_on", type_=_s.admitted_on.type), ("admitted_on",)),
    "until_on": Filter(_s.admitted_on < bindparam("until_on", type_=_s.admitted_on.type), ("admitted_on",)),
}
ALL_STAYS_FILTERS: Final = {**STAYS_FILTERS, "team_id": equals(_s.team_id), "person_id": equals(_s.person_id)}

# The person is held: of two who write down an open stay at once, the second sees the first.
HELD: Final = select(_p.id).where(_p.id == bindparam("person", type_=_p.id.type), _p.removed_at.is_(None)).with_for_update()
OPEN: Final = select(func.count()).where(*_OF, _s.left_on.is_(None))
LEFT: Final = select(_s.left_on).where(*_OF, _s.id == bindparam("id", type_=_s.id.type))
