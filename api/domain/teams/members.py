"""Verbs of members: joining, and keeping their record, profile and gifts."""

from typing import Any
from uuid import UUID

from api.domain.access import account_queries as accounts
from api.domain.access.roles import Role
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.fields import folded
from api.domain.shared.ids import new_id
from api.domain.teams import errors
from api.domain.teams import member_schemas as s
from api.domain.teams import models as m
from api.domain.teams import queries as q
from api.storage.writing import Writing


async def join(work: Writing, team: UUID, body: s.MemberCreate, *, id_: UUID | None = None, made_of: bytes | None = None) -> UUID:
    """Take somebody on: a member of the team does; a manager while nobody in the team can (its founding members)."""
    now = await work.find(q.STATE, id=team)
    if now is None:
        raise NotThereError
    if now[0] is not None:
        raise errors.TeamEndedError
    await may_act(work, team)
    if body.account_id is not None:
        await _may_link(work, body.account_id)
    values = body.model_dump(exclude={"id"})
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "joined_on": body.joined_on or london_today()}
    return await work.add(m.TeamMember, values | {"name_key": folded(body.name), "created_digest": made_of}, team_id=team)


async def may_act(work: Writing, team: UUID) -> None:
    """A manager acts for a team only while none of its members can sign in."""
    if work.asker.role is Role.manager and await work.find(q.CAN_ACT, team_id=team) is not None:
        raise errors.TeamDecidesError


async def _may_link(work: Writing, account: UUID) -> None:
    """Only a manager links, and only a carer's account of the organisation: it opens what the team keeps about people."""
    if work.asker.role is not Role.manager:
        raise errors.AccountLinkError(pointer="/account_id")
    if await work.find(accounts.ROLE_HELD, id=account, role=Role.carer) is None:
        raise errors.AccountNotCarerError(pointer="/account_id")


async def correct(work: Writing, team: UUID, member: UUID, version: int, changes: dict[str, Any]) -> None:
    """Change a member's record: the team all but the account, a manager the account."""
    now = await state(work, team, member)
    if changes.get("account_id", now.account) == now.account:
        changes.pop("account_id", None)
    if work.asker.role is Role.manager and (theirs := changes.keys() - {"account_id"}):
        raise errors.MembersOwnError(pointer="/" + min(theirs))
    if "account_id" in changes:
        if now.left_on is not None:
            raise errors.MemberLeftError
        if work.asker.role is not Role.manager:
            raise errors.AccountLinkError(pointer="/account_id")
        if changes["account_id"] is not None:
            await _may_link(work, changes["account_id"])
    if now.left_on is not None and changes.get("joined_on", now.joined_on) > now.left_on:
        raise errors.TeamDaysError(pointer="/joined_on")
    if "name" in changes:
        changes["name_key"] = folded(changes["name"])
    if changes.keys() & {"name", "preferred_name"}:
        work.do(q.RESTAMP_ROLES_OF, member_id=member)  # a role shows its holder's name
    await work.change(m.TeamMember, member, version, changes, team_id=team)


class State:
    """What the verbs need to know of a member."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.account, self.joined_on, self.left_on = row[:3]


async def state(work: Writing, team: UUID, member: UUID) -> State:
    """A member of a team that the asker reaches. NotThereError."""
    found = await work.find(q.MEMBER_STATE, id=member, team_id=team)
    if found is None:
        raise NotThereError
    return State(found)


async def _own_page(work: Writing, team: UUID, member: UUID) -> None:
    """Profile and gifts are written by the member, while they are one."""
    now = await state(work, team, member)
    if now.account != work.asker.subject or now.left_on is not None:
        raise errors.NotOwnPageError


async def write_profile(work: Writing, team: UUID, member: UUID, body: s.MemberProfileNew) -> UUID:
    """Add a version of the member's own one-page profile."""
    await _own_page(work, team, member)
    number = await work.find(q.NEXT_NUMBER, member_id=member)
    values = body.model_dump(exclude={"id"}) | {
        "id": body.id or new_id(),
        "member_id": member,
        "number": number[0] if number else 1,
    }
    return await work.add(m.MemberProfile, values, team_id=team)


async def add_gift(
    work: Writing, team: UUID, member: UUID, body: s.MemberGiftCreate, *, id_: UUID | None = None, made_of: bytes | None = None
) -> UUID:
    """Write down a gift of one's own."""
    await _own_page(work, team, member)
    values = body.model_dump(exclude={"id"})
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "member_id": member, "created_digest": made_of}
    return await work.add(m.MemberGift, values, team_id=team)


async def change_gift(work: Writing, team: UUID, member: UUID, gift: UUID, version: int, changes: dict[str, Any]) -> None:
    """Change a gift of one's own."""
    await _own_page(work, team, member)
    await work.change(m.MemberGift, gift, version, changes, member_id=member, team_id=team)


async def may_remove_gift(work: Writing, team: UUID, member: UUID) -> None:
    """Only one's own."""
    await _own_page(work, team, member)
