"""Verbs about who is of a circle: asked in, joined, declined, left; who facilitates; who signs in; and their gifts."""

from typing import NamedTuple
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.circles import errors
from api.domain.circles.members import queries as q
from api.domain.circles.members import schemas as s
from api.domain.circles.models import CircleMember, CircleMemberGift, CircleMemberState
from api.domain.circles.service import goes_on
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.storage.writing import ANY_VERSION, Writing

OF_THE_CIRCLE = (CircleMemberState.invited, CircleMemberState.joined)
SAID_FOR_THEM = "That somebody joins, declines or facilitates is said by the person, their team or the connector."


class _Where(NamedTuple):
    circle: UUID
    state: CircleMemberState
    facilitator: bool


async def invite(
    work: Writing, circle: UUID, body: s.CircleMemberNew | s.CircleMemberCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Ask somebody in. They read nothing before they have joined, with an account or without."""
    values = body.model_dump(exclude={"id", "circle_id"}) | {"id": id_, "created_digest": made_of}
    values["invited_on"] = body.invited_on or london_today()
    member = await work.add(CircleMember, values, circle_id=circle)
    await goes_on(work, circle)
    return member


async def replace(work: Writing, member: UUID, version: int, body: s.CircleMemberCreate) -> None:
    """Say anew who they are and how they are reached."""
    changes = body.model_dump(exclude={"circle_id"})
    if body.invited_on is None:
        del changes["invited_on"]
    await work.change(CircleMember, member, version, changes, circle_id=body.circle_id)


async def say_anew(work: Writing, member: UUID, version: int, body: s.CircleMemberPatch) -> None:
    """Change what is known of them."""
    await work.change(CircleMember, member, version, body.model_dump(exclude_unset=True))


async def join(work: Writing, member: UUID, body: s.CircleMemberJoining) -> None:
    """They have said yes. From the next request on, who signs in as them is of the circle."""
    now = await _said_by_others(work, member)
    if now.state is not CircleMemberState.invited:
        raise errors.CircleMemberMoveError
    await goes_on(work, now.circle)
    await work.change(
        CircleMember, member, ANY_VERSION, {"state": CircleMemberState.joined, "joined_on": body.on or london_today()}
    )


async def decline(work: Writing, member: UUID, body: s.CircleMemberDeclining) -> None:
    """They would rather not."""
    now = await _said_by_others(work, member)
    if now.state is not CircleMemberState.invited:
        raise errors.CircleMemberMoveError
    if body.because is not None:
        work.because(body.because)
    await work.change(CircleMember, member, ANY_VERSION, {"state": CircleMemberState.declined})


async def leave(work: Writing, member: UUID, body: s.CircleMemberLeaving) -> None:
    """They leave today: what they read of the circle and the person ends with the next request."""
    now = await _where(work, member)
    if now.state is not CircleMemberState.joined:
        raise errors.CircleMemberMoveError
    if work.reader == Role.family:
        if await work.find(q.THEMSELF, id=member, account=work.asker.subject) is None:
            raise ForbiddenError("You leave a circle yourself. For another member the person, their team or the connector does.")
        await work.rows(q.LEAVE, member=member, because=body.because)
        return
    if body.because is None:
        raise errors.CircleReasonError(pointer="/because")
    values = {"state": CircleMemberState.left, "left_on": london_today(), "left_because": body.because, "facilitator": False}
    await work.change(CircleMember, member, ANY_VERSION, values)


async def facilitate(work: Writing, member: UUID, *, takes_up: bool) -> None:
    """They take the circle's facilitating up, or lay it down. One at a time; again is fine and changes nothing."""
    now = await _said_by_others(work, member)
    if now.state is not CircleMemberState.joined:
        raise errors.NotJoinedError
    if now.facilitator is not takes_up:
        await work.change(CircleMember, member, ANY_VERSION, {"facilitator": takes_up})


async def sign_in_as(work: Writing, member: UUID, version: int, body: s.CircleMemberAccount) -> None:
    """The manager says who signs in as this member, or that nobody does any more."""
    await work.change(CircleMember, member, version, {"account_id": body.account_id})
    if body.account_id is not None and (await _where(work, member)).state not in OF_THE_CIRCLE:
        raise errors.CircleMemberGoneError


async def add_gift(
    work: Writing, member: UUID, body: s.CircleMemberGiftCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Write down a gift that a member has or seeks."""
    now = await _where(work, member)
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of, "member_id": member}
    gift = await work.add(CircleMemberGift, values, circle_id=now.circle)
    if now.state not in OF_THE_CIRCLE:
        raise errors.CircleMemberGoneError
    await goes_on(work, now.circle)
    return gift


async def say_gift_anew(
    work: Writing, member: UUID, gift: UUID, version: int, body: s.CircleMemberGiftPatch | s.CircleMemberGiftCreate
) -> None:
    """Change what is said of a gift: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.CircleMemberGiftPatch), exclude={"id"})
    await work.change(CircleMemberGift, gift, version, changes, member_id=member)


async def _where(work: Writing, member: UUID) -> _Where:
    found = await work.find(q.state(work.reader), id=member)
    if found is None:
        raise NotThereError
    return _Where(found[0], CircleMemberState(found[1]), found[2])


async def _said_by_others(work: Writing, member: UUID) -> _Where:
    now = await _where(work, member)
    if work.reader in (Role.family, Role.manager):
        raise ForbiddenError(SAID_FOR_THEM)
    return now
