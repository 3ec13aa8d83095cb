"""Verbs about introductions: the step, what happened on the way, what came of it, and the message back."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from api.domain.community.adding import add_to_community, still_supported
from api.domain.community.introductions import errors
from api.domain.community.introductions import queries as q
from api.domain.community.introductions import schemas as s
from api.domain.community.introductions.models import Introduction, IntroductionContact, IntroductionKind
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.storage.writing import ANY_VERSION, Writing


class State(NamedTuple):
    """Where an introduction is."""

    kind: str
    made_on: date
    result: str | None
    told_on: date | None


async def introduce(work: Writing, person: UUID, body: s.IntroductionCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Make an introduction. PersonEndedError once support has ended."""
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    values["made_on"] = body.made_on or london_today()
    return await add_to_community(work, Introduction, values, person)


async def say_anew(
    work: Writing, person: UUID, introduction: UUID, version: int, body: s.IntroductionPatch | s.IntroductionCreate
) -> None:
    """Change what is said of it: the members sent (a patch), or all of them (a replacement). The kind stands."""
    state = await state_of(work, person, introduction)
    changes = body.model_dump(exclude_unset=isinstance(body, s.IntroductionPatch), exclude={"id", "kind"})
    if isinstance(body, s.IntroductionCreate):
        if body.kind != state.kind:
            raise errors.IntroductionKindError(pointer="/kind")
        changes["made_on"] = body.made_on or state.made_on
    if changes.get("goes_along") is not None and state.kind == IntroductionKind.signposting:
        raise errors.OnlyInformationError(pointer="/goes_along")
    await work.change(Introduction, introduction, version, changes, person_id=person)


async def say_result(work: Writing, person: UUID, introduction: UUID, body: s.IntroductionOutcome) -> None:
    """Say what came of it; anew, until whoever referred was told. MessageBackSentError after that."""
    state = await state_of(work, person, introduction)
    if state.told_on is not None:
        raise errors.MessageBackSentError
    on = body.on or london_today()
    if on < state.made_on:
        raise errors.ResultDayError(pointer="/on")
    changes = {"result": body.result, "result_on": on, "result_words": body.words}
    await work.change(Introduction, introduction, ANY_VERSION, changes, person_id=person)


async def tell_back(work: Writing, person: UUID, introduction: UUID, body: s.IntroductionMessage) -> None:
    """Whoever referred was told: once, and only what came of it."""
    state = await state_of(work, person, introduction)
    if state.told_on is not None:
        raise errors.MessageBackSentError
    if state.result is None:
        raise errors.NoResultYetError
    on = body.on or london_today()
    if on < state.made_on:
        raise errors.ResultDayError(pointer="/on")
    changes = {"message_back": body.message, "message_back_on": on}
    await work.change(Introduction, introduction, ANY_VERSION, changes, person_id=person)


async def add_contact(
    work: Writing, person: UUID, introduction: UUID, body: s.ContactCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Write down something on the way. PersonEndedError once support has ended."""
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    contact = await work.add(IntroductionContact, values, introduction_id=introduction, person_id=person)
    await still_supported(work, person)
    return contact


async def say_contact_anew(
    work: Writing, person: UUID, introduction: UUID, contact: UUID, version: int, body: s.ContactPatch | s.ContactCreate
) -> None:
    """Change what is said of something on the way."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.ContactPatch), exclude={"id"})
    await work.change(IntroductionContact, contact, version, changes, introduction_id=introduction, person_id=person)


async def state_of(work: Writing, person: UUID, introduction: UUID) -> State:
    """Where an introduction is that the asker reaches."""
    await work.version_of(Introduction, introduction, person_id=person)  # with the application's own wall
    found = await work.find(q.STATE, id=introduction, person=person)
    if found is None:
        raise NotThereError
    return State(*found)
