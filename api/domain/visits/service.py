"""Verbs about visits: planning them, changing the plan, closing them, and taking a closing back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.people.errors import PersonEndedError
from api.domain.people.models import PersonStatus
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.domain.visits import errors
from api.domain.visits import queries as q
from api.domain.visits import schemas as s
from api.domain.visits.models import AHEAD, MOST_HOURS, MOVES, SHORT_MINUTES, ClosedBy, CloseReason, Flag, Visit, VisitState
from api.storage.writing import ANY_VERSION, Writing

NOTHING: Final = timedelta()
LONGEST: Final = timedelta(hours=MOST_HOURS)
SHORT: Final = timedelta(minutes=SHORT_MINUTES)
PLANNED_LATE: Final = timedelta(hours=24)  # somebody writes in the evening what was arranged in the morning
PLANNED_AHEAD: Final = timedelta(days=731)
TIMES: Final = frozenset({"planned_start_at", "planned_end_at", "latest_at"})
OPENED_AGAIN: Final = {"closed_at": None, "closed_by": None, "close_reason": None, "close_words": None}


class Standing(NamedTuple):
    """How a visit stands, held until the verb has written."""

    person_id: UUID
    team_id: UUID
    provided_by_team_id: UUID
    series_id: UUID | None
    state: VisitState
    planned_start_at: datetime
    planned_end_at: datetime
    earliest_at: datetime | None
    latest_at: datetime | None
    members_needed: int
    member_ids: list[UUID]
    short_reason: str | None
    close_reason: str | None
    flags: list[str]


async def plan(work: Writing, body: s.VisitCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Plan a visit. What was sent before is answered as it is now, so what depends on the day is asked after the id."""
    values = body.model_dump(exclude={"id", "person_id"})
    _hold_together(values)
    state = state_of(body.member_ids, body.members_needed)
    await work.add(Visit, values | {"id": id_, "state": state, "created_digest": made_of}, person_id=body.person_id)
    _in_reach(body.planned_start_at)
    await hold_support(work, body.person_id)
    return id_


async def plan_anew(work: Writing, visit: UUID, version: int, body: s.VisitPatch | s.VisitCreate) -> None:
    """Change the plan: the members sent (a patch), or all of it (a replacement). Only while nobody has arrived."""
    person = await person_of(work, visit)
    changes = body.model_dump(exclude_unset=isinstance(body, s.VisitPatch), exclude={"id", "person_id"})
    if isinstance(body, s.VisitCreate) and body.person_id != person:
        raise errors.OtherPersonError(pointer="/person_id")
    await hold_support(work, person)
    now = await standing(work, visit)
    if now.state not in AHEAD:
        raise closed_or_begun(now.state)
    merged = now._asdict() | changes
    _hold_together(merged)
    if "planned_start_at" in changes and changes["planned_start_at"] != now.planned_start_at:
        _in_reach(changes["planned_start_at"])
    if not changes:
        await work.change(Visit, visit, version, {})
        return
    await work.change(Visit, visit, version, changes | _what_follows(now, merged, changes))


async def cancel(work: Writing, visit: UUID, body: s.VisitCancellation) -> None:
    """The visit does not take place."""
    await _close(work, await standing(work, visit), visit, VisitState.cancelled, body.closed_by, body.reason, body.words)


async def miss(work: Writing, visit: UUID, body: s.VisitMissed) -> None:
    """Nobody came."""
    now = await standing(work, visit)
    if now.state in AHEAD and now.planned_start_at > utc_now():
        raise errors.VisitAheadError
    await _close(work, now, visit, VisitState.missed, body.closed_by, body.reason, body.words)


async def reinstate(work: Writing, visit: UUID, body: s.VisitReinstatement) -> None:
    """A cancelled visit takes place after all, with those of its members who are free; open where they are not enough."""
    await hold_support(work, await person_of(work, visit))
    now = await standing(work, visit)
    if now.state != VisitState.cancelled:
        raise errors.VisitNotCancelledError
    if now.planned_start_at <= utc_now():
        raise errors.VisitOverError
    free = (await work.rows(q.FREE_MEMBERS, id=visit))[0][0]
    state = state_of(free, now.members_needed)
    may_move(now.state, state)
    if body.words:
        work.because(body.words)
    await work.change(Visit, visit, ANY_VERSION, OPENED_AGAIN | {"state": state, "member_ids": free})


