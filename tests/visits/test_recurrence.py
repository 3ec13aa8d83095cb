"""When the visits of a series are: clock changes, ends and halves."""

# ruff: noqa: DTZ001 - London wall times are what goes in

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from api.domain.shared.clock import LONDON
from api.domain.shared.recurrence import rules
from api.domain.shared.recurrence.dates import checked, instant, occurrences, split
from tests.visits.wall import starts, utc

NIGHTS_OF_MARCH = [datetime(2026, 3, 29), datetime(2027, 3, 28)]
NIGHTS_OF_OCTOBER = [datetime(2026, 10, 25), datetime(2027, 10, 31)]
HOUR = timedelta(hours=1)


def days_of(rule: str, first: datetime, **more: Any) -> list[date]:
    return [local.date() for local in starts(rule, first, **more)]


# --- the clocks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("night", NIGHTS_OF_MARCH)
def test_nine_in_the_morning_stays_nine_when_summer_begins(night: datetime) -> None:
    before, after = occurrences("FREQ=DAILY", night + timedelta(hours=-15), 45, utc(night, days=-1), utc(night, days=1))
    assert (before.starts_at, after.starts_at) == (utc(night, hours=-15), utc(night, hours=8))
    assert [o.local.hour for o in (before, after)] == [9, 9]


@pytest.mark.parametrize("night", NIGHTS_OF_OCTOBER)
def test_nine_in_the_morning_stays_nine_when_summer_ends(night: datetime) -> None:
    before, after = occurrences("FREQ=DAILY", night + timedelta(hours=-15), 45, utc(night, days=-1), utc(night, days=1))
    assert (before.starts_at, after.starts_at) == (utc(night, hours=-16), utc(night, hours=9))
    assert [o.local.hour for o in (before, after)] == [9, 9]


@pytest.mark.parametrize("night", NIGHTS_OF_MARCH)
def test_a_visit_in_the_hour_that_is_left_out_comes_an_hour_later_and_only_that_night(night: datetime) -> None:
    at = night + timedelta(hours=1, minutes=30)
    three = occurrences("FREQ=DAILY", at - timedelta(days=1), 20, utc(night, days=-1), utc(night, days=2))
    assert [o.starts_at for o in three] == [utc(at, days=-1), utc(at), utc(at, days=1, hours=-1)]
    assert [o.starts_at.astimezone(LONDON).hour for o in three] == [1, 2, 1]
    # It keeps the name that the rule gave it, so that an exception finds it.
    assert [o.local for o in three] == [at + timedelta(days=n) for n in (-1, 0, 1)]
    assert at not in starts("FREQ=DAILY", at - timedelta(days=1), (at,))


@pytest.mark.parametrize("night", NIGHTS_OF_OCTOBER)
def test_a_visit_in_the_hour_that_comes_twice_is_in_the_first(night: datetime) -> None:
    at = night + timedelta(hours=1, minutes=30)
    three = occurrences("FREQ=DAILY", at - timedelta(days=1), 20, utc(night, days=-2), utc(night, days=2))
    assert [o.starts_at for o in three] == [utc(at, days=-1, hours=-1), utc(at, hours=-1), utc(at, days=1)]
    assert instant(at.replace(fold=1)) == utc(at, hours=-1)
    assert [o.local.fold for o in occurrences("FREQ=DAILY", at.replace(fold=1), 20, utc(night), utc(night, days=1))] == [0]


@pytest.mark.parametrize(
    ("night", "wall_hours"), [*((night, 9) for night in NIGHTS_OF_MARCH), *((night, 7) for night in NIGHTS_OF_OCTOBER)]
)
def test_a_night_of_eight_hours_is_480_minutes_in_every_night(night: datetime, wall_hours: int) -> None:
    evening = night - timedelta(hours=2)
    [visit] = occurrences("FREQ=DAILY;COUNT=1", evening, 480, utc(night, days=-1), utc(night, days=1))
    assert visit.ends_at - visit.starts_at == timedelta(minutes=480)
    end_on_the_wall = visit.ends_at.astimezone(LONDON).replace(tzinfo=None)
    assert end_on_the_wall - visit.local == wall_hours * HOUR


def test_windows_side_by_side_give_each_visit_once_over_both_nights() -> None:
    first, begin = datetime(2026, 3, 20, 1, 30), datetime(2026, 3, 20, tzinfo=UTC)
    whole = occurrences("FREQ=DAILY", first, 30, begin, begin + timedelta(days=240))
    hourly = [
        o
        for n in range(24 * 240)
        if n < 24 * 14 or 24 * 215 < n < 24 * 225
        for o in occurrences("FREQ=DAILY", first, 30, begin + n * HOUR, begin + (n + 1) * HOUR)
    ]
    assert len(whole) == 240
    assert hourly == [o for o in whole if o in set(hourly)]
    assert {date(2026, 3, 29), date(2026, 10, 25)} <= {o.local.date() for o in hourly}
    assert len(hourly) == len(set(hourly)) == 14 + 9


