"""The only place that builds SQL about moves from team to team."""

from typing import Final

from sqlalchemy import bindparam, literal_column, select

from api.domain.people.moves.models import MY_TEAMS, MoveOffer
from api.domain.people.moves.schemas import MoveOfferRead
from api.storage.lists import equals
from api.storage.shape import Shape
from api.storage.wire import plain

OFFER = Shape(MoveOffer, MoveOfferRead, order=("created_at",), descending=True)

_o = MoveOffer.__table__.c

OFFERS_FILTERS = {name: equals(_o[name]) for name in ("state", "person_id", "from_team_id", "to_team_id")}

# State, and whether the caller is of the offering or of the receiving team; held until the answer is written.
TO_ANSWER = (
    select(
        _o.state,
        literal_column(f"coalesce(from_team_id = ANY {MY_TEAMS}, false)"),
        literal_column(f"coalesce(to_team_id = ANY {MY_TEAMS}, false)"),
    )
    .where(_o.id == bindparam("id", type_=_o.id.type), _o.removed_at.is_(None))
    .with_for_update()
)
TEAM: Final = plain("SELECT name, ended FROM team_to_move_to($1::uuid)", "team")
ACCEPT: Final = plain("SELECT accept_move($1::uuid, $2)", "offer", "words")
