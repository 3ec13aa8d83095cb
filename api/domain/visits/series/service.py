"""Verbs about series: beginning one, changing all of it or from a visit on, leaving one visit out, planning ahead, ending it.

What has been changed by itself, closed or recorded is left alone by every one of them.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.domain.shared.recurrence.dates import Occurrence, checked, instant, occurrences, split
from api.domain.shared.recurrence.rules import read
from api.domain.visits import schemas as visits
from api.domain.visits import service as one
from api.domain.visits.errors import MemberTwiceError, NotMemberThatDayError, ShortVisitError
from api.domain.visits.models import SHORT_MINUTES, VisitState
from api.domain.visits.queries import PERSON_STATUS
from api.domain.visits.series import errors
from api.domain.visits.series import queries as q
from api.domain.visits.series import schemas as s
from api.domain.visits.series.models import MOST_WEEKS_AHEAD, WEEKS_AHEAD, VisitSeries
from api.storage.writing import ANY_VERSION, Writing

DAY: Final = timedelta(days=1)
BEGUN_BEFORE: Final = timedelta(days=366)  # a series that has long been going on paper is written down as it began
BEGINS_AHEAD: Final = timedelta(days=731)


class Standing(NamedTuple):
    """How a series stands, held until the verb has written."""

    rule: str
    first_local: datetime
    length_minutes: int
    earlier_minutes: int
    later_minutes: int
    kind: str
    purpose: str
    members_needed: int
    member_ids: list[UUID]
    travel_minutes: int
    short_reason: str | None
    short_words: str | None
    exceptions: list[datetime]
    planned_until_on: date | None
    ended_on: date | None


APART: Final = frozenset({"exceptions", "planned_until_on", "ended_on"})  # what a series that follows does not take over


async def begin(work: Writing, person: UUID, body: s.VisitSeriesCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Begin a series and plan its first weeks. What was sent before is answered as it is now."""
    values = body.model_dump(exclude={"id"})
    values["rule"] = rule_of(body.rule, body.first_local)
    _hold_together(values)
    await work.add(VisitSeries, values | {"id": id_, "created_digest": made_of}, person_id=person)
    _in_reach(body.first_local)
    await one.hold_support(work, person)
    await _members_there(work, id_, body.member_ids)
    await _plan(work, id_, values | {"exceptions": [], "planned_until_on": None}, planned_ahead())
    return id_


