"""Rates in a report of figures: each with what it rests on, and nothing out of what is hidden."""

import re
from typing import Any

import pytest

from api.domain.commissioning.figures.registry import COUNTS, MEANS
from api.domain.commissioning.figures.reports.paper import paper_of
from api.domain.commissioning.figures.reports.rates import ENTRIES
from api.domain.measures.registry import MEASURES
from api.domain.outcomes.papers.blocks import Bar, Chart
from api.domain.outcomes.papers.charts import LEFT, ROOM, drawn, said
from api.domain.outcomes.papers.web import document
from tests.commissioning.test_rates import ASSUMED, PROVIDER

OTHER = "01900000-0000-7000-8000-000000000009"
YEAR = {"from_on": "2025-10-01", "until_on": "2026-10-01", "span": "year"}
# A share of a family is in the answers; on paper its counts are drawn.
NOT_ON_PAPER = {"outcome-states-share", "outcome-moves-share", "good-weeks-share"}


def facts(assumptions: Any = None, **counts: int | None) -> dict[str, Any]:
    means = dict.fromkeys(MEANS) | {"cost_pence_per_person_week": {"n": 40, "mean": 52_300.0}}
    said_ = [ASSUMED] if assumptions is None else assumptions
    return {
        **YEAR, "whose": "A council", "side": "council", "breakdown": "everyone", "part": None, "label": "everyone",
        "made_at": "2026-10-03T04:17:00Z", "made_on": "2026-10-05", "cells": {
            "counts": dict.fromkeys(COUNTS, 40) | {"person_days": 36_525, "member_days": 365 * 20} | counts, "means": means},
        "made_with": {"threshold": 7, "base": 5, "assumptions": said_},
    }  # fmt: skip


def words(known: dict[str, Any]) -> str:
    html = document(paper_of(known)).split("<main>")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_admissions_stand_beside_the_stated_rate_with_its_source_and_what_it_does_not_say() -> None:
    shown = words(facts(stays_unplanned=10))
    assert "Here 100 (48 to 184) The stated rate 300" in shown
    assert "Where it is from: A hospital's own list" in shown.replace("&#x27;", "'")
    assert "It would have brought 30.0 admissions here; there were 20.0 fewer than expected." in shown
    assert "Ratio: 0.33 (95 % interval 0.16 to 0.61)" in shown
    assert "It does not say why" in shown


def test_which_pot_saved_stands_with_both_assumptions_and_beside_the_other_pot() -> None:
    shown = words(facts(stays_unplanned=10))
    assert "£54,000 less (95 % interval: £31,346 less to £68,052 less)" in shown
    assert "20.0 fewer than expected, times £2,700.00. An admission is said to cost £2,700.00: A list of prices" in shown
    assert "£10.35 less" in shown
    assert "£523.00 paid" in shown
    assert "£54,000 more" in words(facts(stays_unplanned=50))


def test_of_hidden_admissions_no_rate_ratio_or_money_is_on_paper() -> None:
    shown = words(facts(stays_unplanned=None))
    assert "Here too few to show The stated rate 300" in shown
    assert "What it would have brought here, and the ratio: too few to show." in shown
    assert "The NHS too few to show" in shown
    assert not re.search(r"£[\d,.]+ (less|more)|Ratio: \d|\d (fewer|more) than expected", shown)


@pytest.mark.parametrize("hidden", ["leavers", "member_days"])
def test_turnover_stands_with_its_formula(hidden: str) -> None:
    shown = words(facts(leavers=5))
    assert "Turnover of members 25.0 %" in shown
    assert "Members who left / (days of members in teams / days) = 5 / (7,300 / 365); 20.0 members on average." in shown
    unknown = words(facts(**{"leavers": 5, hidden: None}))
    assert "Turnover of members too few to show Members who left / (days of members in teams / days). Of these 365" in unknown


def test_falls_are_for_a_thousand_days_and_none_is_a_number() -> None:
    assert "Falls for 1,000 days of support (95 % interval) 0.00 (0.00 to 0.10)" in words(facts(falls=0))
    assert "Falls for 1,000 days of support (95 % interval) too few to show" in words(facts(falls=None))


def test_where_nothing_is_stated_nothing_is_compared() -> None:
    shown = words(facts([]))
    assert "Nobody stated a rate to compare with" in shown
    assert "Which pot saved" not in shown


def test_a_providers_part_is_compared_with_what_that_provider_stated() -> None:
    stated = [ASSUMED, ASSUMED | {"provider_id": OTHER, "compared_rate": 123}]
    everyone = words(facts(stated))
    assert "Stated rate 1 300 Stated rate 2 123" in everyone
    one = words(facts(stated) | {"breakdown": "provider", "part": PROVIDER, "label": "A provider"})
    assert "The stated rate 300" in one
    assert "123" not in one


def test_a_share_is_never_told_of_what_is_hidden() -> None:
    shown = words(facts(reviews_due=None, reviews_in_time=40, visits_short=None, contacts=None, contacts_top_three=None))
    assert "Reviews held in time 40 (of how many: too few to show)" in shown
    assert "Visits shorter than half an hour too few to show, of 40 visits planned" in shown
    assert "Contacts with the three people one sees most of too few to show A small" in shown


def test_every_number_on_paper_leads_to_its_measure() -> None:
    told = {code for codes in ENTRIES.values() for code in codes}
    figures = {code for code, entry in MEASURES.items() if any(shown.operation == "get_figures" for shown in entry.appears)}
    assert told == figures - NOT_ON_PAPER
    shown = words(facts())
    assert {code for code in told if code not in shown} == set()


def test_an_interval_is_drawn_from_end_to_end_and_said_in_words() -> None:
    chart = Chart(
        "A rate", "Here and elsewhere.", ("Where", "Rate"),
        (Bar("Here", "100 (48 to 184)", 100.0, (48.0, 184.0)), Bar("Elsewhere", "300", 300.0, (300.0, 300.0))), 400.0, 300.0,
    )  # fmt: skip
    picture = drawn(chart, "part-1")
    whisker = f'x1="{LEFT + 48 / 400 * ROOM}" x2="{LEFT + 184 / 400 * ROOM}"'
    assert whisker in picture
    assert f'cx="{LEFT + 100 / 400 * ROOM}"' in picture
    assert f'x1="{LEFT + 300 / 400 * ROOM}" x2="{LEFT + 300 / 400 * ROOM}" y1="4"' in picture
    assert said(chart) == "Here and elsewhere. Here: 100 (48 to 184); Elsewhere: 300."
    assert said(chart) in picture
