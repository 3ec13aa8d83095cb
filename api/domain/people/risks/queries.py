"""The only place that builds SELECTs about positive risks."""

from sqlalchemy import Boolean, bindparam, select

from api.domain.people.risks.models import PositiveRisk
from api.domain.people.risks.schemas import PositiveRiskRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

RISK = Shape(PositiveRisk, PositiveRiskRead, order=("review_on",))

_r = PositiveRisk.__table__.c

RISKS_FILTERS = {
    "whose": equals(_r.whose),
    "ended": Filter(_r.ended_on.is_not(None) == bindparam("ended", type_=Boolean()), ("ended_on",)),
    "review_before": Filter(_r.review_on < bindparam("review_before", type_=_r.review_on.type), ("review_on",)),
}

STATE = select(_r.whose, _r.ended_on).where(
    _r.id == bindparam("id", type_=_r.id.type),
    _r.person_id == bindparam("person", type_=_r.person_id.type),
    _r.removed_at.is_(None),
)
# Whose it is, also of one that was removed: removing it again is fine.
WHOSE = select(_r.whose).where(
    _r.id == bindparam("id", type_=_r.id.type), _r.person_id == bindparam("person", type_=_r.person_id.type)
)
