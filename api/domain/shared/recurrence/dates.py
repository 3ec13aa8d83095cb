"""When what comes again is: the rule, read by python-dateutil in London wall time, and what it means on the clock.

A series is a rule (rules.py), its first start as London wall time, a length in minutes, and the starts left out (exceptions).
- Wall time is kept: 9:00 stays 9:00 in winter and summer.
- A start that does not exist (01:30 in the night of March) moves forward by the hour that is left out, to 02:30; one that exists
  twice (01:30 in the night of October) is the first of the two. So RFC 5545, 3.3.5 and 3.3.10. The latter also says that a start
  that does not exist is ignored: we do not, since who is turned at 01:30 each night needs it in that night too.
- The end is the start and the length in real minutes, whatever the clocks do meanwhile: eight hours at night are 480 minutes of
  work and pay, although the clock on the wall then shows seven hours later, or nine.
- The first start is counted where the rule gives it, and else only says from when on: FREQ=WEEKLY;BYDAY=TH from a Monday begins
  on the Thursday. A day that a month does not have is left out (day 31 of April); the last day of each month is BYMONTHDAY=-1.
- COUNT counts what the rule gives, exceptions included, as RFC 5545 does.

Nothing is looked for later than 40 years after the first start, and no search takes more steps than there are days, weeks, months
or years up to where it ends, so that a rule that gives nothing (30 February) costs no more than one that does.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal, NamedTuple, Self

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from typing_extensions import override

from api.domain.shared.clock import LONDON
from api.domain.shared.recurrence.rules import Rule, read

# The rarest day that somebody may mean, 29 February on a given weekday, comes every 28 years, and after 40 across 2100.
HORIZON: Final = timedelta(days=40 * 366)
# A little over two years: further ahead nobody plans, and a longer list is a mistake of ours.
LONGEST_WINDOW: Final = timedelta(days=800)
LONGEST_VISIT: Final = 24 * 60
_EARLIEST, _LATEST = 1900, 2200
_DAY: Final = timedelta(days=1)

# dateutil's name of each, and the least days in it.
_FREQUENCY: Final[dict[str, tuple[Literal[0, 1, 2, 3], int]]] = {
    "YEARLY": (YEARLY, 365),
    "MONTHLY": (MONTHLY, 28),
    "WEEKLY": (WEEKLY, 7),
    "DAILY": (DAILY, 1),
}


class Occurrence(NamedTuple):
    """One of what comes again. `local` is the wall time that the rule gave: it names the occurrence, also in an exception."""

    local: datetime
    starts_at: datetime
    ends_at: datetime


class Split(NamedTuple):
    """The two halves of a series: the rule up to a start, the rule from there on, and the first start of the second half."""

    before: str | None
    after: str | None
    first: datetime | None


def checked(rule: str, first: datetime | None = None) -> str:
    """The rule in its normal form, or ValueError with what to do. With `first` it must give a start from there on."""
    known = read(rule)
    begin = datetime(2000, 1, 1) if first is None else _wall(first)  # noqa: DTZ001 - wall time; a leap year that began a century
    # Without a first start nobody knows which of every three weeks is meant, or whether the end is past.
    asked = replace(known, interval=1, count=None, until=None) if first is None else known
    if next(_starts(asked, begin, begin + HORIZON), None) is None:
        raise ValueError(
            "This rule gives no day at all. Check that its days exist together, and that it does not end before it begins."
        )
    return str(known)


def occurrences(
    rule: str, first: datetime, length_minutes: int, after: datetime, until: datetime, exceptions: Collection[datetime] = ()
) -> list[Occurrence]:
    """Those that start at `after` or later and before `until` (both aware), in order; one a day at most."""
    if after.utcoffset() is None or until.utcoffset() is None:
        raise ValueError("Give both ends of the window with their offset.")
    if until - after > LONGEST_WINDOW:
        raise ValueError(f"Ask for at most {LONGEST_WINDOW.days} days at once.")
    if not 1 <= length_minutes <= LONGEST_VISIT:
        raise ValueError(f"Give the length in minutes, from 1 to {LONGEST_VISIT}.")
    length, left_out = timedelta(minutes=length_minutes), frozenset(map(_wall, exceptions))
    found = []
    # A day more than the window on the wall, then the window exactly: near a change of the clocks the two differ.
    earliest, latest = after.astimezone(LONDON).replace(tzinfo=None) - _DAY, until.astimezone(LONDON).replace(tzinfo=None) + _DAY
    for local in _starts(read(rule), _wall(first), latest):
        if local < earliest:
            continue
        starts_at = instant(local)
        if after <= starts_at < until and local not in left_out:
            found.append(Occurrence(local, starts_at, starts_at + length))
    return found


def following(rule: str, first: datetime, length_minutes: int, after: datetime, most: int) -> list[Occurrence]:
    """The next that start at `after` (aware) or later, in order, `most` of them or as many as there still are."""
    length, found = timedelta(minutes=length_minutes), []
    begin, earliest = _wall(first), after.astimezone(LONDON).replace(tzinfo=None) - _DAY
    for local in _starts(read(rule), begin, begin + HORIZON):
        if local >= earliest and (starts_at := instant(local)) >= after:
            found.append(Occurrence(local, starts_at, starts_at + length))
            if len(found) == most:
                break
    return found


def split(rule: str, first: datetime, at: datetime) -> Split:
    """Part a series at a London wall time, for a change to this visit and all that follow.

    The first half ends with the last start before `at`; the second begins with the first at or after it and has what is left of
    COUNT. A half without a start is None. Exceptions go with the half in which they lie.
    """
    whole, at, number, last, following = read(rule), _wall(at), 0, None, None
    for start in _starts(whole, first := _wall(first), first + HORIZON):
        if start >= at:
            following = start
            break
        number, last = number + 1, start
    before = None if last is None else str(replace(whole, count=None, until=last))
    left = None if whole.count is None else whole.count - number
    after = None if following is None else str(replace(whole, count=left))
    return Split(before, after, following)


def instant(local: datetime) -> datetime:
    """When a wall time in London is: the first of two, and one that is left out moved forward by the gap."""
    # zoneinfo with fold=0 takes the offset from before the change in both cases, and that is what RFC 5545, 3.3.5 asks for.
    return local.replace(tzinfo=LONDON, fold=0).astimezone(UTC)


def _wall(local: datetime) -> datetime:
    if local.tzinfo is not None or local.microsecond or not _EARLIEST <= local.year <= _LATEST:
        raise ValueError(
            f"Give London wall time: a date-time from {_EARLIEST} to {_LATEST}, without an offset, in whole seconds."
        )
    return local


def _starts(rule: Rule, first: datetime, before: datetime) -> Iterator[datetime]:
    """Every start that the rule gives from `first` on and before `before`, in order."""
    before = min(before, first + HORIZON)
    if before <= first:
        return
    search = _search(rule, first, before)
    number = 0
    with suppress(_EnoughError):
        for start in search:
            if start < first:
                continue
            if start >= before or number == rule.count or (rule.until and rule.ended_before(start, instant(start))):
                return
            number += 1
            yield start


def _search(rule: Rule, first: datetime, before: datetime) -> rrule:
    frequency, least_days = _FREQUENCY[rule.frequency]
    days, begin = rule.days, first
    if rule.frequency == "WEEKLY":
        # dateutil fills the first week only from its first start on, where BYSETPOS would count from: begin with the whole week.
        days = days or ((first.weekday(), None),)
        begin = first - timedelta(days=(first.weekday() - rule.week_begins) % 7)
    steps = (before - begin).days // (least_days * rule.interval) + 1
    return rrule(
        frequency,
        dtstart=begin,
        interval=_Stride(rule.interval, steps),
        wkst=rule.week_begins,
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byweekday=[weekday(day, nth) for day, nth in days] or None,
        bysetpos=rule.positions or None,
        # COUNT and UNTIL stay here: dateutil looks at them only when it has found a start, so they end no search in vain.
    )


class _EnoughError(Exception):
    """The search has gone as far as it may."""


class _Stride(int):
    """INTERVAL that counts the steps taken with it.

    dateutil steps from one day, week, month or year to the next by adding its interval, and stops by itself only where it finds a
    start or in the year 9999. There is no other place to stop a rule that gives nothing: this number says when it is enough.
    """

    left: int

    def __new__(cls, interval: int, steps: int) -> Self:
        stride = super().__new__(cls, interval)
        stride.left = steps
        return stride

    @override
    def __radd__(self, other: int, /) -> int:
        self._step()
        return other + int(self)

    @override
    def __mul__(self, other: int, /) -> int:
        self._step()
        return int(self) * other

    def _step(self) -> None:
        if self.left == 0:
            raise _EnoughError
        self.left -= 1
