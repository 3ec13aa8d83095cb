"""The only place that builds statements about proposals for a week."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from api.domain.visits.rostering.models import ProposalLine, RosterProposal
from api.domain.visits.rostering.proposal_schemas import ProposalLineRead, RosterProposalRead
from api.storage.lists import equals
from api.storage.shape import Shape
from api.storage.wire import plain

_p = RosterProposal.__table__.c
_l = ProposalLine.__table__.c


def _is(column: Any) -> Any:  # noqa: ANN401 - a column and a clause
    return column == bindparam(str(column.key), type_=column.type)


PROPOSAL: Final = Shape(RosterProposal, RosterProposalRead, order=("created_at",), descending=True)
PROPOSALS_FILTERS: Final = {"state": equals(_p.state), "week_on": equals(_p.week_on)}
LINE: Final = Shape(ProposalLine, ProposalLineRead, order=("planned_start_at",))
LINES_FILTERS: Final = {"state": equals(_l.state)}

# Jobs of one team run one after the other: two workers at once on one proposal is what this keeps away.
QUEUE: Final = plain(
    "SELECT queue_job('propose_week', jsonb_build_object('proposal_id', $1::uuid), 'roster of ' || $2::uuid::text)",
    "proposal_id",
    "team_id",
)
# Which visit a line is about: visits are locked before lines.
LINE_VISIT: Final = select(_l.visit_id, _l.person_id).where(_is(_l.id), _is(_l.proposal_id), _l.removed_at.is_(None))
LINE_STATE: Final = (
    select(_l.state, _l.member_id, _l.planned_start_at)
    .where(_is(_l.id), _is(_l.proposal_id), _l.removed_at.is_(None))
    .with_for_update()
)
