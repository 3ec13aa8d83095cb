"""Verbs about outcomes: writing them down, new words, moves, and the steps towards them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.outcomes import errors
from api.domain.outcomes import queries as q
from api.domain.outcomes import schemas as s
from api.domain.outcomes.models import (
    ENDED,
    OUTCOME_MOVES,
    WORDS,
    Outcome,
    OutcomeMove,
    OutcomeStatus,
    OutcomeStep,
    OutcomeWording,
    StepState,
)
from api.domain.people.adding import add_for
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing

WITHOUT_REASON: Final = (OutcomeStatus.exploring, OutcomeStatus.on_track)
OPEN_STEPS: Final = (StepState.to_do, StepState.doing)


class Standing(NamedTuple):
    """How an outcome stands, held until the verb has written."""

    status: OutcomeStatus
    status_since: date
    wording: int
    statement: str
    why_it_matters: str | None
    what_good_looks_like: str | None
    who_helps: list[str]
    started_on: date
    zero_words: str | None
    ten_words: str | None
    baseline_score: int | None
    ended_on: date | None


async def write(work: Writing, person: UUID, body: s.OutcomeCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down what the person wants: its first wording and the day it was first spoken of go with it."""
    values = body.model_dump(exclude={"id", "helped_by"})
    _scaled(values)
    started = body.started_on or london_today()
    first = {"started_on": started, "status": OutcomeStatus.exploring, "status_since": started, "areas": _once(body.areas)}
    await add_for(work, Outcome, values | first | {"id": id_, "created_digest": made_of}, person)
    words = {name: values[name] for name in WORDS}
    work.queue_add(OutcomeWording, words | {"id": new_id(), "number": 1, "helped_by": body.helped_by}, outcome_id=id_)
    move = {"id": new_id(), "to_status": OutcomeStatus.exploring, "moved_on": started}
    work.queue_add(OutcomeMove, move, outcome_id=id_)
    return id_


async def change(work: Writing, person: UUID, outcome: UUID, version: int, body: s.OutcomePatch) -> None:
    """Change what is not the person's words: areas, the day it started, the baseline and its scale."""
    await _change(work, person, outcome, version, body.model_dump(exclude_unset=True))


async def replace(work: Writing, person: UUID, outcome: UUID, version: int, body: s.OutcomeCreate) -> None:
    """All of what may change; the words must be those it has."""
    values = body.model_dump(exclude={"id", "helped_by"})
    now = await standing(work, person, outcome)
    if any(values.pop(name) != getattr(now, name) for name in WORDS):
        raise errors.OutcomeWordsError(pointer="/statement")
    if values["started_on"] is None:
        del values["started_on"]
    await _change(work, person, outcome, version, values)


async def word_anew(work: Writing, person: UUID, outcome: UUID, body: s.OutcomeWordingNew) -> UUID:
    """New words: the next number is counted while the outcome is held, and the outcome shows them."""
    now = await _open(work, person, outcome)
    words = body.model_dump(include=set(WORDS))
    more = {"id": body.id or new_id(), "outcome_id": outcome, "number": now.wording + 1}
    id_ = await add_for(work, OutcomeWording, words | more | {"helped_by": body.helped_by, "because": body.because}, person)
    await work.change(Outcome, outcome, ANY_VERSION, words | {"wording": now.wording + 1}, person_id=person)
    return id_


async def move(work: Writing, person: UUID, outcome: UUID, body: s.OutcomeStatusChange) -> None:
    """Move it, with the day and why. What has ended stays so."""
    now = await _open(work, person, outcome)
    if body.to not in OUTCOME_MOVES[now.status]:
        raise errors.OutcomeMoveError(pointer="/to")
    if body.reason is None and (now.status, body.to) != WITHOUT_REASON:
        raise errors.OutcomeReasonError(pointer="/reason")
    on = body.on or london_today()
    if on < now.status_since:
        raise errors.OutcomeDayError(pointer="/on")
    moved = {"id": new_id(), "outcome_id": outcome, "from_status": now.status, "to_status": body.to, "moved_on": on}
    await add_for(work, OutcomeMove, moved | {"reason": body.reason}, person)
    values = {"status": body.to, "status_since": on, "ended_on": on if body.to in ENDED else None}
    await work.change(Outcome, outcome, ANY_VERSION, values, person_id=person)


async def add_step(work: Writing, person: UUID, outcome: UUID, body: s.OutcomeStepNew) -> UUID:
    """Something to try."""
    await _open(work, person, outcome)
    values = body.model_dump(exclude={"id", "doing"})
    more = {"id": body.id or new_id(), "outcome_id": outcome, "state": _begun(doing=body.doing)}
    return await add_for(work, OutcomeStep, values | more, person)


async def change_step(work: Writing, person: UUID, outcome: UUID, step: UUID, version: int, body: s.OutcomeStepPatch) -> None:
    """Change what is tried, by whom, by when, and whether it has begun."""
    await _open_step(work, person, outcome, step)
    changes = body.model_dump(exclude_unset=True)
    if "doing" in changes:
        changes["state"] = _begun(doing=changes.pop("doing"))
    await work.change(OutcomeStep, step, version, changes, outcome_id=outcome, person_id=person)


async def end_step(work: Writing, person: UUID, outcome: UUID, step: UUID, body: s.OutcomeStepEnd) -> None:
    """It was done, or dropped; also when the outcome has ended meanwhile."""
    await _open_step(work, person, outcome, step)
    values = {"state": body.state, "what_happened": body.what_happened, "ended_on": body.on or london_today()}
    await work.change(OutcomeStep, step, ANY_VERSION, values, outcome_id=outcome, person_id=person)


async def standing(work: Writing, person: UUID, outcome: UUID) -> Standing:
    """How an outcome stands now. NotThereError when it is not the caller's to change."""
    found = await work.find(q.STATE, id=outcome, person=person)
    if found is None:
        raise NotThereError
    return Standing(*found)._replace(status=OutcomeStatus(found[0]))


async def _open(work: Writing, person: UUID, outcome: UUID) -> Standing:
    now = await standing(work, person, outcome)
    if now.ended_on is not None:
        raise errors.OutcomeEndedError
    return now


async def _open_step(work: Writing, person: UUID, outcome: UUID, step: UUID) -> None:
    found = await work.find(q.STEP_STATE, id=step, outcome=outcome, person=person)
    if found is None:
        raise NotThereError
    if found[0] not in OPEN_STEPS:
        raise errors.StepEndedError


async def _change(work: Writing, person: UUID, outcome: UUID, version: int, changes: dict[str, Any]) -> None:
    now = await standing(work, person, outcome)
    _scaled(now._asdict() | changes)
    if "areas" in changes:
        changes["areas"] = _once(changes["areas"])
    if "started_on" in changes and changes["started_on"] != now.started_on:
        if now.status == OutcomeStatus.exploring:  # it has not moved yet
            changes["status_since"] = changes["started_on"]
        elif changes["started_on"] > (await work.find(q.FIRST_MOVED, outcome=outcome) or [date.max])[0]:
            raise errors.OutcomeDayError(pointer="/started_on")
    await work.change(Outcome, outcome, version, changes, person_id=person)


def _scaled(values: Mapping[str, Any]) -> None:
    if values["baseline_score"] is not None:
        for name in ("zero_words", "ten_words"):
            if values[name] is None:
                raise errors.OutcomeScaleError(pointer=f"/{name}")


def _begun(*, doing: bool) -> StepState:
    return StepState.doing if doing else StepState.to_do


def _once(areas: list[Any]) -> list[Any]:
    return list(dict.fromkeys(areas))
