"""A person's own part in community groups: since when, what it means to them, which sessions they were at."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.community.groups import queries as q
from api.domain.community.groups import taking_part as service
from api.domain.community.groups import taking_part_schemas as s
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("group-memberships")
GroupMembershipPage = page_of(s.GroupMembershipRead)
GroupAttendancePage = page_of(s.GroupAttendanceRead)
Reads = Annotated[Call, Requires("community:read")]
Writes = Annotated[Call, Requires("community:write")]


def _memberships(person: UUID) -> str:
    return f"/people/{person}/group-memberships"


def _attendances(person: UUID) -> str:
    return f"/people/{person}/group-attendances"


@router.get("/people/{person_id}/group-memberships", response_model=GroupMembershipPage)
async def list_group_memberships(
    call: Reads, person_id: PersonId, query: Annotated[s.GroupMembershipsQuery, Query()]
) -> Response:
    """List the groups in which a person takes part.

    The last joined first, those they left too. The person, their team, its coaches, the manager; family and a connector while
    the person shares their community life.
    """
    return await call.page(q.MEMBERSHIP, query, q.MEMBERSHIPS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/group-memberships", response_model=s.GroupMembershipRead, status_code=201)
async def join_group(call: Writes, person_id: PersonId, body: s.GroupMembershipNew) -> Response:
    """Write down that a person takes part in a group.

    The person, their team, the manager, a connector with whom they share. Refused with group-ended for a group that has ended,
    group-joined-already while they take part, person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.join(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.MEMBERSHIP, verb, place=_memberships(person_id), person_id=person_id)


@router.get("/people/{person_id}/group-memberships/{record_id}", response_model=s.GroupMembershipRead)
async def get_group_membership(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a person's part in a group."""
    return await call.read(q.MEMBERSHIP, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/group-memberships/{record_id}", response_model=s.GroupMembershipRead)
async def put_group_membership(
    call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.GroupMembershipCreate
) -> Response:
    """Write a membership down under an id of your own.

    For phones without signal: the same body again, at any later time, answers the membership as it is now. With If-Match it
    replaces what is said of it; the group stays.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.join(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_membership_anew(work, person_id, record_id, version, body)

    return await call.put(q.MEMBERSHIP, record_id, body, create, replace, place=_memberships(person_id), person_id=person_id)


@router.patch("/people/{person_id}/group-memberships/{record_id}", response_model=s.GroupMembershipRead)
async def update_group_membership(
    call: Writes, person_id: PersonId, record_id: RecordId, body: s.GroupMembershipPatch
) -> Response:
    """Change what is said of a person's part in a group.

    Whoever may write for the person. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_membership_anew(work, person_id, record_id, version, body)

    return await call.change(q.MEMBERSHIP, record_id, verb, person_id=person_id)


@router.post("/people/{person_id}/group-memberships/{record_id}/leaving", response_model=s.GroupMembershipRead)
async def leave_group(call: Writes, person_id: PersonId, record_id: RecordId, body: s.GroupLeaving) -> Response:
    """Write down that a person left a group, and why.

    Whoever may write for the person. It stays readable. Refused with group-left-already the second time; if they go again, they
    join anew.
    """

    async def verb(work: Writing) -> None:
        await service.leave(work, person_id, record_id, body)

    return await call.do(q.MEMBERSHIP, verb, record=record_id, person_id=person_id)


@router.delete("/people/{person_id}/group-memberships/{record_id}", status_code=204)
async def remove_group_membership(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away a membership written down by mistake.

    One that was is left instead, and stays readable.
    """
    return await call.remove(q.MEMBERSHIP, record_id, person_id=person_id)


@router.get("/people/{person_id}/group-attendances", response_model=GroupAttendancePage)
async def list_group_attendances(
    call: Reads, person_id: PersonId, query: Annotated[s.GroupAttendancesQuery, Query()]
) -> Response:
    """List the sessions that a person was at.

    The last one first. The person, their team, its coaches, the manager; family and a connector while the person shares their
    community life.
    """
    return await call.page(q.ATTENDANCE, query, q.ATTENDANCES_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/group-attendances", response_model=s.GroupAttendanceRead, status_code=201)
async def add_group_attendance(call: Writes, person_id: PersonId, body: s.GroupAttendanceNew) -> Response:
    """Write down that a person was at a session.

    The person, their team, the manager, a connector with whom they share; whether they are a member or came to look. Refused with
    group-attended-already the second time, person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.attend(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.ATTENDANCE, verb, place=_attendances(person_id), person_id=person_id)


@router.get("/people/{person_id}/group-attendances/{record_id}", response_model=s.GroupAttendanceRead)
async def get_group_attendance(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read that a person was at a session."""
    return await call.read(q.ATTENDANCE, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/group-attendances/{record_id}", response_model=s.GroupAttendanceRead)
async def put_group_attendance(
    call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.GroupAttendanceCreate
) -> Response:
    """Write an attendance down under an id of your own.

    For phones without signal: the same body again, at any later time, answers the attendance as it is now. With If-Match it
    replaces the words of it; the session stays.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.attend(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_attendance_anew(work, person_id, record_id, version, body)

    return await call.put(q.ATTENDANCE, record_id, body, create, replace, place=_attendances(person_id), person_id=person_id)


@router.patch("/people/{person_id}/group-attendances/{record_id}", response_model=s.GroupAttendanceRead)
async def update_group_attendance(
    call: Writes, person_id: PersonId, record_id: RecordId, body: s.GroupAttendancePatch
) -> Response:
    """Change the words about a session that a person was at.

    Whoever may write for the person. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_attendance_anew(work, person_id, record_id, version, body)

    return await call.change(q.ATTENDANCE, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/group-attendances/{record_id}", status_code=204)
async def remove_group_attendance(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away an attendance written down by mistake."""
    return await call.remove(q.ATTENDANCE, record_id, person_id=person_id)
