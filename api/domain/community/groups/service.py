"""Verbs about community groups: beginning one, changing it, making it public, letting it rest; its gifts and its sessions."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.community.groups import errors
from api.domain.community.groups import happening_schemas as h
from api.domain.community.groups import queries as q
from api.domain.community.groups import schemas as s
from api.domain.community.groups.models import CommunityGroup, GroupGift, GroupSession, GroupStatus
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.domain.shared.fields import folded
from api.domain.shared.recurrence.dates import checked
from api.domain.shared.table import Record
from api.storage.writing import ANY_VERSION, Writing

BEGUN_BEFORE: Final = timedelta(days=20 * 366)
BEGINS_AHEAD: Final = timedelta(days=731)
NOT_YOURS_TO_ASSURE: Final = "That a group is assured, or public, is said by a team member, a connector or the manager."
MOVES: Final[Mapping[GroupStatus, frozenset[GroupStatus]]] = {
    GroupStatus.active: frozenset({GroupStatus.resting, GroupStatus.ended}),
    GroupStatus.resting: frozenset({GroupStatus.active, GroupStatus.ended}),
    GroupStatus.ended: frozenset({GroupStatus.active}),
}


# ---- the group -------------------------------------------------------------------------------------------------------
async def begin(work: Writing, body: s.CommunityGroupCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write a group down. A person who does runs it; whoever supports people does not by that."""
    values = _fitting(work, body.model_dump(exclude={"id"}))
    runs = {"run_by_account_id": work.asker.subject} if work.reader == Role.person else {}
    return await work.add(CommunityGroup, {**values, **runs, "id": id_, "created_digest": made_of})


async def say_anew(work: Writing, group: UUID, version: int, body: s.CommunityGroupPatch | s.CommunityGroupCreate) -> None:
    """Change what is said of it: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.CommunityGroupPatch), exclude={"id"})
    if (
        isinstance(body, s.CommunityGroupCreate)
        and work.reader == Role.person
        and (body.assured_on, body.assured_by) == (None, None)
    ):
        # What they may not say they do not take back either.
        del changes["assured_on"], changes["assured_by"]
    if not changes.keys().isdisjoint(q.WHEN):
        state = await _state(work, group)
        before = dict(zip(q.WHEN, state[2:], strict=True))
        changes |= {"rrule": _rule({**before, **changes})}
    await work.change(CommunityGroup, group, version, _fitting(work, changes, known=True))


async def publish(work: Writing, group: UUID) -> None:
    """Make it public. GroupNotFindableError (a rule of the database) where nobody could go."""
    status, published_at, *_ = await _state(work, group)
    if work.reader == Role.person:
        raise ForbiddenError(NOT_YOURS_TO_ASSURE)
    if published_at is not None:
        raise errors.GroupPublicationError
    if status == GroupStatus.ended:
        raise errors.GroupEndedError
    await work.change(CommunityGroup, group, ANY_VERSION, {"published_at": utc_now()})


async def withdraw(work: Writing, group: UUID, because: str | None) -> None:
    """It is public no more."""
    _, published_at, *_ = await _state(work, group)
    if published_at is None:
        raise errors.GroupPublicationError
    if because is not None:
        work.because(because)
    await work.change(CommunityGroup, group, ANY_VERSION, {"published_at": None})


async def move(work: Writing, group: UUID, body: s.GroupStatusMove) -> None:
    """It rests, ends, or is taken up again. What ended is public no more."""
    status, *_ = await _state(work, group)
    if body.to not in MOVES[GroupStatus(status)]:
        raise errors.GroupMoveError(pointer="/to")
    if body.to is not GroupStatus.active and body.because is None:
        raise errors.GroupReasonError(pointer="/because")
    values: dict[str, Any] = {"status": body.to, "status_on": london_today(), "status_because": body.because}
    if body.to is GroupStatus.ended:
        values["published_at"] = None
    await work.change(CommunityGroup, group, ANY_VERSION, values)


async def goes_on(work: Writing, group: UUID) -> None:
    """GroupEndedError for a group that has ended."""
    status, *_ = await _state(work, group)
    if status == GroupStatus.ended:
        raise errors.GroupEndedError


# ---- what happens in it ----------------------------------------------------------------------------------------------
async def add_gift(work: Writing, group: UUID, body: h.GroupGiftCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a gift that a group seeks or has."""
    return await _add_to(work, GroupGift, group, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of})


async def say_gift_anew(work: Writing, group: UUID, gift: UUID, version: int, body: h.GroupGiftPatch | h.GroupGiftCreate) -> None:
    """Change what is said of a gift."""
    changes = body.model_dump(exclude_unset=isinstance(body, h.GroupGiftPatch), exclude={"id"})
    await work.change(GroupGift, gift, version, changes, group_id=group)


async def add_session(work: Writing, group: UUID, body: h.GroupSessionCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down that the group met."""
    return await _add_to(work, GroupSession, group, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of})


async def say_session_anew(
    work: Writing, group: UUID, session: UUID, version: int, body: h.GroupSessionPatch | h.GroupSessionCreate
) -> None:
    """Change what is said of a session. Its day changes with those who were there."""
    changes = body.model_dump(exclude_unset=isinstance(body, h.GroupSessionPatch), exclude={"id"})
    await work.change(GroupSession, session, version, changes, group_id=group)


async def _add_to(work: Writing, cls: type[Record], group: UUID, values: Mapping[str, Any]) -> UUID:
    await _state(work, group)
    return await work.add(cls, {**values, "group_id": group})


# ---- what fits together ----------------------------------------------------------------------------------------------
async def _state(work: Writing, group: UUID) -> tuple[Any, ...]:
    found = await work.find(q.STATE, id=group, organisation=work.asker.organisation)
    if found is None:
        raise NotThereError
    return found


def _fitting(work: Writing, values: dict[str, Any], *, known: bool = False) -> dict[str, Any]:
    """The values as they are kept. The database holds what must hold together; here it is said where in the body."""
    if work.reader == Role.person and any(values.get(name) is not None for name in ("assured_on", "assured_by")):
        raise ForbiddenError(NOT_YOURS_TO_ASSURE, pointer="/assured_on")
    if not known:
        values["rrule"] = _rule(values)
    if "name" in values:
        values["name_key"] = folded(values["name"])
    return values


def _rule(values: Mapping[str, Any]) -> str | None:
    """The rule in its normal form: it can be read, and gives a day from the first on."""
    rule, first, begins_at = values["rrule"], values["first_on"], values["begins_at"]
    if first is not None:
        _within_reach(first)
    if rule is None:
        return None
    if first is None or begins_at is None:
        raise errors.GroupWhenError(pointer="/first_on" if first is None else "/begins_at")
    try:
        return checked(rule, datetime.combine(first, time.fromisoformat(begins_at)))
    except ValueError as error:
        raise errors.GroupRuleError(str(error), pointer="/rrule") from error


def _within_reach(first: date) -> None:
    if not london_today() - BEGUN_BEFORE <= first <= london_today() + BEGINS_AHEAD:
        raise errors.GroupFirstError(pointer="/first_on")
