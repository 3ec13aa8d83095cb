"""Shared roles: the jobs that a manager has elsewhere, held, rotated, and shown as a gap where nobody holds them."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.teams import queries as q
from api.domain.teams import role_schemas as s
from api.domain.teams import shared_roles as verbs
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("shared-roles")
RolePage = page_of(s.SharedRoleRead)
HoldingPage = page_of(s.HoldingRead)
Reads = Annotated[Call, Requires("teams:read")]
Writes = Annotated[Call, Requires("teams:write")]
RoleId = Annotated[UUID, Path(description="The shared role's id.")]
HoldingId = Annotated[UUID, Path(description="The holding's id.")]


def _place(team: UUID) -> str:
    return f"/teams/{team}/roles"


@router.get("/teams/{team_id}/roles", response_model=RolePage)
async def list_shared_roles(call: Reads, team_id: TeamId, query: Annotated[s.SharedRolesQuery, Query()]) -> Response:
    """List a team's shared roles, by name.

    Each with who holds it now, or with `holder: null` and `gap: true`. Team mates, coaches and the manager.
    """
    return await call.page(q.SHARED_ROLE, query, q.SHARED_ROLES_FILTERS, team_id=team_id)


@router.post("/teams/{team_id}/roles", response_model=s.SharedRoleRead, status_code=201)
async def add_shared_role(call: Writes, team_id: TeamId, body: s.SharedRoleNew) -> Response:
    """Name a role of the team's own.

    Its members only. The six standard roles are there from the start.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.name_own(work, team_id, body)

    return await call.add(q.SHARED_ROLE, verb, place=_place(team_id), team_id=team_id)


@router.get("/teams/{team_id}/roles/{role_id}", response_model=s.SharedRoleRead)
async def get_shared_role(call: Reads, team_id: TeamId, role_id: RoleId) -> Response:
    """Read a shared role and who holds it now."""
    return await call.read(q.SHARED_ROLE, id=role_id, team_id=team_id)


@router.put("/teams/{team_id}/roles/{role_id}", response_model=s.SharedRoleRead)
async def put_shared_role(call: Writes, team_id: TeamId, role_id: NewRecordId, body: s.SharedRoleCreate) -> Response:
    """Name a role of the team's own under an id of your making.

    The same body again answers the role as it is now; with If-Match it replaces what the role is. The six keep their names.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await verbs.name_own(work, team_id, body, id_=role_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await verbs.restate(work, team_id, role_id, version, body.model_dump())

    return await call.put(q.SHARED_ROLE, role_id, body, create, replace, place=_place(team_id), team_id=team_id)


@router.patch("/teams/{team_id}/roles/{role_id}", response_model=s.SharedRoleRead)
async def update_shared_role(call: Writes, team_id: TeamId, role_id: RoleId, body: s.SharedRolePatch) -> Response:
    """Say what a shared role is.

    The team's members. The six standard roles keep their names (409 standard-role).
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.restate(work, team_id, role_id, version, body.model_dump(exclude_unset=True))

    return await call.change(q.SHARED_ROLE, role_id, verb, team_id=team_id)


@router.delete("/teams/{team_id}/roles/{role_id}", status_code=204)
async def remove_shared_role(call: Writes, team_id: TeamId, role_id: RoleId) -> Response:
    """Drop a role of the team's own.

    Whoever holds it holds it no longer. The six standard roles stay (409 standard-role).
    """

    async def verb(work: Writing, _: int) -> None:
        await verbs.drop(work, team_id, role_id)

    return await call.remove(q.SHARED_ROLE, role_id, verb, team_id=team_id)


@router.get("/teams/{team_id}/roles/{role_id}/holdings", response_model=HoldingPage)
async def list_holdings(call: Reads, team_id: TeamId, role_id: RoleId, query: Annotated[s.HoldingsQuery, Query()]) -> Response:
    """List who held a role, the last one first."""
    return await call.page(q.HOLDING, query, q.HOLDINGS_FILTERS, role_id=role_id, team_id=team_id)


@router.post("/teams/{team_id}/roles/{role_id}/holdings", response_model=s.HoldingRead, status_code=201)
async def hand_over_role(call: Writes, team_id: TeamId, role_id: RoleId, body: s.HoldingNew) -> Response:
    """Hand a role over.

    The team's members. The present holding ends on the day on which the new one begins. The holder is a member who has not left
    (422 otherwise); two hand-overs at the same moment let one in (409 role-held).
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.hand_over(work, team_id, role_id, body)

    return await call.add(q.HOLDING, verb, place=f"{_place(team_id)}/{role_id}/holdings", role_id=role_id, team_id=team_id)


@router.get("/teams/{team_id}/roles/{role_id}/holdings/{holding_id}", response_model=s.HoldingRead)
async def get_holding(call: Reads, team_id: TeamId, role_id: RoleId, holding_id: HoldingId) -> Response:
    """Read one holding of a role."""
    return await call.read(q.HOLDING, id=holding_id, role_id=role_id, team_id=team_id)


@router.post("/teams/{team_id}/roles/{role_id}/holdings/{holding_id}/end", response_model=s.HoldingRead)
async def end_holding(call: Writes, team_id: TeamId, role_id: RoleId, holding_id: HoldingId, body: s.HoldingEnd) -> Response:
    """Put a role down.

    The team's members. The role has a gap until somebody takes it on.
    """

    async def verb(work: Writing) -> None:
        await verbs.put_down(work, team_id, role_id, holding_id, body)

    return await call.do(q.HOLDING, verb, record=holding_id, role_id=role_id, team_id=team_id)