def test_a_visit_at_the_end_of_a_window_belongs_to_the_next() -> None:
    first = datetime(2026, 1, 5, 9)
    assert [o.local.day for o in occurrences("FREQ=DAILY", first, 30, utc(first), utc(first, days=2))] == [5, 6]


# --- ends and days --------------------------------------------------------------------------------------------------------


def test_count_counts_exceptions_too() -> None:
    first = datetime(2026, 1, 5, 9)
    assert len(starts("FREQ=DAILY;COUNT=5", first)) == 5
    assert [d.day for d in days_of("FREQ=DAILY;COUNT=5", first, exceptions=(datetime(2026, 1, 6, 9),))] == [5, 7, 8, 9]
    # An exception names a start and not a day.
    assert len(starts("FREQ=DAILY;COUNT=5", first, exceptions=(datetime(2026, 1, 6, 10),))) == 5


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20260108", 8),
        ("20260108T090000", 8),
        ("20260108T085959", 7),
        ("20260108T090000Z", 8),
        ("20260108T085959Z", 7),
    ],
)
def test_until_lets_the_last_start_through(until: str, last: int) -> None:
    assert days_of(f"FREQ=DAILY;UNTIL={until}", datetime(2026, 1, 5, 9))[-1].day == last


def test_until_in_utc_is_an_instant_and_else_what_the_clock_shows() -> None:
    first = datetime(2026, 6, 1, 9)
    assert len(starts("FREQ=DAILY;UNTIL=20260603T080000Z", first)) == 3
    assert len(starts("FREQ=DAILY;UNTIL=20260603T080000", first)) == 2
    # 01:05 in the hour that comes twice: the visit at 01:30 was in the first.
    night = datetime(2026, 10, 25, 1, 30)
    assert starts("FREQ=DAILY;UNTIL=20261025T010500Z", night) == [night]
    assert starts("FREQ=DAILY;UNTIL=20261025T002959Z", night) == []


def test_a_late_visit_is_on_its_day_in_london() -> None:
    # 23:30 in summer is 22:30 UTC, and 00:30 the evening before: UNTIL as a day means the day in London.
    assert len(starts("FREQ=DAILY;UNTIL=20260703", datetime(2026, 7, 1, 23, 30))) == 3
    assert len(starts("FREQ=DAILY;UNTIL=20260703", datetime(2026, 7, 1, 0, 30))) == 3


def test_day_31_is_left_out_where_there_is_none_and_the_last_day_is_not() -> None:
    first = datetime(2026, 1, 31, 9)
    assert [d.month for d in days_of("FREQ=MONTHLY;COUNT=7", first)] == [1, 3, 5, 7, 8, 10, 12]
    assert [(d.month, d.day) for d in days_of("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4", first)] == [
        (1, 31),
        (2, 28),
        (3, 31),
        (4, 30),
    ]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH;COUNT=4", [(1, 8), (1, 12), (1, 15), (1, 19)]),
        ("FREQ=WEEKLY;COUNT=3", [(1, 7), (1, 14), (1, 21)]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;COUNT=4", [(1, 11), (1, 20), (1, 25), (2, 3)]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU;COUNT=4", [(1, 18), (1, 20), (2, 1), (2, 3)]),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=2", [(1, 12), (1, 19)]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", [(1, 30), (2, 27)]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", [(1, 30), (2, 27)]),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=2SU;COUNT=1", [(5, 10)]),
        ("FREQ=DAILY;INTERVAL=3;COUNT=3", [(1, 7), (1, 10), (1, 13)]),
    ],
)
def test_the_days_are_those_of_the_rule(rule: str, days: list[tuple[int, int]]) -> None:
    assert [(d.month, d.day) for d in days_of(rule, datetime(2026, 1, 7, 9))] == days  # a Wednesday


# --- halves ---------------------------------------------------------------------------------------------------------------


def test_this_and_following_parts_a_series_and_its_count() -> None:
    assert split("FREQ=DAILY;COUNT=10", datetime(2026, 1, 5, 9), datetime(2026, 1, 8, 9)) == (
        "FREQ=DAILY;UNTIL=20260107T090000",
        "FREQ=DAILY;COUNT=7",
        datetime(2026, 1, 8, 9),
    )
    # Between two starts the second half begins with the next.
    assert split("FREQ=WEEKLY", datetime(2026, 1, 5, 9), datetime(2026, 1, 6)).first == datetime(2026, 1, 12, 9)


