"""What a council was told of times within a span, as bounds of what may be told of the span. Pure.

What happens on a day adds up: a quarter has at least what its weeks have, and a year has what its quarters have. Seven weeks with
one fall each, at least, and a quarter whose number is hidden, at most 7, would tell of all eight numbers.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from api.domain.commissioning.figures.registry import ADD_UP, PER_DAY
from api.domain.commissioning.figures.suppression import ANYTHING, HIDDEN, NOTHING, Cell, Rule, group, shown_as
from api.domain.commissioning.figures.table import Earlier

Key = tuple[str, str]


class Within(NamedTuple):
    """A snapshot of a time within."""

    from_on: date
    until_on: date
    rule: Rule

    def cell(self, name: str, counts: Mapping[str, int | None], known: int) -> Cell:
        """Between what a count lies that is shown so, and is at least what is known."""
        if not counts["people"] and counts[name] is HIDDEN:
            return Cell(HIDDEN, known, ANYTHING)
        unit = (self.until_on - self.from_on).days if name in PER_DAY else 1
        shown = counts[name]
        if shown == 0:
            return NOTHING
        found = shown_as(shown, self.rule, unit)
        end, following = group(known, self.rule, unit), group(known + 1, self.rule, unit)
        if known and end.highest == known and shown == (HIDDEN if end.shown is HIDDEN else following.shown):
            return Cell(shown, known, following.highest)  # told together, for one of them alone would tell too much
        return Cell(shown, max(found.lowest, known), found.highest)


class Sums:
    """Bounds of each count of each part, from snapshots that follow on one another; what is in none is 0."""

    def __init__(self) -> None:
        self.least: dict[Key, dict[str, int]] = {}
        self.most: dict[Key, dict[str, int]] = {}
        self.days = 0

    def add(
        self, snapshot: Within, parts: Iterable[tuple[str, str | None, str, Mapping[str, Any]]], within: "Sums | None" = None
    ) -> None:
        """One more of them, and what was told of times within it: a hidden quarter with three falls in its weeks has three."""
        self.days += (snapshot.until_on - snapshot.from_on).days
        for breakdown, part, label, cells in parts:
            least = self.least.setdefault((breakdown, part or label), dict.fromkeys(ADD_UP, 0))
            most = self.most.setdefault((breakdown, part or label), dict.fromkeys(ADD_UP, 0))
            known = within.least.get((breakdown, part or label), {}) if within else {}
            for name in ADD_UP:
                cell = snapshot.cell(name, cells["counts"], known.get(name, 0))
                least[name] += cell.lowest
                most[name] += cell.highest


def bounds(spans: Iterable[Sums], days: int) -> Earlier:
    """What follows for a span of so many days. Only what fills it says how much there is at most."""
    found: dict[Key, dict[str, tuple[int, int]]] = {}
    for sums in spans:
        whole = sums.days == days
        for part, least in sums.least.items():
            known = found.setdefault(part, dict.fromkeys(ADD_UP, (0, ANYTHING)))
            for name, count in least.items():
                lowest, highest = known[name]
                most = sums.most[part][name] if whole else ANYTHING
                known[name] = max(lowest, count), min(highest, most)
    return found
