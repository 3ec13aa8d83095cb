"""Coaches: who supports which teams, without authority over them."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.teams import coach_schemas as s
from api.domain.teams import coaches as verbs
from api.domain.teams import queries as q
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("coaches")
CoachPage = page_of(s.CoachRead)
CoachingPage = page_of(s.CoachingRead)
Reads = Annotated[Call, Requires("teams:read")]
Names = Annotated[Call, Requires("organisation:write")]
CoachingId = Annotated[UUID, Path(description="The coaching's id.")]


@router.get("/coaches", response_model=CoachPage)
async def list_coaches(call: Annotated[Call, Requires("coaches:read")], query: Annotated[s.CoachesQuery, Query()]) -> Response:
    """List coaches with how many teams each supports now.

    A manager sees all of the organisation, a coach themself.
    """
    return await call.page(q.COACH, query, {})


@router.get("/teams/{team_id}/coaches", response_model=CoachingPage)
async def list_team_coaches(call: Reads, team_id: TeamId, query: Annotated[s.CoachingsQuery, Query()]) -> Response:
    """List who coaches a team, and who did.

    Team mates, coaches and the manager. `current=true` leaves out who does not do so today.
    """
    return await call.page(q.COACHING, query, q.COACHINGS_FILTERS, team_id=team_id)


@router.post("/teams/{team_id}/coaches", response_model=s.CoachingRead, status_code=201)
async def name_coach(call: Names, team_id: TeamId, body: s.CoachingNew) -> Response:
    """Name a coach for a team.

    A manager's. The account holds the role coach (422 otherwise) and does not coach the team already (409 already-coaching). From
    the day on, the coach reads how the team is doing and edits nothing.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.name_coach(work, team_id, body)

    return await call.add(q.COACHING, verb, place=f"/teams/{team_id}/coaches", team_id=team_id)


@router.get("/teams/{team_id}/coaches/{coaching_id}", response_model=s.CoachingRead)
async def get_team_coach(call: Reads, team_id: TeamId, coaching_id: CoachingId) -> Response:
    """Read one coaching of a team."""
    return await call.read(q.COACHING, id=coaching_id, team_id=team_id)


@router.post("/teams/{team_id}/coaches/{coaching_id}/end", response_model=s.CoachingRead)
async def end_coaching(call: Names, team_id: TeamId, coaching_id: CoachingId, body: s.CoachingEnd) -> Response:
    """End a coaching.

    A manager's. Today, or a day before, ends the coach's access at the next request; a day to come ends it then.
    """

    async def verb(work: Writing) -> None:
        await verbs.end(work, team_id, coaching_id, body)

    return await call.do(q.COACHING, verb, record=coaching_id, team_id=team_id)
