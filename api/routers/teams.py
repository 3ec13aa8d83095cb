"""Self-managing teams."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.teams import queries as q
from api.domain.teams import schemas as s
from api.domain.teams import service
from api.domain.teams.errors import TeamLifeError
from api.domain.workflows.ending import end_team as end
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("teams")
TeamPage = page_of(s.TeamRead)
Reads = Annotated[Call, Requires("teams:read")]
Starts = Annotated[Call, Requires("organisation:write")]


@router.get("/teams", response_model=TeamPage)
async def list_teams(call: Reads, query: Annotated[s.TeamsQuery, Query()]) -> Response:
    """List teams you may see, by name.

    Carers their own, coaches those they coach, a person theirs, a manager all of the provider.
    """
    return await call.page(q.TEAM, query, q.TEAMS_FILTERS)


@router.post("/teams", response_model=s.TeamRead, status_code=201)
async def create_team(call: Starts, body: s.TeamNew) -> Response:
    """Start a team.

    A provider's manager starts it and adds the founding members; from then on the team takes people on itself. The six shared
    roles (planner, finance, quality, recruitment, learning, wellbeing) are there from the start, each as a gap.
    """

    async def verb(work: Writing) -> UUID:
        return await service.start(work, body)

    return await call.add(q.TEAM, verb, place="/teams")


@router.get("/teams/{team_id}", response_model=s.TeamRead)
async def get_team(call: Reads, team_id: TeamId) -> Response:
    """Read a team."""
    return await call.read(q.TEAM, id=team_id)


@router.put("/teams/{team_id}", response_model=s.TeamRead)
async def put_team(call: Starts, team_id: NewRecordId, body: s.TeamCreate) -> Response:
    """Start a team under an id of your own.

    A manager's. The same body again, at any later time, answers the team as it is now. With If-Match it is refused (403):
    what a team says of itself is changed by its members.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.start(work, body, id_=team_id, made_of=made_of)

    async def replace(_: Writing, __: int) -> None:
        raise TeamLifeError

    return await call.put(q.TEAM, team_id, body, create, replace, place="/teams")


@router.patch("/teams/{team_id}", response_model=s.TeamRead)
async def update_team(call: Annotated[Call, Requires("teams:write")], team_id: TeamId, body: s.TeamPatch) -> Response:
    """Change what a team says of itself.

    Its members only: no manager edits a team's purpose, values or name.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.restate(work, team_id, version, body)

    return await call.change(q.TEAM, team_id, verb)


@router.post("/teams/{team_id}/end", response_model=s.TeamRead)
async def end_team(call: Starts, team_id: TeamId, body: s.TeamEnd) -> Response:
    """End a team.

    A manager's. Refused (409) while it has active members or supports people whose support has not ended: record the leavings,
    move the people to another team or end their support first. Its coaches' access ends with it. The team stays readable.
    If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await end(work, team_id, version, body)

    return await call.do(q.TEAM, verb, record=team_id)
