"""The only place that builds SQL about the way into a person's home."""

from typing import Final

from sqlalchemy import bindparam, select

from api.domain.people.homes.models import AccessToHome
from api.domain.people.homes.schemas import AccessToHomeRead
from api.storage.shape import Shape
from api.storage.wire import plain

ACCESS_TO_HOME = Shape(AccessToHome, AccessToHomeRead)

_h = AccessToHome.__table__.c

NOW = select(_h.id, _h.created_digest).where(
    _h.person_id == bindparam("person", type_=_h.person_id.type), _h.removed_at.is_(None)
)
# The one that the path names: the one there is, or else the last that was removed, so that removing it again is fine.
NAMED = (
    select(_h.id)
    .where(_h.person_id == bindparam("person", type_=_h.person_id.type))
    .order_by(_h.removed_at.desc().nulls_first())
    .limit(1)
)
# Lets a carer into the homes that they may enter now, for this one transaction.
ENTER_HOMES: Final = plain("SELECT enter_homes()")
