"""Verbs about people who take part in groups: joining, leaving, having been there; and a group born from a person's remark."""

from uuid import UUID

from api.domain.access.roles import Role
from api.domain.community.adding import add_to_community
from api.domain.community.groups import errors, service
from api.domain.community.groups import queries as q
from api.domain.community.groups import taking_part_schemas as t
from api.domain.community.groups.models import GroupAttendance, GroupMembership, GroupOrigin
from api.domain.people.gifts import service as gifts
from api.domain.people.models import Person
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing


async def born(work: Writing, person: UUID, body: t.CommunityGroupBirth) -> UUID:
    """A group born from a person's remark: the group, the remark, the membership and the gifts, all of it or nothing."""
    if work.reader != Role.connector:
        await work.version_of(Person, person)  # before anything else: whose person it is, not what the caller writes else
    group = await service.begin(work, body.group, id_=body.group.id or new_id())
    await add_to_community(work, GroupOrigin, {"id": new_id(), "group_id": group, "words": body.words}, person)
    joined = body.membership or t.FirstMembership()
    await join(work, person, t.GroupMembershipCreate(group_id=group, **joined.model_dump()), id_=new_id())
    if body.gift is not None:
        await gifts.add(work, person, body.gift, id_=new_id())
    for gift in body.seeks:
        await service.add_gift(work, group, gift, id_=new_id())
    return group


async def say_origin_anew(work: Writing, person: UUID, origin: UUID, version: int, body: t.GroupOriginPatch) -> None:
    """Put the remark in other words."""
    await work.change(GroupOrigin, origin, version, body.model_dump(exclude_unset=True), person_id=person)


async def join(work: Writing, person: UUID, body: t.GroupMembershipCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """The person takes part. GroupEndedError where nobody does any more."""
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    values["joined_on"] = body.joined_on or london_today()
    membership = await add_to_community(work, GroupMembership, values, person)
    await service.goes_on(work, body.group_id)
    return membership


async def say_membership_anew(
    work: Writing, person: UUID, membership: UUID, version: int, body: t.GroupMembershipPatch | t.GroupMembershipCreate
) -> None:
    """Change what is said of it. The group stays: another one is another membership."""
    changes = body.model_dump(exclude_unset=True, exclude={"id", "group_id"})
    if isinstance(body, t.GroupMembershipCreate):
        changes = {"words": body.words} | ({"joined_on": body.joined_on} if body.joined_on else {})
        await work.change(GroupMembership, membership, version, changes, person_id=person, group_id=body.group_id)
        return
    await work.change(GroupMembership, membership, version, changes, person_id=person)


async def leave(work: Writing, person: UUID, membership: UUID, body: t.GroupLeaving) -> None:
    """The person takes part no more. GroupLeftError the second time."""
    state = await work.find(q.membership_state(work.reader), id=membership, person=person)
    if state is None:
        raise NotThereError
    if state[1] is not None:
        raise errors.GroupLeftError
    on = body.on or max(london_today(), state[0])
    values = {"left_on": on, "left_because": body.because}
    await work.change(GroupMembership, membership, ANY_VERSION, values, person_id=person)


async def attend(work: Writing, person: UUID, body: t.GroupAttendanceCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """The person was at a session; which group and what day the session says."""
    state = await work.find(q.SESSION_STATE, id=body.session_id, organisation=work.asker.organisation)
    if state is None:
        raise NotThereError
    group, held_on, gone = state
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of, "group_id": group, "held_on": held_on}
    attendance = await add_to_community(work, GroupAttendance, values, person)
    if gone:
        raise NotThereError
    return attendance


async def say_attendance_anew(
    work: Writing, person: UUID, attendance: UUID, version: int, body: t.GroupAttendancePatch | t.GroupAttendanceCreate
) -> None:
    """Change the words of it. The session stays: another one is another attendance."""
    if isinstance(body, t.GroupAttendanceCreate):
        changes, by = {"words": body.words}, {"person_id": person, "session_id": body.session_id}
    else:
        changes, by = body.model_dump(exclude_unset=True), {"person_id": person}
    await work.change(GroupAttendance, attendance, version, changes, **by)
