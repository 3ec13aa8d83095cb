"""The only place that builds SQL about whom a council works with."""

from typing import Final

from sqlalchemy import String, bindparam, literal_column, select

from api.domain.commissioning.providers.models import CommissionedProvider
from api.domain.commissioning.providers.schemas import CommissionedProviderRead
from api.storage.reader import Filter
from api.storage.shape import Shape

_c = CommissionedProvider.__table__.c
_NEEDS: Final = ("agreed_at", "until_on")
# As councils() tells it to the manager.
_STATE: Final = literal_column(
    "CASE WHEN agreed_at IS NULL THEN 'asked'"
    " WHEN until_on < (now() AT TIME ZONE 'Europe/London')::date THEN 'ended' ELSE 'agreed' END",
    String(),
)

COMMISSIONED_PROVIDER = Shape(
    CommissionedProvider,
    CommissionedProviderRead,
    computed={"provider_id": (_c.organisation_id, ("organisation_id",)), "state": (_STATE, _NEEDS)},
    order=("created_at",),
    descending=True,
)
FILTERS = {"state": Filter(bindparam("state", type_=String()) == _STATE, _NEEDS)}

# Held until the council's word is written.
HELD = select(_c.agreed_at, _c.until_on).where(_c.id == bindparam("id", type_=_c.id.type)).with_for_update()
