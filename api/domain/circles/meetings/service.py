"""Verbs about a circle's meetings: planned, then held or cancelled."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api.domain.circles.meetings import errors
from api.domain.circles.meetings import queries as q
from api.domain.circles.meetings import schemas as s
from api.domain.circles.meetings.models import COMPLETE_WITHIN_HOURS, CircleMeeting, MeetingState
from api.domain.circles.service import goes_on
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import NotThereError
from api.storage.writing import ANY_VERSION, Writing

PLANNED = frozenset({"starts_at"})
HELD = frozenset({"what_happened", "decided", "member_ids", "person_there", "connector_there"})


async def plan(work: Writing, circle: UUID, body: s.CircleMeetingCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Plan a meeting. The id is tried before what may have changed since: a repeat is answered as it is now."""
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    meeting = await work.add(CircleMeeting, values, circle_id=circle)
    await goes_on(work, circle)
    return meeting


async def say_anew(
    work: Writing, circle: UUID, meeting: UUID, version: int, body: s.CircleMeetingPatch | s.CircleMeetingCreate
) -> None:
    """Change the plan, or complete what was said of one that was held."""
    state, stands, _ = await state_of(work, circle, meeting)
    changes = _once_each(body.model_dump(exclude_unset=isinstance(body, s.CircleMeetingPatch), exclude={"id"}))
    if state is MeetingState.cancelled:
        raise errors.CircleMeetingMoveError
    if stands:
        raise errors.CircleMeetingStandsError
    if state is MeetingState.planned and HELD & {*changes}:
        raise errors.NotHeldYetError
    if state is MeetingState.held and PLANNED & {*changes}:
        raise errors.HeldAlreadyError
    await work.change(CircleMeeting, meeting, version, changes, circle_id=circle)


async def hold(work: Writing, circle: UUID, meeting: UUID, body: s.CircleMeetingHolding) -> None:
    """It was held. From 24 hours later its words stand."""
    state, _, _ = await state_of(work, circle, meeting)
    if state is not MeetingState.planned:
        raise errors.CircleMeetingMoveError
    changes = _once_each(body.model_dump()) | {
        "state": MeetingState.held,
        "held_on": body.held_on or london_today(),
        "words_stand_from": utc_now() + timedelta(hours=COMPLETE_WITHIN_HOURS),
    }
    await work.change(CircleMeeting, meeting, ANY_VERSION, changes, circle_id=circle)


async def cancel(work: Writing, circle: UUID, meeting: UUID, body: s.CircleMeetingCancellation) -> None:
    """It is not held. It stays readable, with why."""
    state, _, _ = await state_of(work, circle, meeting)
    if state is not MeetingState.planned:
        raise errors.CircleMeetingMoveError
    changes = {"state": MeetingState.cancelled, "because": body.because}
    await work.change(CircleMeeting, meeting, ANY_VERSION, changes, circle_id=circle)


async def state_of(work: Writing, circle: UUID, meeting: UUID) -> tuple[MeetingState, bool, date]:
    """A meeting that the asker reaches: its state, whether its words stand, its day in London. NotThereError."""
    await work.version_of(CircleMeeting, meeting, circle_id=circle)
    found = await work.find(q.meeting_state(work.reader), id=meeting, circle=circle)
    if found is None:
        raise NotThereError
    return MeetingState(found[0]), bool(found[1]), found[2]


def _once_each(changes: dict[str, Any]) -> dict[str, Any]:
    """Nobody was there twice."""
    if "member_ids" in changes:
        changes["member_ids"] = list(dict.fromkeys(changes["member_ids"]))
    return changes
