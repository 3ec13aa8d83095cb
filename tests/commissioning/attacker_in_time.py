"""The same attacker over time: weeks, quarters and years of one number, each told when the ones before were (T23)."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from api.domain.commissioning.figures.earlier import Sums, Within, bounds
from api.domain.commissioning.figures.publishing import told_rows
from api.domain.commissioning.figures.suppression import Cell, Rule
from api.domain.commissioning.figures.table import Names, Told
from tests.commissioning.attacker import MOST, Space, Sum

FALLS: Final = Names(("people", "falls"), {}, {})
RULE: Final = Rule()
QUARTERS, WEEKS = 5, 13
PEOPLE: Final = 100
BEGINS: Final = date(2025, 1, 1)
Leaf = tuple[int, int]  # a quarter, a week of it; the days at its ends that are no whole week are its last week
Time = dict[Leaf, int]


class Span(NamedTuple):
    """A span that is told, and the weeks in it."""

    kind: str
    of: tuple[Leaf, ...]


WEEK = [Span("week", ((quarter, week),)) for quarter in range(QUARTERS) for week in range(WEEKS)]
QUARTER = [Span("quarter", tuple((quarter, week) for week in range(WEEKS + 1))) for quarter in range(QUARTERS)]
YEAR = [Span("year", tuple(leaf for one in QUARTER[first : first + 4] for leaf in one.of)) for first in (0, 1)]


def times(number: int, seed: int, *, edges: bool = False) -> Iterator[Time]:
    """Falls by the week: few. `edges`: as many in each as make the most of the edges of what is hidden."""
    dice = random.Random(seed)
    for _ in range(number):
        often = dice.choice((0.05, 0.15, 0.3, 0.5, 0.7, 1.0))
        few = dice.choice(((1,), (1, 2), (1, 1, 7), (8,), (7, 8, 12)) if edges else ((1, 1, 1, 2), (1, 2, 3), (1, 2, 4, 9, 14)))
        yield {
            (quarter, week): dice.choice(few) if dice.random() < often else 0
            for quarter in range(QUARTERS)
            for week in range(WEEKS + 1)
        }


def told_in_time(time: Time, *, knowing: bool = True) -> list[tuple[Span, Cell]]:
    """Each span as it is told: the weeks first, then the quarters, then the years. `knowing`: what was told before."""
    weeks = [(span, _told(time, span, 7, [])) for span in WEEK]
    quarters = [(span, _told(time, span, 92, [_sums(_in(span, weeks), 7)] if knowing else [])) for span in QUARTER]
    years = [
        (span, _told(time, span, 4 * 92, [_sums(_in(span, weeks), 7), _quarters(span, weeks, quarters)] if knowing else []))
        for span in YEAR
    ]
    return [*weeks, *quarters, *years]


def _told(time: Time, span: Span, days: int, earlier: Sequence[Sums]) -> Cell:
    counts = {"people": PEOPLE, "falls": sum(time[leaf] for leaf in span.of)}
    part: dict[str, Any] = {"breakdown": "everyone", "label": "everyone", "cells": {"counts": counts, "means": {}}}
    return told_rows([part], Told(RULE, days, bounds(earlier, days)), FALLS)[0]["falls"]


def _in(span: Span, told: Sequence[tuple[Span, Cell]]) -> list[Cell]:
    return [cell for one, cell in told if set(one.of) <= set(span.of)]


def _quarters(year: Span, weeks: Sequence[tuple[Span, Cell]], quarters: Sequence[tuple[Span, Cell]]) -> Sums:
    sums = Sums()
    for span, cell in quarters:
        if set(span.of) <= set(year.of):
            _add(sums, cell, 92, _sums(_in(span, weeks), 7))
    return sums


def _sums(cells: Sequence[Cell], days: int) -> Sums:
    sums = Sums()
    for cell in cells:
        _add(sums, cell, days)
    return sums


def _add(sums: Sums, cell: Cell, days: int, within: Sums | None = None) -> None:
    """As the job reads it back: what is shown, and no more."""
    part = ("everyone", None, "everyone", {"counts": _Zeros(people=PEOPLE, falls=cell.shown)})
    sums.add(Within(BEGINS, BEGINS + timedelta(days=days), RULE), [part], within)


class _Zeros(dict[str, int | None]):
    """The names of the registry that are not looked at."""

    def __missing__(self, name: str) -> int:
        return 0


def given_away_in_time(time: Time, *, knowing: bool = True) -> tuple[set[Span], int]:
    """The hidden numbers for which there are no other weeks that are told alike; and how many are hidden."""
    told = told_in_time(time, knowing=knowing)
    space = Space(time, [Sum(dict.fromkeys(span.of, 1), cell.lowest, min(cell.highest, MOST)) for span, cell in told])
    wanted = {span: dict.fromkeys(span.of, 1) for span, cell in told if cell.shown is None}

    def told_alike(other: Mapping[Leaf, int]) -> None:
        assert [cell.shown for _, cell in told_in_time(dict(other), knowing=knowing)] == [cell.shown for _, cell in told]

    return space.alone(wanted, told_alike), len(wanted)
