"""Verbs about the good week. The person's words stand: new words are a new wording."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from api.domain.outcomes.good_weeks import queries as q
from api.domain.outcomes.good_weeks import schemas as s
from api.domain.outcomes.good_weeks.errors import (
    GoodWeekItemEndedError,
    GoodWeekItemNotBegunError,
    GoodWeekMarkedError,
    GoodWeekScoredError,
    GoodWeekWordsStandError,
    NotThisItemError,
    NotThisWeekError,
)
from api.domain.outcomes.good_weeks.models import (
    ITEM_WORDS,
    AnsweredBy,
    GoodWeekItem,
    GoodWeekMark,
    GoodWeekScore,
    GoodWeekWording,
)
from api.domain.people.adding import add_for
from api.domain.people.models import Person
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ConflictError, ForbiddenError, NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing

SUNDAY: Final = timedelta(days=6)
YOUR_OWN = "You answer for yourself: send self, or leave it out."


async def write(work: Writing, person: UUID, body: s.GoodWeekItemCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down what makes a week good, with its first wording."""
    words = body.model_dump(include={*ITEM_WORDS})
    own = {"id": id_, "position": body.position, "started_on": body.started_on or london_today(), "created_digest": made_of}
    await add_for(work, GoodWeekItem, words | own, person)
    first = {"id": new_id(), "item_id": id_, "number": 1, "helped_by": body.helped_by}
    await work.add(GoodWeekWording, words | first, person_id=person)
    return id_


async def refuse_replacement(work: Writing, person: UUID, item: UUID, version: int) -> None:
    """The words stand. Says so only to those who may see the item, and only about the version that they read."""
    await work.version_of(GoodWeekItem, item, expected=version, person_id=person)
    raise GoodWeekWordsStandError


async def say_anew(work: Writing, person: UUID, item: UUID, body: s.GoodWeekWordingNew) -> UUID:
    """New words: the item shows them, and the earlier wording stands. The item is locked while they get their number."""
    known = await work.find(q.LOCKED_ITEM, id=item, person=person)
    if known is None:
        raise NotThereError
    number, ended_on = known
    if ended_on is not None:
        raise GoodWeekItemEndedError
    words = body.model_dump(include={*ITEM_WORDS})
    more = {"id": body.id or new_id(), "item_id": item, "number": number + 1}
    more |= {"helped_by": body.helped_by, "because": body.because}
    made = await add_for(work, GoodWeekWording, words | more, person)
    if body.because:
        work.because(body.because)
    await work.change(GoodWeekItem, item, ANY_VERSION, {**words, "wording": number + 1}, person_id=person)
    return made


async def end(work: Writing, person: UUID, item: UUID, body: s.GoodWeekItemEnd) -> None:
    """It is no longer part of a good week. GoodWeekItemEndedError the second time."""
    known = await work.find(q.LOCKED_ITEM, id=item, person=person)
    if known is None:
        raise NotThereError
    if known[1] is not None:
        raise GoodWeekItemEndedError
    work.because(body.because)
    values = {"ended_on": body.on or london_today(), "ended_because": body.because}
    await work.change(GoodWeekItem, item, ANY_VERSION, values, person_id=person)


async def mark(work: Writing, person: UUID, body: s.GoodWeekMarkCreate, *, id_: UUID, made_of: bytes) -> None:
    """Say how an item went in a week. What was sent before is known by its id before anything is refused."""
    item = await work.find(q.ITEM_DAYS, id=body.item_id, person=person)
    if item is None:
        await work.version_of(Person, person)
        raise NotThisItemError(pointer="/item_id")
    _only(await work.find(q.MARK_OF_WEEK, item=body.item_id, week=body.week_on), id_, GoodWeekMarkedError)
    values = body.model_dump() | {"id": id_, "created_digest": made_of, "answered_by": _answerer(work, body.answered_by)}
    await add_for(work, GoodWeekMark, values, person)
    _within(body.week_on, *item)


async def mark_anew(work: Writing, person: UUID, id_: UUID, version: int, body: s.GoodWeekMarkCreate) -> None:
    """Correct a mark. It stays with its item and week; the log keeps what it was."""
    known = await work.find(q.MARK, id=id_, person=person)
    if known is None:
        raise NotThereError
    if known != (body.item_id, body.week_on):
        await work.version_of(GoodWeekMark, id_, expected=version, person_id=person)
        raise NotThisWeekError(pointer="/week_on" if known[0] == body.item_id else "/item_id")
    values = {"mark": body.mark, "why": body.why, "answered_by": _answerer(work, body.answered_by)}
    await work.change(GoodWeekMark, id_, version, values, person_id=person)


async def score(work: Writing, person: UUID, body: s.GoodWeekScoreCreate, *, id_: UUID, made_of: bytes) -> None:
    """Say what a week was, on the person's own scale."""
    values = body.model_dump() | {"id": id_, "created_digest": made_of, "answered_by": _answerer(work, body.answered_by)}
    _only(await _scored(work, person, values), id_, GoodWeekScoredError)
    await add_for(work, GoodWeekScore, values, person)


async def score_anew(work: Writing, person: UUID, id_: UUID, version: int, body: s.GoodWeekScoreCreate) -> None:
    """Correct a score. It stays with its week; the log keeps what it was."""
    known = await work.find(q.SCORE_WEEK, id=id_, person=person)
    if known is None:
        raise NotThereError
    if known[0] != body.week_on:
        await work.version_of(GoodWeekScore, id_, expected=version, person_id=person)
        raise NotThisWeekError(pointer="/week_on")
    values = body.model_dump() | {"answered_by": _answerer(work, body.answered_by)}
    _only(await _scored(work, person, values), id_, GoodWeekScoredError)
    await work.change(GoodWeekScore, id_, version, {k: v for k, v in values.items() if k != "week_on"}, person_id=person)


def this_week() -> date:
    """The Monday of this week in London."""
    today = london_today()
    return today - timedelta(days=today.weekday())


async def _scored(work: Writing, person: UUID, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    return await work.find(q.SCORE_OF_WEEK, person=person, week=values["week_on"], whose=values["answered_by"])


def _only(first: tuple[Any, ...] | None, id_: UUID, refusal: type[ConflictError]) -> None:
    """Refuse a second under another id, and name the first: whoever may write it may read it."""
    if first is not None and first[0] != id_:
        raise refusal(extra={"id": str(first[0])})


def _within(week: date, started_on: date, ended_on: date | None) -> None:
    if week + SUNDAY < started_on:
        raise GoodWeekItemNotBegunError(pointer="/week_on")
    if ended_on is not None and week > ended_on:
        raise GoodWeekItemEndedError(pointer="/week_on")


def _answerer(work: Writing, said: AnsweredBy | None) -> AnsweredBy:
    """Whose word it is: a person's own token speaks for the person alone."""
    if work.reader != "person":
        return said or AnsweredBy.team_on_behalf
    if said not in (None, AnsweredBy.self):
        raise ForbiddenError(YOUR_OWN, pointer="/answered_by")
    return AnsweredBy.self