def test_a_half_without_a_visit_is_none() -> None:
    first = datetime(2026, 1, 5, 9)
    assert split("FREQ=DAILY;COUNT=2", first, first) == (None, "FREQ=DAILY;COUNT=2", first)
    assert split("FREQ=DAILY;COUNT=2", first, datetime(2026, 1, 7)) == ("FREQ=DAILY;UNTIL=20260106T090000", None, None)
    assert split("FREQ=DAILY;UNTIL=20260101", first, first) == (None, None, None)


def several(numbers: st.SearchStrategy[int], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(numbers, min_size=1, max_size=most, unique=True).map(lambda some: ",".join(map(str, some)))


PLAIN_DAYS = st.lists(st.sampled_from(rules.WEEKDAYS), min_size=1, max_size=5, unique=True).map(",".join)
NUMBERED_DAYS = st.builds("{}{}".format, st.sampled_from([1, 2, 4, 5, -1, -2]), st.sampled_from(rules.WEEKDAYS))
ENDS = st.one_of(
    st.integers(1, 60).map("COUNT={}".format),
    st.dates(date(2026, 1, 1), date(2028, 6, 1)).map("UNTIL={:%Y%m%d}".format),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 6, 1)).map("UNTIL={:%Y%m%dT%H%M%S}".format),
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 6, 1)).map("UNTIL={:%Y%m%dT%H%M%S}Z".format),
)
# Near both nights and far from them, in the hours that are odd and in one that is not.
FIRSTS = st.builds(
    datetime.combine,
    st.one_of(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.sampled_from([date(2026, 3, 28), date(2026, 10, 24)])),
    st.sampled_from([time(h, m) for h, m in ((0, 30), (1, 0), (1, 30), (2, 0), (9, 0), (23, 45))]),
)


@st.composite
def rules_of_the_field(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(rules.FREQUENCIES))
    parts = {"FREQ": frequency, "INTERVAL": str(draw(st.integers(1, 4)))}
    if draw(st.booleans()):
        parts["BYMONTH"] = draw(several(st.integers(1, 12), 6))
    if frequency != "WEEKLY" and draw(st.booleans()):
        parts["BYMONTHDAY"] = draw(several(st.integers(-31, 31).filter(bool), 6))
    if draw(st.booleans()):
        parts["BYDAY"] = draw(NUMBERED_DAYS if frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans()) else PLAIN_DAYS)
    if draw(st.booleans()) and parts.keys() & {"BYMONTH", "BYMONTHDAY", "BYDAY"}:
        parts["BYSETPOS"] = draw(several(st.sampled_from([1, 2, 3, -1, -2])))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(rules.WEEKDAYS))
    end = draw(st.one_of(st.none(), ENDS))
    return ";".join([*(f"{name}={value}" for name, value in parts.items()), *([end] if end else [])])


@settings(max_examples=300, deadline=None)
@given(rules_of_the_field(), FIRSTS, st.integers(0, 500), st.booleans())
def test_the_two_halves_of_a_series_are_the_whole(rule: str, first: datetime, days: int, on_a_start: bool) -> None:
    begin, end = utc(first, days=-1), utc(first, days=700)
    whole = occurrences(rule, first, 60, begin, end)
    at = whole[days % len(whole)].local if on_a_start and whole else first + timedelta(days=days)
    before, after, again = split(rule, first, at)
    early = occurrences(before, first, 60, begin, end) if before else []
    late = occurrences(after, again, 60, begin, end) if after and again else []
    assert early + late == whole
    assert all(o.local < at for o in early)
    assert all(o.local >= at for o in late)
    assert len({o.local.date() for o in whole}) == len(whole)
    assert all(a.ends_at < b.starts_at for a, b in pairwise(whole))
    # Both halves are rules that may be sent, in their normal form already.
    assert [checked(half, from_) for half, from_ in ((before, first), (after, again)) if half] == [
        r for r in (before, after) if r
    ]


@settings(max_examples=200, deadline=None)
@given(rules_of_the_field(), FIRSTS)
def test_the_normal_form_says_the_same_and_stays_as_it_is(rule: str, first: datetime) -> None:
    try:
        normal = checked(rule)
    except ValueError:
        assume(False)
    assert checked(normal) == checked(f"rrule:{rule.lower()};") == normal
    assert starts(normal, first) == starts(rule, first)


@settings(max_examples=200, deadline=None)
@given(rules_of_the_field(), FIRSTS)
def test_what_is_refused_for_a_first_start_gives_none(rule: str, first: datetime) -> None:
    try:
        checked(rule, first)
    except ValueError:
        assert starts(rule, first) == []
    else:
        assert split(rule, first, first).first is not None
