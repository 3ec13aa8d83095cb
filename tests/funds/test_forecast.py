"""How long a fund lasts, against dates worked out by hand and a plain day-by-day walk; splits that always meet their sum."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.funds import forecast
from api.domain.funds.forecast import (
    FeeTerms,
    Planned,
    days_of,
    fee_per_year,
    looked_until,
    per_year,
    planned_until,
    runs_out_on,
    share_of,
    times,
    weekly_for,
)
from api.domain.funds.models import FeeKind, HowOften
from api.domain.shared.money import split

MONDAY = date(2026, 1, 5)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
ITEMS = st.builds(
    Planned,
    how_often=st.sampled_from(HowOften),
    pence_each=st.integers(1, 10_000),
    from_on=DAYS,
    until_on=st.none() | DAYS,
    committed_pence=st.integers(0, 30_000),
)
FEES = st.builds(FeeTerms, kind=st.just(FeeKind.weekly), weekly_pence=st.integers(1, 900)) | st.builds(
    FeeTerms, kind=st.just(FeeKind.share), basis_points=st.integers(1, 10_000)
)


def test_what_comes_weekly_comes_every_seven_days_from_its_first() -> None:
    item = Planned(HowOften.weekly, 100, MONDAY)
    assert list(days_of(item, date(2026, 1, 6), date(2026, 1, 26))) == [date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26)]
    assert planned_until(item, date(2026, 1, 26)) == 400
    assert planned_until(item, date(2026, 1, 4)) == 0


def test_what_comes_monthly_comes_on_the_last_day_of_a_shorter_month() -> None:
    item = Planned(HowOften.monthly, 100, date(2026, 1, 31), until_on=date(2026, 4, 30))
    found = list(days_of(item, date(2026, 1, 1), date(2027, 1, 1)))
    assert found == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_what_comes_yearly_on_a_leap_day_comes_on_the_last_of_february() -> None:
    found = list(days_of(Planned(HowOften.yearly, 1, date(2024, 2, 29)), date(2024, 1, 1), date(2028, 12, 31)))
    assert found == [date(2024, 2, 29), *(date(y, 2, 28) for y in (2025, 2026, 2027)), date(2028, 2, 29)]


def test_the_day_on_which_the_money_runs_out_is_the_first_that_cannot_be_paid() -> None:
    weekly = [Planned(HowOften.weekly, 1_000, MONDAY)]
    far = date(2030, 1, 1)
    assert runs_out_on(3_000, weekly, FeeTerms(), MONDAY, far) == date(2026, 2, 2)  # three Mondays are paid for
    assert runs_out_on(2_999, weekly, FeeTerms(), MONDAY, far) == date(2026, 1, 26)
    assert runs_out_on(3_000, weekly, FeeTerms(), MONDAY, date(2026, 2, 1)) is None
    assert runs_out_on(-1, [], FeeTerms(), MONDAY, far) == MONDAY
    assert runs_out_on(0, [], FeeTerms(), MONDAY, far) is None
    promised = [Planned(HowOften.weekly, 1_000, MONDAY, committed_pence=1_500)]
    assert runs_out_on(500, promised, FeeTerms(), MONDAY, far) == date(2026, 1, 26)


def test_the_fee_makes_it_end_sooner() -> None:
    weekly, far = [Planned(HowOften.weekly, 1_000, MONDAY)], date(2030, 1, 1)
    assert runs_out_on(3_000, weekly, FeeTerms(FeeKind.weekly, weekly_pence=1), MONDAY, far) == date(2026, 1, 26)
    assert runs_out_on(3_000, weekly, FeeTerms(FeeKind.share, basis_points=10), MONDAY, far) == date(2026, 1, 26)
    assert runs_out_on(3_003, weekly, FeeTerms(FeeKind.share, basis_points=10), MONDAY, far) == date(2026, 2, 2)


def test_it_is_looked_no_further_than_the_last_day_or_five_years() -> None:
    assert looked_until(date(2024, 2, 29), None) == date(2029, 2, 28)
    assert looked_until(MONDAY, date(2026, 3, 1)) == date(2026, 3, 1)
    assert looked_until(MONDAY, date(2025, 3, 1)) == MONDAY
    assert looked_until(date(9998, 1, 1), None) == date.max


def test_a_year_of_the_plan_counts_what_is_in_force() -> None:
    items = [
        Planned(HowOften.weekly, 100, MONDAY), Planned(HowOften.monthly, 100, MONDAY), Planned(HowOften.yearly, 100, MONDAY),
        Planned(HowOften.once, 999, MONDAY), Planned(HowOften.weekly, 999, MONDAY + timedelta(days=1)),
        Planned(HowOften.weekly, 999, MONDAY - timedelta(days=9), until_on=MONDAY - timedelta(days=1)),
    ]  # fmt: skip
    assert per_year(items, MONDAY) == 5_200 + 1_200 + 100
    assert fee_per_year(FeeTerms(FeeKind.share, basis_points=500), 6_500) == 325
    assert fee_per_year(FeeTerms(FeeKind.weekly, weekly_pence=7), 6_500) == 364
    assert fee_per_year(FeeTerms(), 6_500) == 0


@pytest.mark.parametrize(("pence", "points", "share"), [(1_001, 550, 55), (1_000, 5, 1), (999, 5, 0), (-100, 5_000, 0)])
def test_a_share_is_to_the_nearest_penny(pence: int, points: int, share: int) -> None:
    assert share_of(pence, points) == share


@pytest.mark.parametrize(("weekly", "days", "pence"), [(1_000, 15, 2_143), (700, 1, 100), (1, 3, 0), (1, 4, 1), (7, 7, 7)])
def test_a_weekly_amount_is_by_the_day(weekly: int, days: int, pence: int) -> None:
    assert weekly_for(weekly, MONDAY, MONDAY + timedelta(days=days - 1)) == pence


@given(st.integers(1, 10_000_000), DAYS, st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_days_charged_one_after_the_other_come_to_what_they_are_together(weekly: int, first: date, spans: list[int]) -> None:
    days = sum(spans)
    together = weekly_for(weekly, first, first + timedelta(days=days - 1))
    parts = 0
    start = first
    for span in spans:
        end = start + timedelta(days=span)
        parts += weekly_for(weekly, start, end - timedelta(days=1))
        start = end
    assert parts == together
    assert abs(7 * together - weekly * days) <= 7
    assert weekly_for(weekly, first, first + timedelta(days=6)) == weekly


def comes(item: Planned, day: date) -> bool:
    """Whether an item comes on a day, said another way."""
    if day < item.from_on or (item.until_on is not None and day > item.until_on):
        return False
    last_of_month = (day + timedelta(days=1)).day == 1
    same = day.day == item.from_on.day or (last_of_month and item.from_on.day > day.day)
    if item.how_often is HowOften.weekly:
        return (day - item.from_on).days % 7 == 0
    if item.how_often is HowOften.monthly:
        return same
    return day == item.from_on or (item.how_often is HowOften.yearly and same and day.month == item.from_on.month)


@given(ITEMS, DAYS, st.integers(0, 800))
def test_the_days_of_an_item_are_those_that_a_walk_through_the_calendar_finds(item: Planned, first: date, length: int) -> None:
    walk = [first + timedelta(days=n) for n in range(length + 1)]
    found = [day for day in walk if comes(item, day)]
    assert list(days_of(item, first, walk[-1])) == found
    assert times(item, first, walk[-1]) == len(found)


@pytest.mark.parametrize(
    ("how_often", "count"), [(HowOften.weekly, 105_706), (HowOften.monthly, 24_311), (HowOften.yearly, 2_026)]
)
def test_what_began_in_the_year_1_is_reckoned_and_not_counted(
    how_often: HowOften, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, today = Planned(how_often, 100, date(1, 1, 1)), date(2026, 11, 22)
    assert len(list(days_of(item, item.from_on, today))) == count
    monkeypatch.setattr(forecast, "days_of", None)
    assert planned_until(item, today) == 100 * count


@given(st.integers(0, 60_000), st.lists(ITEMS, max_size=4), FEES, DAYS, st.integers(0, 700))
def test_the_forecast_is_what_paying_day_by_day_comes_to(
    left: int, items: list[Planned], fee: FeeTerms, today: date, length: int
) -> None:
    until, promised, ends = today + timedelta(days=length), [i.committed_pence for i in items], None
    still = left
    for number in range(1, length + 1):
        day = today + timedelta(days=number)
        for place, item in enumerate(items):
            if comes(item, day):
                paid = min(promised[place], item.pence_each)
                promised[place] -= paid
                still -= item.pence_each - paid + share_of(item.pence_each, fee.basis_points)
        still -= fee.weekly_pence if number % 7 == 0 else 0
        if still < 0:
            ends = day
            break
    assert runs_out_on(left, items, fee, today, until) == ends


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=50).filter(any))
def test_a_split_meets_its_sum_to_the_penny_and_is_mirrored_below_nothing(pence: int, weights: list[int]) -> None:
    parts = split(pence, weights)
    assert sum(parts) == pence
    whole = sum(weights)
    assert all(abs(part * whole - pence * weight) < whole for part, weight in zip(parts, weights, strict=True))
    assert split(-pence, weights) == [-part for part in parts]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [1, -1], [2, -1]])
def test_a_split_by_nothing_is_none(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"Weights"):
        split(100, weights)
