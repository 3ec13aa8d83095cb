"""Verbs of proposals: asking for one, and the team's answer to each of its lines. Nobody approves."""

from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import NotThereError
from api.domain.visits.rostering import proposal_errors as errors
from api.domain.visits.rostering import proposal_queries as q
from api.domain.visits.rostering import proposal_schemas as s
from api.domain.visits.rostering.models import LineState, ProposalLine, RosterProposal
from api.domain.visits.rostering.taking import own_member, take
from api.domain.visits.service import hold_support, standing
from api.storage.writing import ANY_VERSION, Writing

AHEAD: Final = timedelta(weeks=s.MOST_WEEKS_AHEAD)


class Line(NamedTuple):
    """A line as it stands, held."""

    state: str
    member_id: UUID | None
    planned_start_at: object


async def ask(work: Writing, team: UUID, body: s.RosterProposalCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Ask for a week. It is queued in the same transaction: both are there, or neither."""
    monday = london_today() - timedelta(days=london_today().weekday())
    if body.week_on.weekday() != 0 or not monday <= body.week_on <= monday + AHEAD:
        raise errors.WeekError(pointer="/week_on")
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    await work.add(RosterProposal, values, team_id=team)
    work.do(q.QUEUE, proposal_id=id_, team_id=team)
    return id_


async def accept(work: Writing, proposal: UUID, line: UUID) -> None:
    """Put the member of a line on its visit. As a claim it is refused when the world has moved on."""
    named = await work.find(q.LINE_VISIT, id=line, proposal_id=proposal)
    if named is None:
        raise NotThereError
    visit, person = named
    await hold_support(work, person)
    now = await standing(work, visit)
    await own_member(work, now.provided_by_team_id)  # whoever of the team accepts
    stood = await _open(work, proposal, line)
    if stood.member_id is None:
        raise errors.LineAnsweredError
    if stood.planned_start_at != now.planned_start_at:
        raise errors.VisitMovedError
    await take(work, visit, now, stood.member_id)
    await _answer(work, proposal, line, LineState.accepted)


async def decline(work: Writing, proposal: UUID, line: UUID) -> None:
    """The team does not want it so. The visit stays as it is."""
    await _open(work, proposal, line)
    await _answer(work, proposal, line, LineState.declined)


async def _open(work: Writing, proposal: UUID, line: UUID) -> Line:
    found = await work.find(q.LINE_STATE, id=line, proposal_id=proposal)
    if found is None:
        raise NotThereError
    stood = Line(*found)
    if stood.state != LineState.proposed:
        raise errors.LineAnsweredError
    return stood


async def _answer(work: Writing, proposal: UUID, line: UUID, state: LineState) -> None:
    values = {"state": state, "answered_at": utc_now()}
    await work.change(ProposalLine, line, ANY_VERSION, values, proposal_id=proposal)