async def standing(work: Writing, visit: UUID) -> Standing:
    """How the visit stands now. NotThereError when it is not the caller's to change."""
    found = await work.find(q.STATE, id=visit)
    if found is None:
        raise NotThereError
    return Standing(*found)


async def person_of(work: Writing, visit: UUID) -> UUID:
    """Whom a visit is with."""
    found = await work.find(q.PERSON_OF, id=visit)
    if found is None:
        raise NotThereError
    return found[0]  # type: ignore[no-any-return]


async def hold_support(work: Writing, person: UUID) -> None:
    """Refuse visits for a person who is paused or no longer supported, and hold their status until this is written.

    A pause at the same moment waits and then finds the visit, or came first and is found here.
    """
    found = await work.find(q.PERSON_STATUS, id=person)
    if found is None:
        raise NotThereError
    if found[0] == PersonStatus.paused:
        raise errors.PersonPausedError
    if found[0] == PersonStatus.ended:
        raise PersonEndedError


def state_of(members: list[UUID], needed: int) -> VisitState:
    """A visit ahead is open while somebody is still needed."""
    return VisitState.planned if len(members) >= needed else VisitState.open


def may_move(state: str, to: VisitState) -> None:
    """The one place that asks which state follows which."""
    if to not in MOVES[VisitState(state)]:
        raise closed_or_begun(state)


def closed_or_begun(state: str) -> Exception:
    """Why a visit in this state is not planned, closed or opened any more."""
    return errors.VisitBegunError() if state in (VisitState.in_progress, VisitState.completed) else errors.VisitClosedError()


async def _close(
    work: Writing, now: Standing, visit: UUID, to: VisitState, by: ClosedBy, reason: CloseReason, words: str | None
) -> None:
    may_move(now.state, to)
    values = {"state": to, "closed_at": utc_now(), "closed_by": by, "close_reason": reason, "close_words": words}
    await work.change(Visit, visit, ANY_VERSION, values)


def _what_follows(now: Standing, merged: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a change of plan changes beside: the state, what was said of its lateness, that a series no longer moves it."""
    follows: dict[str, Any] = {}
    state = state_of(merged["member_ids"], merged["members_needed"])
    if state != now.state:
        follows["state"] = state
    if now.series_id is not None:
        follows["of_its_own"] = True
    if any(name in changes and changes[name] != getattr(now, name) for name in TIMES):
        follows |= {"late_at": None, "seems_missed_at": None}
    if changes.get("member_ids") and Flag.members_not_free in now.flags:
        follows["flags"] = [flag for flag in now.flags if flag != Flag.members_not_free]
    return follows


def _hold_together(plan_: Mapping[str, Any]) -> None:
    """What the database holds too, said here of the member of the body that it is about."""
    start, end = plan_["planned_start_at"], plan_["planned_end_at"]
    if end <= start:
        raise errors.VisitTimesError(pointer="/planned_end_at")
    if end - start > LONGEST:
        raise errors.VisitTooLongError(pointer="/planned_end_at")
    if end - start < SHORT and plan_["short_reason"] is None:
        raise errors.ShortVisitError(pointer="/short_reason")
    if plan_["earliest_at"] is not None and not NOTHING <= start - plan_["earliest_at"] <= LONGEST:
        raise errors.VisitWindowError(pointer="/earliest_at")
    if plan_["latest_at"] is not None and not NOTHING <= plan_["latest_at"] - start <= LONGEST:
        raise errors.VisitWindowError(pointer="/latest_at")
    if len(set(plan_["member_ids"])) != len(plan_["member_ids"]):
        raise errors.MemberTwiceError(pointer="/member_ids")


def _in_reach(start: datetime) -> None:
    now = utc_now()
    if start < now - PLANNED_LATE:
        raise errors.VisitLongAgoError(pointer="/planned_start_at")
    if start > now + PLANNED_AHEAD:
        raise errors.VisitFarAheadError(pointer="/planned_start_at")
