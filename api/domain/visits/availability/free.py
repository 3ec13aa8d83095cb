"""When a member is free: the working times of their patterns, less what takes them away. Pure: no clock, no database.

Working times are wall time in London. In the night in which the clocks go forward, a time that is left out (01:30) is the moment
of the jump; in the one in which they go back, a time that is there twice is the first of the two. So whoever works from 22:00 to
07:00 is free for eight hours in the one night and for ten in the other, and times never change places.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from api.domain.shared.clock import LONDON

Span = tuple[datetime, datetime]
_DAY: Final = timedelta(days=1)
MIDNIGHT: Final = time(0)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From when until when on a weekday (0 is Monday) of a week of the cycle. `ends` not after `starts`: the next day."""

    week: int
    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Pattern:
    """Working times from a day on. Week 1 of the cycle is the calendar week (from Monday) in which `from_on` lies.

    `until_on` is the first day on which it holds no more. Hours belong to the day on which they start.
    """

    from_on: date
    until_on: date | None
    cycle_weeks: int
    hours: Sequence[WorkingHours]

    def holds_on(self, day: date) -> bool:
        """Whether it says anything about that day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)

    def on(self, day: date) -> Iterator[Span]:
        """The working times that start on a day."""
        weeks = (_monday(day) - _monday(self.from_on)).days // 7
        for each in self.hours:
            if (each.week, each.weekday) == (weeks % self.cycle_weeks + 1, day.weekday()):
                last = day if each.ends > each.starts else day + _DAY
                yield instant(day, each.starts), instant(last, each.ends)


def free_times(patterns: Iterable[Pattern], away: Iterable[Span], start: datetime, until: datetime) -> list[Span]:
    """From when until when a member is free between two instants: in order, apart from one another, in UTC.

    `away`: absences, and planned visits for whoever asks what is left. On a day of which no pattern says anything, nobody has
    said when they work: they are free at any time of it.
    """
    known, found = list(patterns), list[Span]()
    day = start.astimezone(LONDON).date() - _DAY  # the night before reaches into the first day
    while (midnight := instant(day, MIDNIGHT)) < until:
        pattern = next((p for p in known if p.holds_on(day)), None)
        found += [(midnight, instant(day + _DAY, MIDNIGHT))] if pattern is None else pattern.on(day)
        day += _DAY
    return _without(_joined(_within(found, start, until)), _joined(_within(away, start, until)))


def instant(day: date, at: time) -> datetime:
    """When a wall time in London is."""
    local = datetime.combine(day, at)
    found = local.replace(tzinfo=LONDON).astimezone(UTC)
    if found.astimezone(LONDON).replace(tzinfo=None) != local:  # left out: the clocks go forward at 01:00 UTC (EU 2000/84)
        return datetime.combine(day, time(1), tzinfo=UTC)
    return found


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _within(spans: Iterable[Span], start: datetime, until: datetime) -> Iterator[Span]:
    """What of them lies between two instants."""
    for begin, end in spans:
        clipped = max(begin.astimezone(UTC), start.astimezone(UTC)), min(end.astimezone(UTC), until.astimezone(UTC))
        if clipped[0] < clipped[1]:
            yield clipped


def _joined(spans: Iterable[Span]) -> list[Span]:
    """In order, with those that meet or overlap made one."""
    made: list[Span] = []
    for begin, end in sorted(spans):
        if made and begin <= made[-1][1]:
            made[-1] = made[-1][0], max(made[-1][1], end)
        else:
            made.append((begin, end))
    return made


def _without(spans: Sequence[Span], taken: Sequence[Span]) -> list[Span]:
    """What is left of them; both in order and joined."""
    left: list[Span] = []
    for begin, end in spans:
        at = begin
        for away, back in taken:
            if back <= at or away >= end:
                continue
            if away > at:
                left.append((at, away))
            at = back
        if at < end:
            left.append((at, end))
    return left
