"""Rates: nothing out of what is hidden, intervals as they are published elsewhere, and no more than follows from the counts."""

from math import exp, factorial
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.domain.commissioning.figures.intervals import TAIL, poisson_limits
from api.domain.commissioning.figures.rate_schemas import Compared, PartShares, Rates, Saved
from api.domain.commissioning.figures.rates import SHARES, rates_of
from api.domain.commissioning.figures.registry import COUNTS, MEANS
from api.domain.shared.fields import model_of

YEAR = 365
PROVIDER, COUNCIL = "01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"
ASSUMED: dict[str, Any] = {
    "provider_id": PROVIDER, "council_id": COUNCIL, "compared_rate": 300, "compared_source": "A hospital's own list",
    "admission_pence": 270_000, "admission_source": "A list of prices",
}  # fmt: skip
MADE_WITH = {"assumptions": [ASSUMED]}
NUMBERS = st.none() | st.integers(0, 30_000).map(lambda n: 5 * n)


def rates(made_with: Any = None, days: Any = YEAR, **counts: int | None) -> dict[str, Any]:
    means = dict.fromkeys(MEANS) | {"cost_pence_per_person_week": {"n": 40, "mean": 52_300.0}}
    known = {"counts": dict.fromkeys(COUNTS, 0) | counts, "means": means}
    return rates_of(known, days, MADE_WITH if made_with is None else made_with)


# N. E. Breslow, N. E. Day: Statistical methods in cancer research II (1987), table 2.10, after W. Haenszel and others (1962):
# by what a count is multiplied for its 95 % limits.
FACTORS = {
    1: (0.0253, 5.57), 2: (0.121, 3.61), 3: (0.206, 2.92), 4: (0.272, 2.56), 5: (0.324, 2.33), 6: (0.367, 2.18), 7: (0.401, 2.06),
    8: (0.431, 1.97), 9: (0.458, 1.90), 10: (0.480, 1.84), 20: (0.611, 1.54), 50: (0.742, 1.32), 100: (0.814, 1.22),
}  # fmt: skip


@pytest.mark.parametrize("count", FACTORS)
def test_limits_of_a_count_are_those_of_the_published_table(count: int) -> None:
    low, high = FACTORS[count]
    found = poisson_limits(count)
    assert found.low / count == pytest.approx(low, abs=0.002)
    assert found.high / count == pytest.approx(high, abs=0.006)


def test_limits_are_the_chances_that_they_are_said_to_be() -> None:
    """The definition itself, summed up: F. Garwood, Biometrika 28 (1936)."""
    for count in (*range(1, 31), 60, 100):
        low, high = poisson_limits(count)
        below = sum(exp(-low) * low**n / factorial(n) for n in range(count))
        up_to = sum(exp(-high) * high**n / factorial(n) for n in range(count + 1))
        assert 1 - below == pytest.approx(TAIL, abs=1e-9), count
        assert up_to == pytest.approx(TAIL, abs=1e-9), count
    assert poisson_limits(0) == pytest.approx((0, 3.688879454), abs=1e-9)  # -ln 0.025


# Observed, expected, and the exact interval of their ratio, as printed:
# lung cancer of Welsh nickel workers, in Breslow and Day, by R's poisson.test (P. Dalgaard: Introductory statistics with R);
# 10 in 1,000 (Stata's cii, poisson); 4 and 3.3, Fisher's exact limits (the example of OpenEpi and of epiR).
RATIOS = [(137, 24.19893, 4.753125, 6.692709), (10, 1000, 0.0047954, 0.0183904), (4, 3.3, 0.3302, 3.1034)]


@pytest.mark.parametrize(("observed", "expected", "low", "high"), RATIOS)
def test_the_interval_of_a_ratio_is_the_one_that_textbooks_print(observed: int, expected: float, low: float, high: float) -> None:
    found = poisson_limits(observed)
    assert found.low / expected == pytest.approx(low, rel=2e-4)
    assert found.high / expected == pytest.approx(high, rel=2e-4)


