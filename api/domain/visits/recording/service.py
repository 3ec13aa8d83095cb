"""Verbs of recording: a member says when they came and left and how it was. Each holds the visit while it reads and writes.

Rules are judged as of the visit's day; nothing recorded in good faith is refused into nowhere.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.people.models import PersonStatus
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import ForbiddenError, NotThereError, StaleError, VersionNeededError
from api.domain.shared.ids import new_id
from api.domain.visits.errors import NotMemberThatDayError
from api.domain.visits.models import Flag
from api.domain.visits.recording import errors
from api.domain.visits.recording import queries as q
from api.domain.visits.recording import schemas as s
from api.domain.visits.recording.merging import (
    ARRIVAL,
    DEPARTURE,
    End,
    Merged,
    There,
    check_moment,
    check_note,
    in_order,
    visit_after,
)
from api.domain.visits.recording.models import NoteField, VisitAmendment, VisitRecord
from api.storage.writing import ANY_VERSION, Writing

TIMES = {NoteField.arrived_at: ARRIVAL, NoteField.departed_at: DEPARTURE}
OVER = (PersonStatus.paused, PersonStatus.ended)
ON_THE_VISIT_TOO = (Flag.late_record, Flag.person_was_paused)


class Written(NamedTuple):
    """The caller's record, whether this call began it, and whether it was handed in by somebody who reads nothing of it."""

    record: UUID
    created: bool
    late: bool = False


@dataclass
class Held:
    """A visit and its records as they stand, held until they are written; who the caller was there."""

    visit: UUID
    values: dict[str, Any]
    records: list[dict[str, Any]]
    member: UUID | None
    status: str | None

    def mine(self) -> dict[str, Any]:
        """The caller's own record; empty when there is none."""
        return next((r for r in self.records if r["member_id"] == self.member), {})


def carers_only(work: Writing) -> None:
    """Recording speaks for a member of a team, whatever else a token may do with visits."""
    if work.reader != Role.carer:
        raise ForbiddenError("A visit is recorded by the members of the team who were there.")


async def hold(work: Writing, visit: UUID, *, entered: tuple[UUID, str] | None = None) -> Held | None:
    """Hold a visit and read its records, in that order. None when it is not there, or not theirs."""
    work.do(q.VISIT, visit=visit)
    if entered is None:
        work.do(q.MEMBER, visit=visit, account=work.asker.subject)
    else:
        work.do(q.LOCK_MEMBER, account=work.asker.subject)
    work.do(q.RECORDS, visit=visit)
    found, member, records = (work.wire.rows(result) for result in (await work.flush())[-3:])
    if not found:
        return None
    names = (*q.RECORD_COLUMNS, "arrived_at_amended", "departed_at_amended")
    who = entered or (member[0][:2] if member else (None, None))
    return Held(
        visit, dict(zip(q.VISIT_COLUMNS, found[0], strict=True)), [dict(zip(names, r, strict=True)) for r in records], *who
    )


async def as_member(work: Writing, visit: UUID) -> Held:
    """Hold a visit for its recording by a member of that day."""
    carers_only(work)
    held = await hold(work, visit)
    if held is None:
        raise NotThereError
    if held.member is None:
        raise NotMemberThatDayError
    return held


async def record_end(work: Writing, visit: UUID, end: End, body: s.VisitMoment) -> UUID:
    """The caller arrives, or leaves. The same again changes nothing; another word is an amendment's."""
    check_moment(body)
    held = await as_member(work, visit)
    merged = Merged(held.mine(), utc_now())
    if not merged.fill(end, body):
        if not merged.says_the_same(end, body):
            raise errors.TimeRecordedError
        return merged.stood["id"]  # type: ignore[no-any-return]
    merged.told(body.device_now)
    return await write(work, held, merged)


async def write_note(work: Writing, visit: UUID, body: s.Note, version: int | None) -> Written:
    """The caller's own note: the first time it begins it, later it replaces it while it is not locked."""
    check_note(body)
    held = await as_member(work, visit)
    merged = Merged(held.mine(), utc_now())
    stood = merged.stood
    if version is not None:
        expect(stood, version)
    elif stood.get("note_recorded_at") is not None:
        if merged.says_the_note(body):
            return Written(stood["id"], created=False)
        raise VersionNeededError
    if merged.locked() and not merged.says_the_note(body):
        raise errors.NoteLockedError
    merged.write_note(body)
    return Written(await write(work, held, merged), created=stood.get("note_recorded_at") is None)


