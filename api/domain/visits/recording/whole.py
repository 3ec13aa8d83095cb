"""A whole visit in one piece, as a phone without signal kept it: late, twice, fifty times at once, in any order."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from api.domain.shared.clock import utc_now
from api.domain.shared.errors import IdInUseError
from api.domain.visits.models import Flag, Visit, VisitState
from api.domain.visits.recording import queries as q
from api.domain.visits.recording import schemas as s
from api.domain.visits.recording.merging import ARRIVAL, DEPARTURE, Merged, check_moment, check_note, digest, in_order
from api.domain.visits.recording.service import Held, Written, carers_only, expect, hold, write
from api.storage.writing import Writing

SHORTEST = timedelta(minutes=1)  # a plan ends after it begins; who left in the minute they came was there all the same


async def hand_in(work: Writing, visit: UUID, body: s.WholeVisit, version: int | None) -> Written:
    """Take a whole visit of the caller's, planned or not.

    What was recorded before stays; gaps are filled; what is told otherwise stands beside it as an amendment and is flagged.
    """
    carers_only(work)
    check_moment(body.arrival, "/arrival")
    check_moment(body.departure, "/departure")
    in_order(body.arrival.at, body.departure.at)
    if body.note is not None:
        check_note(body.note, "/note")
    made_of = digest(body)
    work.do(q.ENTER_RECORD, visit=visit, person=body.person_id, at=body.arrival.at)
    work.do(q.SAID_BEFORE, visit=visit, digest=made_of)
    entered, before = (work.wire.rows(result) for result in (await work.flush())[-2:])
    member, team, late, status = entered[0]
    if before:
        return Written(before[0][0], created=False, late=late)
    held = await _there(work, visit, body, (member, status), team)
    stood = held.mine()
    if stood and made_of in (stood["whole_digest"], stood["created_digest"]):
        return Written(stood["id"], created=False, late=late)
    merged = Merged(stood, utc_now(), await _last_words(work, stood))
    replaces = version is not None and not late
    if replaces:
        expect(stood, version or 0)
    elif stood and stood["whole_digest"] is not None and not late:
        raise IdInUseError(extra={"id": str(visit)})
    _merge(merged, body, replaces=replaces)
    merged.changes["whole_digest"] = made_of
    merged.told(body.device_now)
    if late:
        merged.flag(Flag.late_record)
    return Written(await write(work, held, merged, created_digest=made_of), created=not stood, late=late)


def _merge(merged: Merged, body: s.WholeVisit, *, replaces: bool) -> None:
    merged.beside(ARRIVAL, body.arrival)
    merged.beside(DEPARTURE, body.departure)
    if body.note is None:
        return
    if replaces and not merged.locked():
        merged.write_note(body.note)
    else:
        merged.note_beside(body.note)


async def _last_words(work: Writing, stood: dict[str, object]) -> dict[str, str]:
    return dict(await work.rows(q.LAST_WORDS, record=stood["id"])) if stood else {}


async def _there(work: Writing, visit: UUID, body: s.WholeVisit, entered: tuple[UUID, str], team: UUID) -> Held:
    """The visit, held: as it was planned, or made now by what was recorded."""
    held = await hold(work, visit, entered=entered)
    if held is None:
        with suppress(IdInUseError):  # another sending of it came first
            await work.add(Visit, _unplanned(visit, body, entered[0], team), person_id=body.person_id)
        held = await hold(work, visit, entered=entered)
    if held is None or held.values["person_id"] != body.person_id:
        raise IdInUseError(extra={"id": str(visit)})
    return held


def _unplanned(visit: UUID, body: s.WholeVisit, member: UUID, team: UUID) -> dict[str, object]:
    start, end = body.arrival.at, body.departure.at
    return {
        "id": visit, "provided_by_team_id": team, "kind": body.kind, "purpose": body.purpose, "unplanned": True,
        "planned_start_at": start, "planned_end_at": max(end, start + SHORTEST), "member_ids": [member],
        "state": VisitState.completed,
    }  # fmt: skip