def test_admissions_are_set_beside_what_a_stated_rate_would_have_brought() -> None:
    """100 person-years, 10 admissions; elsewhere 30. Limits of 10: 4.795 and 18.390."""
    found = rates(stays_unplanned=10, person_days=36_525)["admissions"]
    assert (found["person_years"], found["per_person_year"], found["per_1000_person_years"]) == (100, 0.1, 100)
    assert (found["low"], found["high"]) == (48.0, 183.9)
    one = found["compared"][0]
    assert (one["expected"], one["fewer"], one["ratio"], one["ratio_low"], one["ratio_high"]) == (30, 20, 0.333, 0.16, 0.613)
    saved = one["saved"]
    assert saved["payer"] == "nhs"
    assert saved["pence"] == 20 * 270_000
    assert (saved["low_pence"], saved["high_pence"]) == (round((30 - 18.390356) * 270_000), round((30 - 4.7953887) * 270_000))
    assert saved["pence_per_person_week"] == round(20 * 270_000 / (36_525 / 7))
    assert saved["cost_pence_per_person_week"] == 52_300
    assert (saved["admission_pence"], saved["admission_source"]) == (270_000, "A list of prices")


def test_more_admissions_than_expected_cost_the_other_pot() -> None:
    one = rates(stays_unplanned=50, person_days=36_525)["admissions"]["compared"][0]
    assert one["fewer"] == -20
    assert one["saved"]["pence"] == -20 * 270_000


def test_no_admission_at_all_is_a_rate_with_an_upper_end() -> None:
    found = rates(stays_unplanned=0, person_days=36_525)["admissions"]
    assert (found["per_person_year"], found["low"], found["high"], found["suppressed"]) == (0, 0, 36.9, False)
    assert found["compared"][0]["ratio"] == 0


def test_nothing_is_compared_that_nobody_stated() -> None:
    bare = rates({"threshold": 7, "base": 5, "assumptions": []}, stays_unplanned=10, person_days=36_525)
    assert bare["admissions"]["compared"] == []
    assert bare["admissions"]["per_person_year"] == 0.1
    unpriced = {"assumptions": [ASSUMED | {"admission_pence": None, "admission_source": None}]}
    assert rates(unpriced, stays_unplanned=10, person_days=36_525)["admissions"]["compared"][0]["saved"] is None
    uncompared = {"assumptions": [ASSUMED | {"compared_rate": None, "compared_source": None}]}
    assert rates(uncompared, stays_unplanned=10, person_days=36_525)["admissions"]["compared"] == []


def test_each_assumption_that_differs_is_compared_with_and_the_same_one_once() -> None:
    other = "01900000-0000-7000-8000-000000000003"
    third = "01900000-0000-7000-8000-000000000004"
    said = {"assumptions": [ASSUMED, ASSUMED | {"provider_id": other}, ASSUMED | {"provider_id": third, "compared_rate": 200}]}
    found = rates(said, stays_unplanned=10, person_days=36_525)["admissions"]["compared"]
    assert [(one["provider_ids"], one["expected"]) for one in found] == [([PROVIDER, other], 30), ([third], 20)]
    cells = {"counts": dict.fromkeys(COUNTS, 40), "means": dict.fromkeys(MEANS)}
    assert [one["provider_ids"] for one in rates_of(cells, 7, said, third)["admissions"]["compared"]] == [[third]]


