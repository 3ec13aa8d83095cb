"""Self-managing teams."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.teams import queries as q
from api.domain.teams import schemas as s
from api.domain.teams import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("teams")
TeamPage = page_of(s.TeamRead)
Reads = Annotated[Call, Requires("teams:read")]


@router.get("/teams", response_model=TeamPage)
async def list_teams(call: Reads, query: Annotated[s.TeamsQuery, Query()]) -> Response:
    """List teams you may see, by name.

    Carers their own, coaches those they coach, a person theirs, a manager all of the provider.
    """
    return await call.page(q.TEAM, query, q.TEAMS_FILTERS)


@router.post("/teams", response_model=s.TeamRead, status_code=201)
async def create_team(call: Annotated[Call, Requires("organisation:write")], body: s.TeamNew) -> Response:
    """Start a team.

    A manager starts it and adds the founding members; from then on the team takes people on itself.
    """

    async def verb(work: Writing) -> UUID:
        return await service.start(work, body)

    return await call.add(q.TEAM, verb, place="/teams")


@router.get("/teams/{team_id}", response_model=s.TeamRead)
async def get_team(call: Reads, team_id: TeamId) -> Response:
    """Read a team."""
    return await call.read(q.TEAM, id=team_id)


@router.patch("/teams/{team_id}", response_model=s.TeamRead)
async def update_team(call: Annotated[Call, Requires("teams:write")], team_id: TeamId, body: s.TeamPatch) -> Response:
    """Change what a team says of itself.

    Its members only: no manager edits a team's purpose, values or name.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.restate(work, team_id, version, body)

    return await call.change(q.TEAM, team_id, verb)