async def change_all(
    work: Writing, person: UUID, series: UUID, version: int, body: s.VisitSeriesPatch | s.VisitSeriesCreate
) -> None:
    """Change what all visits have in common, and with it those still to come."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.VisitSeriesPatch), exclude={"id"})
    await one.hold_support(work, person)
    now = await standing(work, person, series)
    rule, first = changes.pop("rule", now.rule), changes.pop("first_local", now.first_local)
    if isinstance(body, s.VisitSeriesCreate) and (rule_of(rule, first), first) != (now.rule, now.first_local):
        raise errors.SeriesRuleStandsError(pointer="/rule")
    if now.ended_on is not None and now.ended_on < london_today():
        raise errors.SeriesEndedError
    _hold_together(now._asdict() | changes)
    changed = [name for name, value in changes.items() if value != getattr(now, name)]
    await work.change(VisitSeries, series, version, changes, person_id=person)
    if "member_ids" in changed:
        await _members_there(work, series, changes["member_ids"])
    if changed:
        found = await work.rows(q.COMING, id=series)
        await _follow(work, series, {id_: (local, starts) for id_, local, starts in found}, changed)


async def change_from(work: Writing, person: UUID, series: UUID, body: s.VisitSeriesChange, *, id_: UUID) -> UUID:
    """Change a visit and all that follow: this series ends before it and another goes on, with the visits planned already."""
    changes = body.model_dump(exclude_unset=True, exclude={"id", "from_local", "closed_by", "reason", "words"})
    await one.hold_support(work, person)
    now = await standing(work, person, series)
    if now.ended_on is not None:
        raise errors.SeriesEndedError
    if body.from_local.date() > london_today() + timedelta(weeks=MOST_WEEKS_AHEAD):
        raise errors.SeriesFarAheadError(pointer="/from_local")
    halves = split(now.rule, now.first_local, body.from_local)
    if halves.first is None or halves.after is None or instant(halves.first) <= utc_now():
        raise errors.NothingFollowsError(pointer="/from_local")
    _within_reach(halves.first.date(), "/from_local")
    first = changes.get("first_local", halves.first)
    if first.date() < body.from_local.date() or (halves.before and first.date() <= _last_of(halves.before).date()):
        raise errors.SeriesFirstError(pointer="/first_local")
    _in_reach(first)
    values = {name: value for name, value in now._asdict().items() if name not in APART} | changes | {"first_local": first}
    values["rule"] = rule_of(changes.get("rule", halves.after), first)
    _hold_together(values)
    last = halves.first.date() - DAY
    await _plan(work, series, now._asdict(), last)
    until = max(planned_ahead(), now.planned_until_on or last)
    theirs = await work.rows(q.FROM, id=series, local=halves.first)
    # The one time of day of the new series names its visits; a day that is left out, or has a visit of its own, stays so.
    apart = [local for _, local, follows in theirs if not follows] + [e for e in now.exceptions if e >= halves.first]
    exceptions = sorted({datetime.combine(local.date(), first.time()) for local in apart})
    found = occurrences(
        values["rule"],
        first,
        values["length_minutes"],
        max(utc_now(), _midnight(first.date())),
        _midnight(until + DAY),
        exceptions,
    )
    by_day = {occurrence.local.date(): occurrence for occurrence in found}
    stays = {id_: by_day.pop(local.date()) for id_, local, follows in theirs if follows and local.date() in by_day}
    goes = [id_ for id_, _, follows in theirs if follows and id_ not in stays]
    values |= {"id": id_, "exceptions": exceptions, "follows_id": series}
    await work.add(VisitSeries, values, person_id=person)
    await _members_there(work, id_, changes.get("member_ids", []))
    await work.change(VisitSeries, series, ANY_VERSION, {"rule": halves.before or now.rule, "ended_on": last}, person_id=person)
    await work.rows(q.CLOSE, ids=goes, closed_by=body.closed_by, reason=body.reason, words=body.words)
    await _follow(work, id_, {visit: (o.local, o.starts_at) for visit, o in stays.items()}, list(changes))
    await _make(work, id_, by_day.values(), until)
    return id_


async def leave_out(work: Writing, person: UUID, series: UUID, body: s.VisitSeriesException) -> None:
    """One visit of the series does not take place. Saying it again is fine."""
    if (body.on_local is None) == (body.visit_id is None):
        raise errors.OneOccurrenceError(pointer="/on_local")
    now = await standing(work, person, series)
    found = await work.rows(q.OCCURRENCE, id=series, visit=body.visit_id, local=body.on_local)
    visit, local, state = found[0] if found else (None, body.on_local, None)
    if local is None:
        raise errors.NotAnOccurrenceError(pointer="/visit_id")
    if visit is None and not _gives(now, local):
        raise errors.NotAnOccurrenceError(pointer="/on_local")
    if visit is not None and state not in (VisitState.cancelled, VisitState.missed):
        await one.cancel(work, visit, visits.VisitCancellation(closed_by=body.closed_by, reason=body.reason, words=body.words))
    if local not in now.exceptions:
        if len(now.exceptions) >= s.MOST_EXCEPTIONS:
            raise errors.SeriesExceptionsError
        await work.change(VisitSeries, series, ANY_VERSION, {"exceptions": sorted([*now.exceptions, local])}, person_id=person)


async def end(work: Writing, person: UUID, series: UUID, body: s.VisitSeriesEnd) -> None:
    """The series has a last day: what was planned after it does not take place, and what is before it is planned now."""
    _within_reach(body.on, "/on", since=london_today() - DAY)
    await work.find(PERSON_STATUS, id=person)
    now = await standing(work, person, series)
    if now.ended_on is not None and now.ended_on <= body.on:
        raise errors.SeriesEndedError
    if now.ended_on is None and body.on > max(now.planned_until_on or body.on - DAY, london_today()):
        await one.hold_support(work, person)
        await _plan(work, series, now._asdict(), body.on)
    if body.words:
        work.because(body.words)
    await work.change(VisitSeries, series, ANY_VERSION, {"ended_on": body.on}, person_id=person)
    after = datetime.combine(body.on + DAY, time())
    await work.rows(q.CLOSE_AFTER, id=series, closed_by=body.closed_by, reason=body.reason, words=body.words, local=after)


async def plan_further(work: Writing, person: UUID, series: UUID, until: date) -> None:
    """Plan the visits up to a day. What is planned already stays as it is."""
    _within_reach(until, "/until_on")
    await one.hold_support(work, person)
    now = await standing(work, person, series)
    if now.ended_on is not None:
        raise errors.SeriesEndedError
    await _plan(work, series, now._asdict(), until)


async def standing(work: Writing, person: UUID, series: UUID) -> Standing:
    """How the series stands now. NotThereError when it is not the caller's to change."""
    found = await work.find(q.STATE, id=series, person_id=person)
    if found is None:
        raise NotThereError
    return Standing(*found)


