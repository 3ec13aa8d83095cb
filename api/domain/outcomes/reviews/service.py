"""Verbs about reviews and their actions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.domain.outcomes.reviews import errors
from api.domain.outcomes.reviews import queries as q
from api.domain.outcomes.reviews import schemas as s
from api.domain.outcomes.reviews.models import COMPLETE_WITHIN_HOURS, ActionState, Review, ReviewAction, ReviewState
from api.domain.people import queries as people
from api.domain.people.adding import add_for
from api.domain.people.errors import PersonEndedError
from api.domain.people.models import PersonStatus
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import NotThereError
from api.storage.writing import ANY_VERSION, Writing


async def write(work: Writing, person: UUID, body: s.ReviewCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Plan a review, or write down what was said at it; that it was held is said by a verb."""
    return await add_for(work, Review, body.model_dump(mode="json", exclude={"id"}) | _days(body, id_, made_of), person)


def _days(body: s.ReviewCreate, id_: UUID, made_of: bytes | None) -> dict[str, Any]:
    return {"id": id_, "created_digest": made_of, "planned_on": body.planned_on}


async def write_anew(work: Writing, person: UUID, review: UUID, version: int, body: s.ReviewPatch | s.ReviewCreate) -> None:
    """Change what it says: the members sent (a patch), or all of them (a replacement)."""
    state, stands, _ = await state_of(work, person, review)
    changes = body.model_dump(mode="json", exclude_unset=isinstance(body, s.ReviewPatch), exclude={"id"})
    if "planned_on" in changes:
        changes["planned_on"] = body.planned_on
    if state is ReviewState.cancelled:
        raise errors.ReviewMoveError
    if stands and not set(changes) <= {"share_for_change"}:
        raise errors.WordsStandError
    if state is ReviewState.held and changes.get("who_was_there", True) == []:
        raise errors.NobodyThereError(pointer="/who_was_there")
    await work.change(Review, review, version, changes, person_id=person)


async def hold(work: Writing, person: UUID, review: UUID, body: s.ReviewHolding) -> None:
    """It was held. From 24 hours later its words stand."""
    state, _, present = await state_of(work, person, review)
    if state is not ReviewState.planned:
        raise errors.ReviewMoveError
    if not present:
        raise errors.NobodyThereError
    stand = utc_now() + timedelta(hours=COMPLETE_WITHIN_HOURS)
    changes = {"state": ReviewState.held, "held_on": body.held_on or london_today(), "words_stand_from": stand}
    await work.change(Review, review, ANY_VERSION, changes, person_id=person)


async def cancel(work: Writing, person: UUID, review: UUID, body: s.ReviewCancellation) -> None:
    """It is not held. The words of it stay readable."""
    state, _, _ = await state_of(work, person, review)
    if state is not ReviewState.planned:
        raise errors.ReviewMoveError
    work.because(body.words)
    await work.change(Review, review, ANY_VERSION, {"state": ReviewState.cancelled}, person_id=person)


async def decide(work: Writing, person: UUID, review: UUID, body: s.ReviewActionNew, *, id_: UUID) -> UUID:
    """Write down an action that a review decided, also later; not of one that was cancelled, nor once support has ended."""
    state, _, _ = await state_of(work, person, review)
    if state is ReviewState.cancelled:
        raise errors.ReviewMoveError
    found = await work.find(people.STATUS, id=person)
    if found is not None and found[0] == PersonStatus.ended:
        raise PersonEndedError
    return await work.add(ReviewAction, body.model_dump(exclude={"id"}) | {"id": id_}, review_id=review, person_id=person)


async def change_action(work: Writing, person: UUID, review: UUID, action: UUID, version: int, body: s.ReviewActionPatch) -> None:
    """Change what is to be done, by whom, by when, as long as it is to do."""
    await _to_do(work, person, review, action)
    changes = body.model_dump(exclude_unset=True)
    await work.change(ReviewAction, action, version, changes, review_id=review, person_id=person)


async def end_action(work: Writing, person: UUID, review: UUID, action: UUID, body: s.ReviewActionEnd) -> None:
    """Say what became of it. It stays readable for good."""
    await _to_do(work, person, review, action)
    changes = {"state": body.state, "words": body.words, "ended_on": body.on or london_today()}
    await work.change(ReviewAction, action, ANY_VERSION, changes, review_id=review, person_id=person)


async def state_of(work: Writing, person: UUID, review: UUID) -> tuple[ReviewState, bool, int]:
    """A review that the asker reaches: its state, whether its words stand, and how many were there. NotThereError."""
    await work.version_of(Review, review, person_id=person)
    found = await work.find(q.STATE, id=review, person=person)
    if found is None:
        raise NotThereError
    return ReviewState(found[0]), bool(found[1]), int(found[2])


async def _to_do(work: Writing, person: UUID, review: UUID, action: UUID) -> None:
    await work.version_of(ReviewAction, action, review_id=review, person_id=person)
    found = await work.find(q.ACTION_STATE, id=action, review=review, person=person)
    if found is None:
        raise NotThereError
    if found[0] != ActionState.to_do:
        raise errors.ActionEndedError