def expect(stood: Any, version: int) -> None:  # noqa: ANN401 - a record's columns
    """Refuse a change of a record that is not there, or is another by now."""
    if not stood:
        raise NotThereError
    if version not in (ANY_VERSION, stood["version"]):
        raise StaleError(extra={"current_version": stood["version"]})


async def amend(work: Writing, record: UUID, body: s.VisitAmendmentNew) -> UUID:
    """A later word beside a record. An amended time is what the visit's minutes are counted with from then on."""
    carers_only(work)
    end = TIMES.get(body.field)
    if (body.amended_at is None) is not (end is None) or (body.words is None) is (end is None):
        raise errors.AmendmentPartsError(pointer="/words" if end is None else "/amended_at")
    known = await work.rows(q.OF_RECORD, record=record)
    held = await hold(work, known[0][0]) if known else None
    if held is None:
        raise NotThereError
    merged = Merged(next(r for r in held.records if r["id"] == record), utc_now())
    merged.amend(body.field, amended_at=body.amended_at, words=body.words)
    merged.amendments[0]["because"] = body.because
    if end is not None:
        in_order(merged.last(ARRIVAL), merged.last(DEPARTURE))
    (values,) = _amendments(work, held, merged, record)
    id_ = await work.add(VisitAmendment, values | {"id": body.id or values["id"]}, visit_id=held.visit)
    _queue_visit(work, held, merged, merged.stood["member_id"])
    await _flush(work)
    return id_


async def write(work: Writing, held: Held, merged: Merged, **once: Any) -> UUID:  # noqa: ANN401 - columns of a new record
    """Write what changed: the record, what stands beside it, the visit. Answers the record's id.

    `once`: what only a new record is given.
    """
    stood = merged.stood
    merged.check_times()
    if not merged.amendments and all(stood.get(name) == value for name, value in merged.changes.items()) and stood:
        return stood["id"]  # type: ignore[no-any-return]
    if held.status in OVER:
        merged.flag(Flag.person_was_paused)
    record: UUID = stood["id"] if stood else new_id()
    if stood:
        work.do(q.WRITE_RECORD, record=record, **{f"to_{name}": merged.value(name) for name in q.WRITTEN_OF_RECORD})
    else:
        values = {
            "id": record, "member_id": held.member, "provided_by_team_id": held.values["provided_by_team_id"],
            **merged.changes, **once,
        }  # fmt: skip
        work.queue_add(VisitRecord, values, visit_id=held.visit)
    for amendment in _amendments(work, held, merged, record):
        work.queue_add(VisitAmendment, amendment, visit_id=held.visit)
    _queue_visit(work, held, merged, held.member)
    await _flush(work)
    return record


def _amendments(work: Writing, held: Held, merged: Merged, record: UUID) -> list[dict[str, Any]]:
    """The rows of what stands beside a record."""
    more = {"record_id": record, "account_id": work.asker.subject, "provided_by_team_id": held.values["provided_by_team_id"]}
    return [{"id": new_id(), **amendment, **more} for amendment in merged.amendments]


def _queue_visit(work: Writing, held: Held, merged: Merged, member: UUID | None) -> None:
    """What the record changes in the visit, and in what else the member was doing then."""
    others = (r for r in held.records if r["member_id"] != member)
    there = [There(r["member_id"], *(r[f"{e.at}_amended"] or r[e.at] for e in (ARRIVAL, DEPARTURE))) for r in others]
    arrived, departed = merged.last(ARRIVAL), merged.last(DEPARTURE)
    if member is not None:
        there.append(There(member, arrived, departed))
    flags = [flag for flag in merged.value("flags") or [] if flag in ON_THE_VISIT_TOO]
    values = visit_after(held.values, there, flags)
    if any(held.values[name] != value for name, value in values.items()):
        work.do(q.WRITE_VISIT, visit=held.visit, **{f"to_{n}": values.get(n, held.values[n]) for n in q.WRITTEN_OF_VISIT})
    if arrived is not None and departed is not None and member == held.member:
        work.do(q.FLAG_OVERLAPS, visit=held.visit, member=member, arrived=arrived, departed=departed)


async def _flush(work: Writing) -> None:
    """Send what waits. Whatever writes a row answers it; none means that the row was not theirs to write."""
    if any(result.ntuples == 0 for result in await work.flush()):
        raise NotThereError
