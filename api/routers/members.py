"""Team members: who joins, who leaves, and what the team keeps about them."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.teams import member_schemas as s
from api.domain.teams import members as verbs
from api.domain.teams import queries as q
from api.domain.workflows.leaving import leave
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("members")
MemberPage = page_of(s.MemberRead)
Reads = Annotated[Call, Requires("teams:read")]
Writes = Annotated[Call, Requires("members:write")]
MemberId = Annotated[UUID, Path(description="The member's id.")]


def _place(team: UUID) -> str:
    return f"/teams/{team}/members"


@router.get("/teams/{team_id}/members", response_model=MemberPage)
async def list_members(call: Reads, team_id: TeamId, query: Annotated[s.MembersQuery, Query()]) -> Response:
    """List the members of a team, by name.

    Team mates, their coaches and the manager; a person sees the names and days of the team that supports them. `active=true`
    leaves out who has left.
    """
    return await call.page(q.MEMBER, query, q.MEMBERS_FILTERS, team_id=team_id)


@router.post("/teams/{team_id}/members", response_model=s.MemberRead, status_code=201)
async def add_member(call: Writes, team_id: TeamId, body: s.MemberNew) -> Response:
    """Take somebody on.

    A member of the team does. A manager adds the founding members: while no member of the team can sign in, and not after
    (409 team-decides). A team has at most 12 active members (409 team-full), and one that has ended takes nobody on
    (409 team-ended). Only a manager says with which account a member signs in.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.join(work, team_id, body)

    return await call.add(q.MEMBER, verb, place=_place(team_id), team_id=team_id)


@router.get("/teams/{team_id}/members/{member_id}", response_model=s.MemberRead)
async def get_member(call: Reads, team_id: TeamId, member_id: MemberId) -> Response:
    """Read a team member.

    Team mates, coaches and the manager read all of it; a person whom the team supports reads names and days.
    """
    return await call.read(q.MEMBER, id=member_id, team_id=team_id)


@router.put("/teams/{team_id}/members/{member_id}", response_model=s.MemberRead)
async def put_member(call: Writes, team_id: TeamId, member_id: NewRecordId, body: s.MemberCreate) -> Response:
    """Take somebody on under an id of your own.

    As adding a member; the same body again, at any later time, answers the member as they are now. With If-Match it replaces
    what the record says, by the rules of changing one.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await verbs.join(work, team_id, body, id_=member_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        changes = body.model_dump(exclude={"joined_on"} if body.joined_on is None else None)
        await verbs.correct(work, team_id, member_id, version, changes)

    return await call.put(q.MEMBER, member_id, body, create, replace, place=_place(team_id), team_id=team_id)


@router.patch("/teams/{team_id}/members/{member_id}", response_model=s.MemberRead)
async def update_member(call: Writes, team_id: TeamId, member_id: MemberId, body: s.MemberPatch) -> Response:
    """Change a member's record.

    The team changes names, days, background and contracted minutes; a manager changes `account_id` and nothing else (403). The
    account must hold the role carer. Taking the account away ends what the member could read, at the next request.
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.correct(work, team_id, member_id, version, body.model_dump(exclude_unset=True))

    return await call.change(q.MEMBER, member_id, verb, team_id=team_id)


@router.post("/teams/{team_id}/members/{member_id}/leaving", response_model=s.MemberRead)
async def record_leaving(call: Writes, team_id: TeamId, member_id: MemberId, body: s.MemberLeaving) -> Response:
    """Record that a member leaves.

    A member of the team does, also for themself; a manager only while no member of the team can sign in (409 team-decides).
    The shared roles they hold become gaps, their places in people's small teams end, the visits they were to come to need
    somebody else, and their access ends, at the next request. If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await leave(work, team_id, member_id, version, body)

    return await call.do(q.MEMBER, verb, record=member_id, team_id=team_id)
