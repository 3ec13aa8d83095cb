"""Proposals for a week's open visits: suggestions that the team accepts line by line."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.shared.ids import new_id
from api.domain.visits.rostering import proposal_queries as q
from api.domain.visits.rostering import proposal_schemas as s
from api.domain.visits.rostering import proposing
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("rostering")
ProposalPage = page_of(s.RosterProposalRead)
LinePage = page_of(s.ProposalLineRead)
Reads = Annotated[Call, Requires("visits:read")]
Writes = Annotated[Call, Requires("visits:write")]
Proposals = Annotated[s.RosterProposalsQuery, Query()]
ProposalId = Annotated[UUID, Path(description="The proposal's id.")]
LineId = Annotated[UUID, Path(description="The line's id.")]
PLACE = "/roster-proposals"
ONE = f"{PLACE}/{{proposal_id}}"
LINE = f"{ONE}/lines/{{line_id}}"


@router.post("/teams/{team_id}/roster-proposals", response_model=s.RosterProposalRead, status_code=201)
async def propose_roster(call: Writes, team_id: TeamId, body: s.RosterProposalNew) -> Response:
    """Ask who could take a week's open visits.

    Members of the team. It is worked out in the background: read it until its state is `ready`. A proposal changes nothing by
    itself; it fills as many places as it can within contracted hours, working times, absences and 11 hours of rest, continuity
    first, and says what it could not place and why.
    """

    async def verb(work: Writing) -> UUID:
        return await proposing.ask(work, team_id, body, id_=body.id or new_id())

    return await call.add(q.PROPOSAL, verb, place=PLACE)


@router.get("/roster-proposals", response_model=ProposalPage)
async def list_roster_proposals(call: Reads, query: Proposals) -> Response:
    """List all proposals for weeks within reach.

    The newest first. Members of the teams, their coaches, the manager.
    """
    return await call.page(q.PROPOSAL, query, q.PROPOSALS_FILTERS)


@router.get("/teams/{team_id}/roster-proposals", response_model=ProposalPage)
async def list_team_roster_proposals(call: Reads, team_id: TeamId, query: Proposals) -> Response:
    """List a team's proposals for weeks.

    The newest first. Members of the team, its coaches, the manager.
    """
    return await call.page(q.PROPOSAL, query, q.PROPOSALS_FILTERS, team_id=team_id)


@router.get(ONE, response_model=s.RosterProposalRead)
async def get_roster_proposal(call: Reads, proposal_id: ProposalId) -> Response:
    """Read a proposal for a week.

    `waiting` and `working` become `ready` or `failed`; ask again after a second or two. Members of the team, its coaches, the
    manager.
    """
    return await call.read(q.PROPOSAL, id=proposal_id)


@router.get(f"{ONE}/lines", response_model=LinePage)
async def list_proposal_lines(
    call: Reads, proposal_id: ProposalId, query: Annotated[s.ProposalLinesQuery, Query()]
) -> Response:  # fmt: skip
    """List the lines of a proposal.

    In order of start, a line for each open place: who is suggested, with the reasons; or nobody, and why (`not_placed`). Members
    of the team, its coaches, the manager.
    """
    return await call.page(q.LINE, query, q.LINES_FILTERS, proposal_id=proposal_id)


@router.get(LINE, response_model=s.ProposalLineRead)
async def get_proposal_line(call: Reads, proposal_id: ProposalId, line_id: LineId) -> Response:
    """Read a line of a proposal.

    Members of the team, its coaches, the manager.
    """
    return await call.read(q.LINE, proposal_id=proposal_id, id=line_id)


@router.post(f"{LINE}/acceptance", response_model=s.ProposalLineRead)
async def accept_proposal_line(call: Writes, proposal_id: ProposalId, line_id: LineId, body: s.ProposalLineAnswer) -> Response:
    """Accept a line of a proposal.

    Any member of the team: whoever is named in the line is put on the visit, nobody approves. Refused when the world has moved
    on: visit-taken, on-it-already, visit-moved, double-booked, not-a-member-that-day, visit-begun, visit-closed, person-paused;
    refused with proposal-line-answered when it was answered before or names nobody.
    """

    async def verb(work: Writing) -> None:
        await proposing.accept(work, proposal_id, line_id)

    _ = body
    return await call.do(q.LINE, verb, record=line_id, proposal_id=proposal_id)


@router.post(f"{LINE}/decline", response_model=s.ProposalLineRead)
async def decline_proposal_line(call: Writes, proposal_id: ProposalId, line_id: LineId, body: s.ProposalLineAnswer) -> Response:
    """Decline a line of a proposal.

    Any member of the team. The visit stays as it is. Refused with proposal-line-answered when it was answered before.
    """

    async def verb(work: Writing) -> None:
        await proposing.decline(work, proposal_id, line_id)

    _ = body
    return await call.do(q.LINE, verb, record=line_id, proposal_id=proposal_id)
