"""The rule for small numbers, number by number and table by table."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.commissioning.figures.registry import COUNTS, MEANS
from api.domain.commissioning.figures.small_numbers.banding import leaves_two, mean_shown
from api.domain.commissioning.figures.small_numbers.publishing import council_cells
from api.domain.commissioning.figures.small_numbers.suppression import Cell, Rule, group, published, shown_as
from api.domain.commissioning.figures.small_numbers.table import Told

RULES = st.builds(Rule, st.integers(7, 50), st.sampled_from([5, 10]))


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (102, 100), (103, 105)],
)
def test_small_is_hidden_nothing_is_nothing_and_all_else_is_rounded_from_the_true_number(count: int, shown: int | None) -> None:
    assert published(count, Rule()) == shown


def test_a_council_can_be_told_less_but_never_more() -> None:
    assert published(20, Rule(threshold=20)) is None
    assert published(24, Rule(base=10)) == 20
    assert published(25, Rule(base=10)) == 30


def test_days_are_told_in_people_who_are_there_for_all_of_them() -> None:
    assert published(7 * 91, Rule(), 91) is None
    assert published(8 * 91, Rule(), 91) == 10 * 91
    assert published(0, Rule(), 91) == 0


def test_no_count_is_negative() -> None:
    with pytest.raises(ValueError, match="not negative"):
        published(-1, Rule())


@given(st.integers(0, 5000), RULES, st.sampled_from([1, 7, 91]))
def test_who_sees_a_number_knows_the_group_it_is_in_and_no_more(count: int, rule: Rule, unit: int) -> None:
    shown = published(count, rule, unit)
    _, lowest, highest = shown_as(shown, rule, unit)
    assert lowest <= count <= highest
    assert {published(one, rule, unit) for one in (lowest, highest)} == {shown}
    assert shown == 0 or highest > lowest
    assert published(highest + 1, rule, unit) != shown
    if shown:
        assert abs(shown - count) * 2 <= rule.base * unit or lowest == rule.threshold * unit + 1
    assert group(count, rule, unit) == Cell(shown, lowest, highest)


def part(breakdown: str, label: str, means: Any = None, **counts: int) -> dict[str, Any]:
    key = None if breakdown in ("everyone", "place") else label
    return {
        "breakdown": breakdown, "part": key, "label": label, "cells": {"counts": counts, "means": means or {}},
        **({"provider": "P", "place": "x"} if breakdown == "team" else {}),
    }  # fmt: skip


def shown(*parts: dict[str, Any], **how: Any) -> list[dict[str, Any]]:
    return [one["cells"] for one in council_cells(parts, Told(**how))]


def test_of_fewer_people_than_may_be_known_nothing_is_told_not_even_a_0() -> None:
    one = shown(part("everyone", "everyone", {"bice": {"people": 8, "n": 8, "sum": 4}}, people=7, falls=0, contacts=90))[0]
    assert one["counts"] == dict.fromkeys(COUNTS)
    assert one["means"] == dict.fromkeys(MEANS)


def test_of_nobody_everything_is_0() -> None:
    assert shown(part("everyone", "everyone"))[0]["counts"] == dict.fromkeys(COUNTS, 0)


def test_10_beside_four_hidden_ones_is_not_told_for_it_would_tell_them_all() -> None:
    one = {
        "outcomes_achieved": 8,
        **dict.fromkeys(("outcomes_exploring", "outcomes_on_track", "outcomes_off_track", "outcomes_changed"), 1),
    }
    counts = shown(part("everyone", "everyone", people=60, **one))[0]["counts"]
    assert (counts["outcomes_achieved"], counts["outcomes_exploring"], counts["outcomes"]) == (10, None, 15)
    counts = shown(part("everyone", "everyone", people=60, **one | {"outcomes_achieved": 9}))[0]["counts"]
    assert (counts["outcomes_achieved"], counts["outcomes"]) == (10, 15)


def test_seven_sevens_are_not_told_by_their_sum() -> None:
    """28 of four bands that are all hidden can only be four times 7: it is told as 25 is."""
    bands = {f"ons4_happiness_{band}": 7 for band in ("low", "medium", "high", "very_high")}
    assert shown(part("everyone", "everyone", people=60, **bands))[0]["counts"]["ons4_happiness"] == 25


def test_a_part_in_everything_shown_tells_no_more_of_teams_than_they_do_themselves() -> None:
    teams = [part("team", f"t{n}", people=60, falls=1) for n in range(12)]
    everyone, *rest = shown(part("everyone", "everyone", people=720, falls=12), *teams)
    assert [row["counts"]["falls"] for row in rest] == [None] * 12
    assert everyone["counts"]["falls"] == 15  # 10 would be 12 at most, and so 1 for each


def test_a_mean_is_told_from_eight_people_with_their_number_rounded_and_no_finer_than_a_step() -> None:
    def mean(people: int) -> Any:
        means = {"cost_pence_per_person_week": {"people": people, "n": people * 13, "sum": people * 13 * 41_234}}
        return shown(part("everyone", "everyone", means, people=60))[0]["means"]["cost_pence_per_person_week"]

    assert mean(7) is None
    assert mean(8) == {"n": 10, "mean": 41_200}


def test_a_mean_near_the_end_of_the_scale_is_told_further_from_it_where_it_would_tell_a_hidden_band() -> None:
    """9.5 of at most 12 people, one of whom said 4 or less, has exactly one such person."""
    bands = [Cell(None, 1, 7), Cell(0, 0, 0), Cell(0, 0, 0), Cell(10, 8, 12)]
    scores = ((0, 4), (5, 6), (7, 8), (9, 10))
    assert not leaves_two(95, Cell(10, 9, 12), bands, scores)
    told = mean_shown("ons4_happiness", 9.5, Cell(10, 9, 12), bands)
    assert told is not None
    assert told < 9.5
    assert leaves_two(round(told * 10), Cell(10, 9, 12), bands, scores)
    assert mean_shown("ons4_happiness", 9.5, Cell(10, 8, 12), [Cell(0, 0, 0)] * 3 + [Cell(10, 8, 12)]) == 9.5
