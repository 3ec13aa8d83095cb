"""Who is of a circle: invited, joined, declined, left; who facilitates; who signs in as a member."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.circles.members import queries as q
from api.domain.circles.members import schemas as s
from api.domain.circles.members import service
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.circles import CircleId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("circle-members")
CircleMemberPage = page_of(s.CircleMemberRead)
Reads = Annotated[Call, Requires("circles:read")]
Writes = Annotated[Call, Requires("circles:write")]
MemberId = Annotated[UUID, Path(description="The circle member's id.")]
NewMemberId = Annotated[NewId, Path(description="A UUIDv7 of your own making, or the id of a member who is there.")]


@router.get("/circles/{circle_id}/members", response_model=CircleMemberPage)
async def list_members_of_circle(call: Reads, circle_id: CircleId, query: Annotated[s.CircleMembersQuery, Query()]) -> Response:
    """List who is of a circle, who is invited, and who left.

    In the order in which they were asked in. Whoever reads the circle; a coach without how to reach them.
    """
    return await call.page(q.MEMBER, query, q.MEMBERS_FILTERS, circle_id=circle_id)


@router.post("/circles/{circle_id}/members", response_model=s.CircleMemberRead, status_code=201)
async def invite_to_circle(call: Writes, circle_id: CircleId, body: s.CircleMemberNew) -> Response:
    """Ask somebody into a circle.

    The person, the team, the connector, and family who have joined it. Nobody reads anything by being invited, with an account
    or without. Refused with circle-ended, and with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.invite(work, circle_id, body, id_=body.id or new_id())

    return await call.add(q.MEMBER, verb, place="/circle-members")


@router.get("/circle-members", response_model=CircleMemberPage)
async def list_circle_members(call: Reads, query: Annotated[s.AllCircleMembersQuery, Query()]) -> Response:
    """List the members of all circles within reach."""
    return await call.page(q.MEMBER, query, q.MEMBERS_FILTERS)


@router.get("/circle-members/{circle_member_id}", response_model=s.CircleMemberRead)
async def get_circle_member(call: Reads, circle_member_id: MemberId) -> Response:
    """Read a member of a circle.

    Whoever reads the circle; a coach without contacts and reasons.
    """
    return await call.read(q.MEMBER, id=circle_member_id)


@router.put("/circle-members/{circle_member_id}", response_model=s.CircleMemberRead)
async def put_circle_member(call: Writes, circle_member_id: NewMemberId, body: s.CircleMemberCreate) -> Response:
    """Ask somebody in under an id of your own.

    For phones without signal: the same body again, at any later time, answers the member as they are now. With If-Match it says
    anew who they are and how they are reached (not family). Who may: as POST /circles/{circle_id}/members.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.invite(work, body.circle_id, body, id_=circle_member_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.replace(work, circle_member_id, version, body)

    return await call.put(q.MEMBER, circle_member_id, body, create, replace, place="/circle-members")


@router.patch("/circle-members/{circle_member_id}", response_model=s.CircleMemberRead)
async def update_circle_member(call: Writes, circle_member_id: MemberId, body: s.CircleMemberPatch) -> Response:
    """Change what is known of a member.

    Who they are and how they are reached. The person, the team, the connector. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_member_id, version, body)

    return await call.change(q.MEMBER, circle_member_id, verb)


@router.post("/circle-members/{circle_member_id}/join", response_model=s.CircleMemberRead)
async def join_circle(call: Writes, circle_member_id: MemberId, body: s.CircleMemberJoining) -> Response:
    """Say that somebody who was invited has joined.

    The person, the team or the connector say so. From the next request on, who signs in as this member reads the circle, and
    what the person shares with it. Refused with circle-member-move-not-allowed unless they are invited.
    """

    async def verb(work: Writing) -> None:
        await service.join(work, circle_member_id, body)

    return await call.do(q.MEMBER, verb, record=circle_member_id)


@router.post("/circle-members/{circle_member_id}/decline", response_model=s.CircleMemberRead)
async def decline_circle(call: Writes, circle_member_id: MemberId, body: s.CircleMemberDeclining) -> Response:
    """Say that somebody who was invited would rather not.

    The person, the team or the connector say so. Who changes their mind is invited anew.
    """

    async def verb(work: Writing) -> None:
        await service.decline(work, circle_member_id, body)

    return await call.do(q.MEMBER, verb, record=circle_member_id)


@router.post("/circle-members/{circle_member_id}/leave", response_model=s.CircleMemberRead)
async def leave_circle(call: Writes, circle_member_id: MemberId, body: s.CircleMemberLeaving) -> Response:
    """Say that a member leaves, today.

    Family leave themselves, with a reason or without; the person, the team and the connector say it of a member, with the
    reason. This answer is the last that a family member who left is given: what they read of the circle and the person ends
    with the next request.
    """

    async def verb(work: Writing) -> None:
        await service.leave(work, circle_member_id, body)

    return await call.do(q.MEMBER, verb, record=circle_member_id)


@router.post("/circle-members/{circle_member_id}/facilitator/take-up", response_model=s.CircleMemberRead)
async def take_up_facilitating(call: Writes, circle_member_id: MemberId) -> Response:
    """Say that a member facilitates the circle.

    Somebody who has joined (not-joined), one at a time (facilitator-held). The person, the team or the connector say so. Again
    changes nothing.
    """

    async def verb(work: Writing) -> None:
        await service.facilitate(work, circle_member_id, takes_up=True)

    return await call.do(q.MEMBER, verb, record=circle_member_id)


@router.post("/circle-members/{circle_member_id}/facilitator/lay-down", response_model=s.CircleMemberRead)
async def lay_down_facilitating(call: Writes, circle_member_id: MemberId) -> Response:
    """Say that a member facilitates no more.

    The circle has a gap then, and goes on. The person, the team or the connector say so. Again changes nothing.
    """

    async def verb(work: Writing) -> None:
        await service.facilitate(work, circle_member_id, takes_up=False)

    return await call.do(q.MEMBER, verb, record=circle_member_id)


@router.put("/circle-members/{circle_member_id}/account", response_model=s.CircleMemberRead)
async def set_circle_member_account(call: Writes, circle_member_id: MemberId, body: s.CircleMemberAccount) -> Response:
    """Say who signs in as a member.

    The manager's: an account of the provider that holds the role family (not-a-family-account), one member of the circle at a
    time (account-in-circle). With null nobody does any more, from the next request on. It opens nothing before they have joined.
    Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.sign_in_as(work, circle_member_id, version, body)

    return await call.change(q.MEMBER, circle_member_id, verb)
