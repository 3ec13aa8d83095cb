"""The only place that builds SQL about the rule for small numbers."""

from typing import Final

from sqlalchemy import bindparam, select

from api.domain.commissioning.figures.models import FigureSetting
from api.domain.commissioning.figures.settings.schemas import SmallNumbersRead
from api.storage.shape import Shape
from api.storage.wire import plain

_s = FigureSetting.__table__.c

SMALL_NUMBERS = Shape(
    FigureSetting,
    SmallNumbersRead,
    computed={"provider_id": (_s.organisation_id, ("organisation_id",))},
    order=("created_at",),
)
NOW = select(_s.id, _s.created_digest).where(
    _s.council_id == bindparam("council", type_=_s.council_id.type), _s.removed_at.is_(None)
)
KNOWN_COUNCIL: Final = plain("SELECT 1 FROM councils() c WHERE c.id = $1::uuid", "council")
