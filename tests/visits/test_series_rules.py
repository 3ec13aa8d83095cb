"""The rules of a series that may be sent, those that are refused, and those sent to keep us busy."""

# ruff: noqa: DTZ001 - London wall times are what goes in

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from api.domain.shared.recurrence import dates, rules
from api.domain.shared.recurrence.dates import HORIZON, LONGEST_WINDOW, checked, occurrences, split
from tests.visits.wall import starts, utc

HOUR = timedelta(hours=1)

# --- what is refused ------------------------------------------------------------------------------------------------------


def test_a_rule_is_written_in_its_normal_form() -> None:
    assert checked(" rrule:wkst=mo;byday=th,mo,th;interval=1;freq=weekly; ") == "FREQ=WEEKLY;BYDAY=MO,TH"
    assert checked("BYDAY=+1MO,-1FR;UNTIL=20261231t090000z;FREQ=MONTHLY") == "FREQ=MONTHLY;BYDAY=1MO,-1FR;UNTIL=20261231T090000Z"
    assert checked("FREQ=YEARLY;BYMONTH=12,03;BYMONTHDAY=-1,15,1;COUNT=007;WKST=SU") == (
        "FREQ=YEARLY;BYMONTH=3,12;BYMONTHDAY=1,15,-1;WKST=SU;COUNT=7"
    )


REFUSED = {
    "": "Use only these parts",
    "every day": "in one line, without spaces",
    "INTERVAL=2": "Give FREQ=DAILY",
    "FREQ=HOURLY": "a series each",
    "FREQ=MINUTELY;INTERVAL=10": "a series each",
    "FREQ=SECONDLY": "a series each",
    "FREQ=FORTNIGHTLY": "Give FREQ=DAILY",
    "FREQ=DAILY;BYHOUR=9,17": "Use only these parts",
    "FREQ=DAILY;BYMINUTE=0": "Use only these parts",
    "FREQ=YEARLY;BYWEEKNO=20": "Use only these parts",
    "FREQ=YEARLY;BYYEARDAY=100": "Use only these parts",
    "FREQ=YEARLY;BYEASTER=0": "Use only these parts",
    "FREQ=DAILY;X-WHEN=NOW": "Use only these parts",
    "FREQ=DAILY;;COUNT=2": "Use only these parts",
    "FREQ=DAILY;FREQ=WEEKLY": "Give FREQ once",
    "FREQ=DAILY;COUNT=": "Give COUNT a value",
    "FREQ=DAILY;COUNT=3;UNTIL=20270101": "COUNT or UNTIL, not both",
    "DTSTART:20260105T090000\nRRULE:FREQ=DAILY": "in one line",
    "DTSTART:20260105T090000": "in one line",
    "RDATE:20260105": "a visit of its own",
    "RRULE:FREQ=DAILY\nEXDATE:20260105": "in one line",
    "FREQ=DAILY;COUNT=0": "COUNT as a whole number",
    "FREQ=DAILY;COUNT=-3": "COUNT as a whole number",
    "FREQ=DAILY;COUNT=10000": "COUNT as a whole number",
    "FREQ=DAILY;COUNT=1E3": "COUNT as a whole number",
    "FREQ=DAILY;COUNT=１": "in one line",  # noqa: RUF001 - a digit that int() would read
    "FREQ=DAILY;INTERVAL=0": "INTERVAL as a whole number",
    "FREQ=DAILY;INTERVAL=367": "INTERVAL as a whole number",
    "FREQ=DAILY;INTERVAL=1_0": "INTERVAL as a whole number",
    "FREQ=YEARLY;BYMONTH=13": "BYMONTH as months",
    "FREQ=YEARLY;BYMONTH=3,": "BYMONTH as months",
    "FREQ=MONTHLY;BYMONTHDAY=0": "BYMONTHDAY as days",
    "FREQ=MONTHLY;BYMONTHDAY=32": "BYMONTHDAY as days",
    "FREQ=WEEKLY;BYMONTHDAY=3": "Use BYDAY for a weekly series",
    "FREQ=WEEKLY;BYDAY=MONDAY": "BYDAY as days",
    "FREQ=WEEKLY;BYDAY=": "Give BYDAY a value",
    "FREQ=MONTHLY;BYDAY=0MO": "BYDAY as days",
    "FREQ=MONTHLY;BYDAY=6MO": "from 1 to 5 in a month",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=20MO": "from 1 to 5 in a month",
    "FREQ=YEARLY;BYDAY=54MO": "to 53 in a year",
    "FREQ=WEEKLY;BYDAY=1MO": "n-th day",
    "FREQ=MONTHLY;BYDAY=1MO,TU": "a number or none",
    "FREQ=MONTHLY;BYSETPOS=1": "BYSETPOS picks from",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0": "BYSETPOS as places",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367": "BYSETPOS as places",
    "FREQ=WEEKLY;WKST=1": "WKST as the day",
    "FREQ=DAILY;UNTIL=2026-12-31": "UNTIL as a day",
    "FREQ=DAILY;UNTIL=20261331": "UNTIL as a day",
    "FREQ=DAILY;UNTIL=20260229T090000Z": "UNTIL as a day",
    "FREQ=DAILY;UNTIL=20261231T0900": "UNTIL as a day",
    "FREQ=DAILY;UNTIL=TOMORROW": "UNTIL as a day",
    "FREQ=DAILY;BYDAY=" + ",".join(["MO"] * 200): "at most 300 letters",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=" + ",".join(map(str, range(1, 86))) + ";WKST=SU": "letters before COUNT",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": "no day at all",
    "FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31": "no day at all",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30": "no day at all",
    "FREQ=DAILY;BYDAY=MO;BYSETPOS=2": "no day at all",
    "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1": "no day at all",
}


