"""Verbs about a circle's actions: they never vanish."""

from typing import Any, NamedTuple
from uuid import UUID

from api.domain.circles.meetings import action_schemas as s
from api.domain.circles.meetings import errors
from api.domain.circles.meetings import queries as q
from api.domain.circles.meetings.models import CircleAction, CircleActionState, MeetingState
from api.domain.circles.meetings.service import state_of
from api.domain.circles.service import goes_on
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing


class _Now(NamedTuple):
    state: str
    what: str
    who: str
    member_id: UUID | None
    by_on: Any
    meeting_id: UUID | None


async def decide(work: Writing, circle: UUID, body: s.CircleActionCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down what the circle will do. The id is tried before what may have changed since."""
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    action = await work.add(CircleAction, values, circle_id=circle)
    await goes_on(work, circle)
    return action


async def say_anew(
    work: Writing, circle: UUID, action: UUID, version: int, body: s.CircleActionPatch | s.CircleActionCreate
) -> None:
    """Change what is to be done, by whom, by when, as long as it is to do."""
    await _to_do(work, circle, action)
    changes = body.model_dump(exclude_unset=isinstance(body, s.CircleActionPatch), exclude={"id"})
    await work.change(CircleAction, action, version, changes, circle_id=circle)


async def end(work: Writing, circle: UUID, action: UUID, body: s.CircleActionEnd) -> None:
    """Say what became of it. It stays readable for good."""
    await _to_do(work, circle, action)
    changes = {"state": body.state, "because": body.because, "ended_on": body.on or london_today()}
    await work.change(CircleAction, action, ANY_VERSION, changes, circle_id=circle)


async def carry(work: Writing, circle: UUID, action: UUID, body: s.CircleActionCarry) -> None:
    """Close it as carried, and make the next one, in one act."""
    now = await _to_do(work, circle, action)
    by_on, meeting = body.by_on, now.meeting_id
    if body.meeting_id is not None:
        state, _, day = await state_of(work, circle, body.meeting_id)
        if state is not MeetingState.planned or body.meeting_id == now.meeting_id:
            raise errors.NotLaterError(pointer="/meeting_id")
        by_on, meeting = by_on or day, body.meeting_id
    elif now.by_on is not None and by_on is not None and by_on <= now.by_on:
        raise errors.NotLaterError(pointer="/by_on")
    closed = {"state": CircleActionState.carried, "because": body.because, "ended_on": london_today()}
    await work.change(CircleAction, action, ANY_VERSION, closed, circle_id=circle)
    following = {
        "id": body.next_id or new_id(),
        "carried_from_id": action,
        "what": now.what,
        "who": body.who or now.who,
        "member_id": body.member_id if "member_id" in body.model_fields_set else now.member_id,
        "by_on": by_on,
        "meeting_id": meeting,
    }
    await work.add(CircleAction, following, circle_id=circle)
    await goes_on(work, circle)


async def _to_do(work: Writing, circle: UUID, action: UUID) -> _Now:
    await work.version_of(CircleAction, action, circle_id=circle)
    found = await work.find(q.action_state(work.reader), id=action, circle=circle)
    if found is None:
        raise NotThereError
    now = _Now(*found)
    if now.state != CircleActionState.to_do:
        raise errors.CircleActionEndedError
    return now
