"""What happens in community groups: the gifts they seek or have, their sessions, and who of one's own was there."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.community.groups import happening_schemas as s
from api.domain.community.groups import queries as q
from api.domain.community.groups import service
from api.domain.community.groups import taking_part_schemas as t
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("community-groups")
GroupGiftPage = page_of(s.GroupGiftRead)
GroupSessionPage = page_of(s.GroupSessionRead)
GroupAttendancePage = page_of(t.GroupAttendanceRead)
GroupMembershipPage = page_of(t.GroupMembershipRead)
Reads = Annotated[Call, Requires("community:read")]
Writes = Annotated[Call, Requires("community:write")]
GroupId = Annotated[UUID, Path(description="The group's id.")]
SessionId = Annotated[UUID, Path(description="The session's id.")]


@router.get("/community-groups/{group_id}/gifts", response_model=GroupGiftPage)
async def list_group_gifts(call: Reads, group_id: GroupId, query: Annotated[s.GroupGiftsQuery, Query()]) -> Response:
    """List the gifts that a group seeks or has.

    Everyone of the provider.
    """
    return await call.page(q.GIFT, query, q.GIFTS_FILTERS, group_id=group_id)


@router.post("/community-groups/{group_id}/gifts", response_model=s.GroupGiftRead, status_code=201)
async def add_group_gift(call: Writes, group_id: GroupId, body: s.GroupGiftNew) -> Response:
    """Write down a gift that a group seeks or has.

    Whoever writes groups; a person for those that they run.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_gift(work, group_id, body, id_=body.id or new_id())

    return await call.add(q.GIFT, verb, place=f"/community-groups/{group_id}/gifts", group_id=group_id)


@router.get("/community-groups/{group_id}/gifts/{record_id}", response_model=s.GroupGiftRead)
async def get_group_gift(call: Reads, group_id: GroupId, record_id: RecordId) -> Response:
    """Read a gift that a group seeks or has."""
    return await call.read(q.GIFT, id=record_id, group_id=group_id)


@router.put("/community-groups/{group_id}/gifts/{record_id}", response_model=s.GroupGiftRead)
async def put_group_gift(call: Writes, group_id: GroupId, record_id: NewRecordId, body: s.GroupGiftCreate) -> Response:
    """Write down a gift under an id of your own.

    For phones without signal: the same body again, at any later time, answers the gift as it is now. With If-Match it replaces
    what is said of it.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add_gift(work, group_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_gift_anew(work, group_id, record_id, version, body)

    return await call.put(
        q.GIFT, record_id, body, create, replace, place=f"/community-groups/{group_id}/gifts", group_id=group_id
    )


@router.patch("/community-groups/{group_id}/gifts/{record_id}", response_model=s.GroupGiftRead)
async def update_group_gift(call: Writes, group_id: GroupId, record_id: RecordId, body: s.GroupGiftPatch) -> Response:
    """Change what is said of a group's gift.

    Whoever writes groups; a person for those that they run. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_gift_anew(work, group_id, record_id, version, body)

    return await call.change(q.GIFT, record_id, verb, group_id=group_id)


@router.delete("/community-groups/{group_id}/gifts/{record_id}", status_code=204)
async def remove_group_gift(call: Writes, group_id: GroupId, record_id: RecordId) -> Response:
    """Take a group's gift away: it is no longer sought, or no longer there."""
    return await call.remove(q.GIFT, record_id, group_id=group_id)


@router.get("/community-groups/{group_id}/sessions", response_model=GroupSessionPage)
async def list_group_sessions(call: Reads, group_id: GroupId, query: Annotated[s.GroupSessionsQuery, Query()]) -> Response:
    """List a group's sessions, the last one first.

    Everyone of the provider. How many came is what somebody counted; it names nobody and is made of no records about people.
    """
    return await call.page(q.SESSION, query, q.SESSIONS_FILTERS, group_id=group_id)


@router.post("/community-groups/{group_id}/sessions", response_model=s.GroupSessionRead, status_code=201)
async def add_group_session(call: Writes, group_id: GroupId, body: s.GroupSessionNew) -> Response:
    """Write down that a group met.

    Whoever writes groups; a person for those that they run. Not for a day to come. Also for a group that has ended: it did meet.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_session(work, group_id, body, id_=body.id or new_id())

    return await call.add(q.SESSION, verb, place=f"/community-groups/{group_id}/sessions", group_id=group_id)


@router.get("/community-groups/{group_id}/sessions/{record_id}", response_model=s.GroupSessionRead)
async def get_group_session(call: Reads, group_id: GroupId, record_id: RecordId) -> Response:
    """Read a session of a group."""
    return await call.read(q.SESSION, id=record_id, group_id=group_id)


@router.put("/community-groups/{group_id}/sessions/{record_id}", response_model=s.GroupSessionRead)
async def put_group_session(call: Writes, group_id: GroupId, record_id: NewRecordId, body: s.GroupSessionCreate) -> Response:
    """Write a session down under an id of your own.

    For phones without signal: the same body again, at any later time, answers the session as it is now. With If-Match it replaces
    what is said of it.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add_session(work, group_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_session_anew(work, group_id, record_id, version, body)

    return await call.put(
        q.SESSION, record_id, body, create, replace, place=f"/community-groups/{group_id}/sessions", group_id=group_id
    )


@router.patch("/community-groups/{group_id}/sessions/{record_id}", response_model=s.GroupSessionRead)
async def update_group_session(call: Writes, group_id: GroupId, record_id: RecordId, body: s.GroupSessionPatch) -> Response:
    """Change what is said of a session.

    Whoever writes groups; a person for those that they run. Needs If-Match. Another day is the day of everybody who was there.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_session_anew(work, group_id, record_id, version, body)

    return await call.change(q.SESSION, record_id, verb, group_id=group_id)


@router.delete("/community-groups/{group_id}/sessions/{record_id}", status_code=204)
async def remove_group_session(call: Writes, group_id: GroupId, record_id: RecordId) -> Response:
    """Take away a session written down by mistake.

    What people have in their own records of it stays theirs, and the answer is the same whether there is any.
    """
    return await call.remove(q.SESSION, record_id, group_id=group_id)


@router.get("/group-sessions/{session_id}/attendances", response_model=GroupAttendancePage)
async def list_attendances_of_session(
    call: Reads, session_id: SessionId, query: Annotated[t.GroupAttendancesQuery, Query()]
) -> Response:
    """List who of those whom you see was at a session.

    A person sees themself, a team the people it supports, family and a connector whoever shares it with them. Others may have
    been there too: nothing here tells.
    """
    return await call.page(q.ATTENDANCE, query, q.ATTENDANCES_FILTERS, session_id=session_id)


@router.get("/community-groups/{group_id}/memberships", response_model=GroupMembershipPage)
async def list_memberships_of_group(
    call: Reads, group_id: GroupId, query: Annotated[t.GroupMembershipsQuery, Query()]
) -> Response:
    """List who of those whom you see takes part in a group.

    A person sees themself, a team the people it supports, family and a connector whoever shares it with them. Others may take
    part too: nothing here tells, nor does a count.
    """
    return await call.page(q.MEMBERSHIP, query, q.MEMBERSHIPS_FILTERS, group_id=group_id)
