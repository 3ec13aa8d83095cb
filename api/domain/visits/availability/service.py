"""Verbs about availability. A team writes for its mates who is away and when they work; why somebody is away is theirs alone."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

import orjson

from api.domain.shared.clock import utc_now
from api.domain.shared.errors import IdInUseError, NotThereError, VersionNeededError
from api.domain.shared.ids import new_id
from api.domain.teams import members
from api.domain.teams.errors import MemberLeftError
from api.domain.visits.availability import errors
from api.domain.visits.availability import queries as q
from api.domain.visits.availability import schemas as s
from api.domain.visits.availability.free import Pattern, Span, WorkingHours, free_times
from api.domain.visits.availability.models import Absence, AbsenceReason, WorkingPattern
from api.storage.writing import Writing

A_WEEK: Final = timedelta(days=7)
LONGEST: Final = timedelta(days=35)
FIRST_YEAR, LAST_YEAR = 2000, 2199
_WEEKDAYS: Final = {str(name): number for number, name in enumerate(s.Weekday)}
SHOWN: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


async def _here(work: Writing, team: UUID, member: UUID) -> members.State:
    """A member who is still of the team. Who has left stays as they were."""
    found = await members.state(work, team, member)
    if found.left_on is not None:
        raise MemberLeftError
    return found


# ---- working patterns --------------------------------------------------------------------------------------------
async def add_pattern(
    work: Writing, team: UUID, member: UUID, body: s.WorkingPatternCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """When a member works from a day on. The pattern before, if it has no end, ends on that day."""
    await _here(work, team, member)
    if await work.find(q.PATTERN_KNOWN, id=id_) is not None:  # sent before: it makes no room a second time
        raise IdInUseError(extra={"id": str(id_)})
    work.do(q.MAKE_ROOM, member_id=member, team_id=team, from_on=body.from_on)
    values = body.model_dump(exclude={"id", "times"}) | {"times": [t.model_dump(mode="json") for t in body.times]}
    values |= {"id": id_, "member_id": member, "created_digest": made_of}
    return await work.add(WorkingPattern, values, team_id=team)


async def change_pattern(
    work: Writing, team: UUID, member: UUID, pattern: UUID, version: int,
    body: s.WorkingPatternPatch | s.WorkingPatternCreate,
) -> None:  # fmt: skip
    """Change the members sent (a patch), or all of them (a replacement)."""
    await _here(work, team, member)
    changes = body.model_dump(exclude_unset=isinstance(body, s.WorkingPatternPatch), exclude={"id"}, mode="json")
    changes |= {name: getattr(body, name) for name in changes.keys() & {"from_on", "until_on"}}
    now = await work.find(q.PATTERN_NOW, id=pattern, member_id=member, team_id=team)
    if now is None:
        raise NotThereError
    weeks, times = changes.get("cycle_weeks", now[0]), changes.get("times", now[1])
    if any(each["week"] > weeks for each in times):
        raise errors.CycleError(pointer="/times" if "times" in changes else "/cycle_weeks")
    await work.change(WorkingPattern, pattern, version, changes, member_id=member, team_id=team)


# ---- absences ----------------------------------------------------------------------------------------------------
async def add_absence(
    work: Writing, team: UUID, member: UUID, body: s.AbsenceCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Somebody is away. Their visits stay theirs until somebody hands them back."""
    await _here(work, team, member)
    values = body.model_dump(exclude={"id"}) | {"id": id_, "member_id": member, "created_digest": made_of}
    return await work.add(Absence, values, team_id=team)


async def change_absence(
    work: Writing, team: UUID, member: UUID, absence: UUID, version: int, body: s.AbsencePatch | s.AbsenceCreate
) -> None:
    """Change the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.AbsencePatch), exclude={"id"})
    await work.change(Absence, absence, version, changes, member_id=member, team_id=team)


async def write_reason(work: Writing, team: UUID, member: UUID, absence: UUID, body: s.AbsenceReasonPut, made_of: bytes) -> bool:
    """Write it down for the first time. False when the same words made it before; VersionNeededError when others did."""
    await may_give_reason(work, team, member, absence)
    now = await work.find(q.REASON_NOW, absence_id=absence)
    if now is None:
        values = {"id": new_id(), "absence_id": absence, "member_id": member, "words": body.words, "created_digest": made_of}
        await work.add(AbsenceReason, values, team_id=team)
        return True
    if now[1] is None or bytes(now[1]) != made_of:
        raise VersionNeededError
    return False


async def rewrite_reason(work: Writing, team: UUID, member: UUID, absence: UUID, version: int, body: s.AbsenceReasonPut) -> None:
    """Say it otherwise."""
    await may_give_reason(work, team, member, absence)
    reason = await reason_of(work, team, member, absence)
    await work.change(AbsenceReason, reason, version, {"words": body.words}, absence_id=absence, member_id=member, team_id=team)


async def reason_of(work: Writing, team: UUID, member: UUID, absence: UUID) -> UUID:
    """The id of the reason that the path names."""
    named = await work.find(q.REASON_NAMED, absence_id=absence, member_id=member, team_id=team)
    if named is None:
        raise NotThereError
    return named[0]  # type: ignore[no-any-return]


async def may_give_reason(work: Writing, team: UUID, member: UUID, absence: UUID) -> None:
    """Only oneself, about one's own absence."""
    found = await members.state(work, team, member)
    if await work.find(q.ABSENCE_OF, id=absence, member_id=member, team_id=team) is None:
        raise NotThereError
    if found.account != work.asker.subject:
        raise errors.ReasonIsOnesOwnError


# ---- free times --------------------------------------------------------------------------------------------------
def span_of(query: s.FreeTimesQuery) -> Span:
    """The instants asked about. SpanError for nothing, and for more than five weeks."""
    start = query.starts_from or utc_now()
    if not FIRST_YEAR <= start.year <= LAST_YEAR:  # the ends of the calendar have no day before or after
        raise errors.SpanError(pointer="?starts_from")
    until = query.starts_before or start + A_WEEK
    if not timedelta(0) < until - start <= LONGEST:
        raise errors.SpanError(pointer="?starts_before")
    return start, until


def told_free(sources: bytes, member: UUID, span: Span) -> bytes:
    """The answer's bytes, of what `queries.sources` answered."""
    known = orjson.loads(sources)
    away = [_span(each) for each in (*known["away"], *known["planned"])]
    found = free_times(map(pattern_of, known["patterns"]), away, *span)
    items = [{"starts_at": begin.strftime(SHOWN), "ends_at": end.strftime(SHOWN)} for begin, end in found]
    return orjson.dumps({"member_id": str(member), "items": items})


def pattern_of(row: dict[str, Any]) -> Pattern:
    """A pattern as it is stored."""
    until = row["until_on"]
    hours = [
        WorkingHours(t["week"], _WEEKDAYS[t["weekday"]], time.fromisoformat(t["starts"]), time.fromisoformat(t["ends"]))
        for t in row["times"]
    ]
    return Pattern(date.fromisoformat(row["from_on"]), date.fromisoformat(until) if until else None, row["cycle_weeks"], hours)


def _span(pair: list[str]) -> Span:
    return datetime.fromisoformat(pair[0]), datetime.fromisoformat(pair[1])
