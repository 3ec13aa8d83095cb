"""The same attacker over time: weeks, quarters and years of one number, each told when the ones before were (T23)."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, NamedTuple

from api.domain.commissioning.figures.small_numbers.earlier import Earlier, Snapshot
from api.domain.commissioning.figures.small_numbers.publishing import told
from api.domain.commissioning.figures.small_numbers.suppression import Cell, Rule, shown_as
from api.domain.commissioning.figures.small_numbers.table import Names, Told
from tests.commissioning.attacker import MOST, Space, Sum

FALLS: Final = Names(("people", "falls"), {}, {})
RULE: Final = Rule()
PEOPLE: Final = 100
WEEKS = [date(2025, 12, 29) + timedelta(weeks=n) for n in range(92)]
QUARTERS = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(0, 24, 3)]
DAYS: Final = sorted({*WEEKS, *QUARTERS})  # what happens between two of these is told by nothing apart
Leaf = date  # the first of such days
Time = dict[Leaf, int]


class Span(NamedTuple):
    """A span that is told."""

    until_on: date
    kind: str
    from_on: date

    @property
    def of(self) -> tuple[Leaf, ...]:
        """The days in it."""
        return tuple(day for day in DAYS[:-1] if self.from_on <= day < self.until_on)


# In the order in which they are told. Weeks lie across the ends of quarters, and years overlap.
SPANS: Final = sorted(
    [
        *(Span(until_on, "week", from_on) for from_on, until_on in pairwise(WEEKS)),
        *(Span(until_on, "quarter", from_on) for from_on, until_on in pairwise(QUARTERS)),
        *(Span(until_on, "year", from_on) for from_on, until_on in zip(QUARTERS, QUARTERS[4:], strict=False)),
    ]
)


def times(number: int, seed: int, *, edges: bool = False) -> Iterator[Time]:
    """Falls by the week: few. `edges`: as many in each as make the most of the edges of what is hidden."""
    dice = random.Random(seed)
    for _ in range(number):
        often = dice.choice((0.05, 0.15, 0.3, 0.5, 0.7, 1.0))
        few = dice.choice(((1,), (1, 2), (1, 1, 7), (8,), (7, 8, 12)) if edges else ((1, 1, 1, 2), (1, 2, 3), (1, 2, 4, 9, 14)))
        yield {leaf: dice.choice(few) if dice.random() < often else 0 for leaf in DAYS[:-1]}


def told_in_time(time: Time, *, knowing: bool = True) -> list[tuple[Span, Cell]]:
    """Each span as it is told, one after another. `knowing`: what was told before."""
    found: list[tuple[Span, Cell]] = []
    filed: list[tuple[Span, dict[str, Any]]] = []
    for span in SPANS:
        earlier = Earlier(span.from_on, span.until_on)
        for one, row in filed if knowing and any(_overlap(one, span) for one, _ in filed) else ():
            if one.until_on > span.from_on - timedelta(days=366):
                earlier.add(
                    Snapshot(one.from_on, one.until_on, RULE), [("everyone", None, "everyone", row["cells"], row["known"])]
                )
        counts = {"people": PEOPLE, "falls": sum(time[leaf] for leaf in span.of)}
        part: dict[str, Any] = {"breakdown": "everyone", "label": "everyone", "cells": {"counts": counts, "means": {}}}
        how = Told(RULE, (span.until_on - span.from_on).days, earlier.of)
        table = told([part], how, FALLS)
        lowest, highest = table.known(0, "falls")
        cell = table.rows[0]["falls"]
        known = {"falls": (lowest, highest)} if (cell.shown, lowest, highest) != shown_as(cell.shown, RULE) else {}
        filed.append((span, {"cells": {"counts": _Zeros(people=PEOPLE, falls=cell.shown)}, "known": known}))
        found.append((span, cell))
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one.from_on < other.until_on and other.from_on < one.until_on


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