def test_turnover_is_leavers_by_those_there_were_on_average() -> None:
    """Of 20 places filled all year, 3 members left: 15 %. 19 all year and one half of it are 19.5 on average."""
    found = rates(leavers=3, member_days=20 * YEAR)["turnover"]
    assert (found["average_members"], found["share"], found["days"]) == (20, 0.15, YEAR)
    assert found["formula"] == "leavers / (member_days / days)"
    values = {"leavers": 3, "member_days": 20 * YEAR, "days": YEAR}
    assert eval(found["formula"], {"__builtins__": {}}, values) == pytest.approx(found["share"])  # noqa: S307 - our own words
    half = rates(leavers=1, member_days=19 * YEAR + YEAR // 2)["turnover"]
    assert half["share"] == pytest.approx(1 / 19.5, abs=1e-4)
    # A quarter's is not a year's: it is told as it is, with its days.
    assert rates(days=91, leavers=3, member_days=20 * 91)["turnover"]["share"] == 0.15


def test_falls_are_for_a_thousand_days() -> None:
    found = rates(falls=15, person_days=5_000)["falls"]
    assert (found["per_1000_days"], found["low"], found["high"]) == (3, 1.679, 4.948)


def test_a_share_is_of_those_it_is_said_of_and_never_more_than_all() -> None:
    found = rates(members_new_to_care=15, members_asked=25, contacts_top_three=95, contacts=90, reviews_due=0)["shares"]
    new = found["members_new_to_care"]
    assert (new["share"], new["numerator"], new["denominator"]) == (0.6, "members_new_to_care", "members_asked")
    assert found["contacts_top_three"]["share"] == 1
    assert (found["reviews_in_time"]["share"], found["reviews_in_time"]["suppressed"]) == (None, False)


@given(st.fixed_dictionaries(dict.fromkeys(COUNTS, NUMBERS)), st.sampled_from([7, 91, 365]))
def test_nothing_is_worked_out_from_what_is_hidden(counts: dict[str, int | None], days: int) -> None:
    found = rates(days=days, **counts)
    events = [found["admissions"], found["falls"], found["turnover"], *found["shares"].values()]
    for rate in events:
        part, whole = counts[rate["numerator"]], counts[rate["denominator"]]
        assert rate["suppressed"] == (part is None or whole is None)
        known = part is not None and bool(whole)
        for name in ("share", "per_person_year", "per_1000_person_years", "per_1000_days", "low", "high"):
            assert name not in rate or (rate[name] is not None) == known, (rate, name)
    assert (found["admissions"]["person_years"] is None) == (counts["person_days"] is None)
    assert (found["turnover"]["average_members"] is None) == (counts["member_days"] is None)
    one = found["admissions"]["compared"][0]
    if found["admissions"]["per_person_year"] is None:
        assert {one[name] for name in ("expected", "fewer", "ratio", "ratio_low", "ratio_high")} == {None}
        worked_out = ("pence", "low_pence", "high_pence", "pence_per_person_week")
        assert {one["saved"][name] for name in worked_out} == {None}
        assert one["saved"]["cost_pence_per_person_week"] == 52_300  # which is told by itself
        return
    assert one["ratio_low"] <= one["ratio"] <= one["ratio_high"]
    assert found["admissions"]["low"] <= found["admissions"]["per_1000_person_years"] <= found["admissions"]["high"]
    assert one["saved"]["low_pence"] <= one["saved"]["pence"] <= one["saved"]["high_pence"]


@given(st.fixed_dictionaries(dict.fromkeys(COUNTS, NUMBERS)))
def test_two_tables_that_are_told_alike_have_the_same_rates(counts: dict[str, int | None]) -> None:
    """What is not told beside the cells is not in the rates: a name that no rate is of, or the true value, changes nothing."""
    told = {"counts": counts, "means": dict.fromkeys(MEANS)}
    more = told | {"true": {name: 3 for name, shown in counts.items() if shown is None}}
    assert rates_of(more, 7, MADE_WITH) == rates_of(told, 7, MADE_WITH)


@given(st.integers(0, 2_000_000))
@example(6028)  # where Newton's second step comes to nothing
@example(276_461)
def test_limits_lie_around_every_count(count: int) -> None:
    low, high = poisson_limits(count)
    assert low <= count < high
    assert low < poisson_limits(count + 1).low
    assert high < poisson_limits(count + 1).high


def test_what_is_worked_out_is_what_is_said_to_be_shown() -> None:
    found = rates(stays_unplanned=10, person_days=36_525)
    for each in (found, rates(stays_unplanned=None, person_days=36_525)):
        model_of(Rates).model_validate(each)
        one = each["admissions"]["compared"][0]
        assert set(one) == set(Compared.names())
        assert set(one["saved"]) == set(Saved.names())
    assert set(found) == set(Rates.names())
    assert set(found["shares"]) == set(SHARES) == set(PartShares.names())
