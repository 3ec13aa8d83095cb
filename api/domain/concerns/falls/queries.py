"""The only place that builds SELECTs about falls."""

from typing import Final

from sqlalchemy import bindparam

from api.domain.concerns.falls.models import Fall
from api.domain.concerns.falls.schemas import FallRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

FALL: Final = Shape(Fall, FallRead, order=("fell_at",), descending=True)

_f = Fall.__table__.c

FALLS_FILTERS: Final = {
    "harm": equals(_f.harm),
    "from_at": Filter(_f.fell_at >= bindparam("from_at", type_=_f.fell_at.type), ("fell_at",)),
    "until_at": Filter(_f.fell_at < bindparam("until_at", type_=_f.fell_at.type), ("fell_at",)),
}
ALL_FALLS_FILTERS: Final = {**FALLS_FILTERS, "team_id": equals(_f.team_id), "person_id": equals(_f.person_id)}
