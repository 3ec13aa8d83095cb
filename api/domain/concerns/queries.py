"""The only place that builds SELECTs about concerns."""

from sqlalchemy import bindparam, select

from api.domain.concerns.models import Concern
from api.domain.concerns.schemas import ConcernRead
from api.storage.lists import equals
from api.storage.shape import Shape

CONCERN = Shape(Concern, ConcernRead, order=("noticed_at",), descending=True)

_c = Concern.__table__.c

CONCERNS_FILTERS = {"state": equals(_c.state), "kind": equals(_c.kind)}
ALL_CONCERNS_FILTERS = {**CONCERNS_FILTERS, "team_id": equals(_c.team_id), "person_id": equals(_c.person_id)}

# Held until the verb is done, so that of two who close a concern at once the second hears that it is closed.
STATE = (
    select(_c.state, _c.restricted, _c.author_account_id)
    .where(
        _c.id == bindparam("id", type_=_c.id.type),
        _c.person_id == bindparam("person", type_=_c.person_id.type),
        _c.removed_at.is_(None),
    )
    .with_for_update()
)