def rule_of(rule: str, first: datetime) -> str:
    """The rule in its normal form. SeriesRuleError with what to do."""
    try:
        return checked(rule, first)
    except ValueError as error:
        raise errors.SeriesRuleError(str(error), pointer="/rule") from None


def planned_ahead() -> date:
    """How far visits are planned without being asked. Whole weeks: so a series changes once a week and not every day."""
    day = london_today() + timedelta(weeks=WEEKS_AHEAD)
    return day + timedelta(days=6 - day.weekday())


def still_to_plan(series: Mapping[str, Any], until: date) -> list[Occurrence]:
    """The visits of a series that are not planned yet, up to the end of a day."""
    planned = series["planned_until_on"]
    after = utc_now() if planned is None else max(utc_now(), _midnight(planned + DAY))
    ends = _midnight(until + DAY)
    if ends <= after:
        return []
    return occurrences(series["rule"], series["first_local"], series["length_minutes"], after, ends, series["exceptions"])


async def _plan(work: Writing, id_: UUID, series: Mapping[str, Any], until: date) -> None:
    if series["planned_until_on"] is None or series["planned_until_on"] < until:
        await _make(work, id_, still_to_plan(series, until), until)


async def _make(work: Writing, id_: UUID, found: Iterable[Occurrence], until: date) -> None:
    """One statement, however many visits."""
    found = list(found)
    await work.rows(
        q.PLAN, id=id_, ids=[new_id() for _ in found], locals=[o.local for o in found], starts=[o.starts_at for o in found],
        until=until,
    )  # fmt: skip


async def _follow(work: Writing, id_: UUID, moves: Mapping[UUID, tuple[datetime, datetime]], changed: list[str]) -> None:
    """Visits follow their series: each with the wall time that names it and its start. One statement, however many."""
    locals_, starts = [local for local, _ in moves.values()], [at for _, at in moves.values()]
    await work.rows(q.FOLLOW, id=id_, ids=list(moves), locals=locals_, starts=starts, changed=changed)


async def _members_there(work: Writing, series: UUID, members: list[UUID]) -> None:
    """A slip in a member's id is told at once. A provider's client sees no members: its visits are open then, and flagged."""
    if members and work.asker.role is not Role.integration:
        found = await work.find(q.MEMBERS_THERE, id=series, members=members)
        if found is None or found[0] != len(members):
            raise NotMemberThatDayError(pointer="/member_ids")


def _gives(series: Standing, local: datetime) -> bool:
    """Whether the rule has a start at this wall time, before the end of the series."""
    if series.ended_on is not None and local.date() > series.ended_on:
        return False
    at = instant(local)
    found = occurrences(series.rule, series.first_local, series.length_minutes, at, at + timedelta(seconds=1))
    return any(occurrence.local == local for occurrence in found)


def _last_of(before: str) -> datetime:
    """The last start of the first half, which split() says in UNTIL. A day is never in both."""
    until = read(before).until
    assert isinstance(until, datetime)  # noqa: S101 - so split() writes it
    return until


def _midnight(day: date) -> datetime:
    return instant(datetime.combine(day, time()))


def _hold_together(values: Mapping[str, Any]) -> None:
    if values["length_minutes"] < SHORT_MINUTES and values["short_reason"] is None:
        raise ShortVisitError(pointer="/short_reason")
    if len(set(values["member_ids"])) != len(values["member_ids"]):
        raise MemberTwiceError(pointer="/member_ids")


def _in_reach(first: datetime) -> None:
    today = london_today()
    if not today - BEGUN_BEFORE <= first.date() <= today + BEGINS_AHEAD:
        raise errors.SeriesFirstError(pointer="/first_local")


def _within_reach(day: date, pointer: str, *, since: date | None = None) -> None:
    today = london_today()
    if not (since or today) <= day <= today + timedelta(weeks=MOST_WEEKS_AHEAD):
        raise errors.SeriesFarAheadError(pointer=pointer)
