"""The only place that builds statements about offers and swaps."""

from sqlalchemy import bindparam, func, literal_column, select

from api.domain.access.rules import uuids
from api.domain.teams.models import TeamMember
from api.domain.visits.rostering.models import VisitOffer
from api.domain.visits.rostering.schemas import VisitOfferRead
from api.storage.lists import equals
from api.storage.reader import Filter
from api.storage.shape import Shape

_o = VisitOffer.__table__.c
_m = TeamMember.__table__.c

OFFER = Shape(VisitOffer, VisitOfferRead, order=("created_at",), descending=True)
OFFERS_FILTERS = {
    "state": equals(_o.state),
    "visit_id": equals(_o.visit_id),
    "from_member_id": equals(_o.from_member_id),
    "to_member_id": equals(_o.to_member_id),
    "made_since": Filter(_o.created_at >= bindparam("made_since", type_=_o.created_at.type), ("created_at",)),
}
_id = bindparam("id", type_=_o.id.type)
OFFER_STATE = (
    select(_o.visit_id, _o.from_member_id, _o.to_member_id, _o.for_visit_id, _o.state)
    .where(_o.id == _id, _o.removed_at.is_(None))
    .with_for_update()
)
# The visits that an offer is about, named before anything is locked: locks are taken in one order.
OFFER_VISITS = select(_o.visit_id, _o.for_visit_id).where(_o.id == _id, _o.removed_at.is_(None))
# The caller's own membership in a team, and a member of it now.
OWN_IN_TEAM = select(_m.id).where(
    _m.team_id == bindparam("team_id", type_=_m.team_id.type), _m.left_on.is_(None), _m.removed_at.is_(None),
    _m.id == func.any(literal_column(uuids("member_ids"))),
)  # fmt: skip
MEMBER_OF_TEAM = select(_m.id).where(
    _m.team_id == bindparam("team_id", type_=_m.team_id.type), _m.left_on.is_(None), _m.removed_at.is_(None), _m.id == _id
)
