"""When somebody is free: said quarter of an hour by quarter of an hour by another rule than the one under test."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.shared.clock import LONDON
from api.domain.visits.availability.free import Pattern, Span, WorkingHours, free_times, instant

QUARTER = timedelta(minutes=15)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)  # the nights of the clocks: 01:00 is left out, 01:00 is there twice

quarters = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
hours = st.builds(WorkingHours, week=st.integers(1, 3), weekday=st.integers(0, 6), starts=quarters, ends=quarters)
days = st.sampled_from((FORWARD, BACK, date(2026, 6, 10))).flatmap(
    lambda day: st.integers(-9, 9).map(lambda n: day + timedelta(days=n))
)


@st.composite
def two_patterns(draw: st.DrawFn) -> list[Pattern]:
    """None, one, or two in a row, as the database lets them be."""
    first = draw(days)
    second = first + timedelta(days=draw(st.integers(1, 20)))
    made = [
        Pattern(first, second, draw(st.integers(1, 3)), draw(st.lists(hours, max_size=6))),
        Pattern(second, draw(st.none() | st.just(second + timedelta(days=5))), 1, draw(st.lists(hours, max_size=6))),
    ]
    return made[: draw(st.integers(0, 2))]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begin = instant(draw(days), draw(quarters))
    return begin, begin + QUARTER * draw(st.integers(1, 200))


def works(patterns: list[Pattern], at: datetime) -> bool:
    """Whether somebody works at an instant: the wall clock is looked at, and compared with what the pattern says."""
    local = at.astimezone(LONDON)
    wall = local.replace(tzinfo=None, fold=0)
    if local.fold:  # the hour that is there again: what begins or ends in it has done so the first time
        wall = wall.replace(minute=59, second=59)
    found = []
    for back in (0, 1):
        day = wall.date() - timedelta(days=back)
        for pattern in (p for p in patterns if p.from_on <= day and (p.until_on is None or day < p.until_on)):
            monday = pattern.from_on - timedelta(days=pattern.from_on.weekday())
            week = (day - monday).days // 7 % pattern.cycle_weeks + 1
            for each in (h for h in pattern.hours if (h.week, h.weekday) == (week, day.weekday())):
                begin = datetime.combine(day, each.starts)
                end = datetime.combine(day, each.ends) + timedelta(days=int(each.ends <= each.starts))
                found.append(begin <= wall < end)
    covered = any(p.from_on <= wall.date() and (p.until_on is None or wall.date() < p.until_on) for p in patterns)
    return any(found) or not covered


@settings(max_examples=150, deadline=None)
@given(two_patterns(), st.lists(spans(), max_size=4), spans())
def test_each_quarter_of_an_hour_is_free_or_not_as_the_wall_clock_says(
    patterns: list[Pattern], away: list[Span], asked: Span
) -> None:
    found = free_times(patterns, away, *asked)
    at = asked[0]
    while at < asked[1]:
        free = works(patterns, at) and not any(begin <= at < end for begin, end in away)
        assert any(begin <= at < end for begin, end in found) is free, at.astimezone(LONDON)
        at += QUARTER
    ends = [moment for span in found for moment in span]
    assert ends == sorted(set(ends)), "in order, apart, none of them empty"
    assert all(asked[0] <= moment <= asked[1] for moment in ends)


NIGHTS = Pattern(date(2026, 1, 5), None, 1, [WorkingHours(1, n, time(22), time(7)) for n in range(7)])


@pytest.mark.parametrize(("day", "slept"), [(FORWARD, 8), (BACK, 10), (date(2026, 6, 10), 9)])
def test_a_night_is_as_long_as_the_night_is(day: date, slept: int) -> None:
    start = instant(day - timedelta(days=1), time(12))
    (night,) = free_times([NIGHTS], [], start, instant(day, time(12)))
    assert night[1] - night[0] == timedelta(hours=slept)
    assert [moment.astimezone(LONDON).time() for moment in night] == [time(22), time(7)]


def test_a_time_that_the_clocks_leave_out_is_the_moment_of_the_jump() -> None:
    jump = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert instant(FORWARD, time(1, 30)) == jump
    early = Pattern(FORWARD, None, 1, [WorkingHours(1, 6, time(1, 30), time(3))])
    found = free_times([early], [], instant(FORWARD, time(0)), instant(FORWARD, time(12)))
    assert found == [(jump, jump + timedelta(hours=1))]


def test_a_time_that_is_there_twice_is_the_first_of_the_two() -> None:
    assert instant(BACK, time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_whoever_has_no_pattern_is_free_whenever_they_are_not_away() -> None:
    start = instant(date(2026, 6, 1), time(9))
    away = (start + timedelta(hours=1), start + timedelta(hours=2))
    assert free_times([], [away], start, start + timedelta(hours=4)) == [
        (start, away[0]), (away[1], start + timedelta(hours=4)),
    ]  # fmt: skip


def test_every_second_week_begins_with_the_week_of_the_first_day() -> None:
    thursday = date(2026, 6, 4)
    turns = Pattern(thursday, None, 2, [WorkingHours(1, 0, time(9), time(10)), WorkingHours(2, 3, time(9), time(10))])
    found = free_times([turns], [], instant(thursday, time(0)), instant(thursday + timedelta(days=21), time(0)))
    assert [begin.astimezone(LONDON).date() for begin, _ in found] == [date(2026, 6, 11), date(2026, 6, 15)]
