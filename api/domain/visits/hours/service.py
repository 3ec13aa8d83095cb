"""Verbs of the hours bank: agreeing on a week's minutes, moving one's own hours, putting an entry right."""

from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.people.adding import add_for
from api.domain.shared.errors import ConflictError, NotThereError
from api.domain.shared.ids import new_id
from api.domain.visits.hours import queries as q
from api.domain.visits.hours import schemas as s
from api.domain.visits.hours.errors import HoursDaysError, HoursNotMovableError
from api.domain.visits.hours.models import HoursAgreement, HoursEntry, HoursKind
from api.domain.visits.models import AHEAD, MOST_HOURS, SHORT_MINUTES, ShortReason, Visit
from api.storage.writing import ANY_VERSION, Writing

LEAST_MINUTES: Final = 5  # what stays of a visit that gives minutes away


async def agree(work: Writing, person: UUID, body: s.HoursAgreementCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Agree on a week's minutes from a day on. The agreement before ends that day; one that begins later ends this one."""
    following = await work.find(q.AFTER, person_id=person, from_on=body.from_on)
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    if following is not None and (body.until_on is None or body.until_on > following[0]):
        values["until_on"] = following[0]
    await add_for(work, HoursAgreement, values, person)
    before = await work.find(q.BEFORE, person_id=person, from_on=body.from_on)
    if before is not None:
        await work.change(HoursAgreement, before[0], ANY_VERSION, {"until_on": body.from_on}, person_id=person)
    return id_


async def end_agreement(
    work: Writing, person: UUID, agreement: UUID, version: int, body: s.HoursAgreementPatch | s.HoursAgreementCreate
) -> None:
    """Say until when it holds. The minutes and the day from which they hold are another agreement's."""
    if isinstance(body, s.HoursAgreementCreate):
        now = await work.find(q.AGREED, id=agreement, person_id=person)
        if now is not None and now != (body.weekly_minutes, body.from_on):
            raise ConflictError(
                "Other minutes, or another first day, are another agreement: make a new one.", pointer="/weekly_minutes"
            )
    changes = body.model_dump(exclude_unset=isinstance(body, s.HoursAgreementPatch), include={"until_on", "words"})
    await work.change(HoursAgreement, agreement, version, changes, person_id=person)


class _End(NamedTuple):
    """One end of a move: its day, and the visit if there is one."""

    day: date
    visit: UUID | None


async def move(work: Writing, person: UUID, body: s.HoursMove) -> UUID:
    """Move minutes between days. Two entries that sum to nothing; visits named get shorter and longer with them.

    Answers the entry that came in. HoursNotMovableError when a visit cannot give or take them; nothing has changed then.
    """
    visits = await _visits(work, person, body.from_visit_id, body.to_visit_id)
    giving = _end_of(visits, body.from_visit_id, body.from_on)
    getting = _end_of(visits, body.to_visit_id, body.to_on)
    length = timedelta(minutes=body.minutes)
    # The shorter one first: the member who has both is free for the longer one then.
    for visit, change in ((giving.visit, -length), (getting.visit, length)):
        if visit is not None:
            await _resize(work, visits[visit], change, person)
    move_id, arrived = new_id(), new_id()
    for id_, end, minutes in ((new_id(), giving, -body.minutes), (arrived, getting, body.minutes)):
        values = {
            "id": id_, "kind": HoursKind.moved, "on_day": end.day, "minutes": minutes, "visit_id": end.visit,
            "move_id": move_id, "words": body.words,
        }  # fmt: skip
        await add_for(work, HoursEntry, values, person)
    return arrived


async def adjust(work: Writing, person: UUID, body: s.HoursAdjustment) -> UUID:
    """Put the ledger right by an entry of its own; nothing in it is changed."""
    id_ = new_id()
    await add_for(work, HoursEntry, body.model_dump() | {"id": id_, "kind": HoursKind.adjusted}, person)
    return id_


async def _visits(work: Writing, person: UUID, *wanted: UUID | None) -> dict[UUID, tuple[Any, ...]]:
    """The visits named, locked. NotThereError when one is not this person's."""
    named = [v for v in wanted if v is not None]
    if not named:
        return {}
    rows = await work.rows(q.MOVABLE, person_id=person, one=named[0], other=named[-1])
    found = {row[0]: row for row in rows}
    if found.keys() != set(named):
        raise NotThereError
    return found


def _end_of(visits: dict[UUID, tuple[Any, ...]], visit: UUID | None, day: date | None) -> _End:
    if visit is not None:
        return _End(visits[visit][5], visit)
    if day is None:  # the body says one of the two
        raise HoursDaysError
    return _End(day, None)


async def _resize(work: Writing, visit: tuple[Any, ...], change: timedelta, person: UUID) -> None:
    id_, state, ahead, start, end, _, reason = visit
    new_end: datetime = end + change
    length = new_end - start
    if state not in AHEAD or not ahead or not timedelta(minutes=LEAST_MINUTES) <= length <= timedelta(hours=MOST_HOURS):
        raise HoursNotMovableError
    values: dict[str, Any] = {"planned_end_at": new_end}
    if length < timedelta(minutes=SHORT_MINUTES) and reason is None:
        values["short_reason"] = ShortReason.hours_moved
    await work.change(Visit, id_, ANY_VERSION, values, person_id=person)