@pytest.mark.parametrize(("rule", "says"), REFUSED.items(), ids=[rule[:40] for rule in REFUSED])
def test_a_rule_that_cannot_be_one_says_what_to_do(rule: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        checked(rule)


@pytest.mark.parametrize(
    ("rule", "first", "better"),
    [
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO", datetime(2026, 1, 6, 9), datetime(2026, 1, 5, 9)),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", datetime(2026, 1, 6, 9), datetime(2028, 1, 6, 9)),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", datetime(2026, 2, 6, 9), datetime(2026, 3, 6, 9)),
        ("FREQ=DAILY;UNTIL=20260105", datetime(2026, 1, 6, 9), datetime(2026, 1, 5, 9)),
    ],
)
def test_a_rule_that_gives_nothing_from_its_first_start_is_refused(rule: str, first: datetime, better: datetime) -> None:
    assert checked(rule) == checked(rule, better) == rule
    with pytest.raises(ValueError, match="no day at all"):
        checked(rule, first)


def test_a_day_that_comes_once_in_28_years_is_a_day() -> None:
    assert checked("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU", datetime(2072, 3, 1, 9))


def test_a_window_needs_offsets_and_an_end_and_a_visit_a_length() -> None:
    first, rule = datetime(2026, 1, 5, 9), "FREQ=DAILY"
    for wrong, says in (
        ((rule, first, 30, first, utc(first)), "offset"),
        ((rule, first, 30, utc(first), first), "offset"),
        ((rule, first, 30, utc(first), utc(first) + LONGEST_WINDOW + HOUR), "at most 800 days"),
        ((rule, first, 0, utc(first), utc(first)), "length"),
        ((rule, first, 1441, utc(first), utc(first)), "length"),
        ((rule, utc(first), 30, utc(first), utc(first)), "wall time"),
        ((rule, first.replace(microsecond=1), 30, utc(first), utc(first)), "wall time"),
        ((rule, first.replace(year=2201), 30, utc(first), utc(first)), "wall time"),
        ((rule, first.replace(year=1), 30, utc(first), utc(first)), "wall time"),
        ((rule, first, 30, utc(first), utc(first), [utc(first)]), "wall time"),
    ):
        with pytest.raises(ValueError, match=says):
            occurrences(*wrong)
    with pytest.raises(ValueError, match="wall time"):
        split(rule, first, utc(first))


# --- rules sent to keep us busy -------------------------------------------------------------------------------------------

ENDLESS = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=366",
    "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "FREQ=YEARLY;BYDAY=53MO;BYSETPOS=366;UNTIL=20991231",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9999",
]


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The steps that were taken, each with how many were left before it."""
    taken: list[int] = []
    step = dates._Stride._step

    def counted(stride: dates._Stride) -> None:
        taken.append(stride.left)
        step(stride)

    monkeypatch.setattr(dates._Stride, "_step", counted)
    return taken


@pytest.mark.parametrize("rule", ENDLESS)
def test_a_rule_that_gives_nothing_ends_within_the_window(rule: str, steps: list[int]) -> None:
    first = datetime(2026, 1, 6, 9)
    assert starts(rule, first, days=90) == []
    assert 1 <= len(steps) <= 92
    steps.clear()
    # A window in another century is cut where no series is looked for.
    assert occurrences(rule, first, 30, datetime(2900, 1, 1, tzinfo=UTC), datetime(2900, 2, 1, tzinfo=UTC)) == []
    assert 1 <= len(steps) <= HORIZON.days + 2
    steps.clear()
    assert split(rule, first, datetime(2100, 1, 1)) == (None, None, None)
    assert 1 <= len(steps) <= HORIZON.days + 2
    steps.clear()
    with pytest.raises(ValueError, match="no day at all"):
        checked(rule, first)
    assert 1 <= len(steps) <= HORIZON.days + 2


@pytest.mark.parametrize(
    ("frequency", "most"), [("DAILY", 40 * 366), ("WEEKLY", 40 * 53), ("MONTHLY", 40 * 14), ("YEARLY", 40 + 2)]
)
def test_a_series_without_an_end_is_looked_through_no_further_than_forty_years(
    frequency: str, most: int, steps: list[int]
) -> None:
    first = datetime(2026, 1, 6, 9)
    before, _, following = split(f"FREQ={frequency}", first, datetime(2199, 1, 1))
    assert following is None
    assert str(before).rpartition("UNTIL=")[2].startswith(("2065", "2066"))
    assert len(steps) <= most


@pytest.mark.parametrize(("frequency", "days"), [("DAILY", 1), ("WEEKLY", 7), ("MONTHLY", 31), ("YEARLY", 366)])
def test_every_step_of_dateutil_is_counted(frequency: str, days: int) -> None:
    # Should another release step on in another way, a rule that gives nothing would spin to the year 9999: see it here first.
    first = datetime(2026, 1, 1, 9)
    search = dates._search(rules.read(f"FREQ={frequency}"), first, first + timedelta(days=days * 3))
    with pytest.raises(dates._EnoughError):
        list(islice(search, 10))
