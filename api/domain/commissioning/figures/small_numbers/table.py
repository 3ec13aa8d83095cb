"""The counts of one snapshot as a council may know them, so that what is shown does not tell what is hidden. Pure.

Numbers add up: a family (states, bands) to its total, teams to their provider, their place and everyone, a part and what it
leaves to their whole, quarters to a year. Whoever sees some of them knows bounds of the others (`bounds`). They are told one
after another, parts before totals, and each is shown with the numbers that are rounded as it is (its group), but for this: a
group that would leave too few possibilities for any number (`NEAR`) is shown as the next one towards the middle of what is
possible. 10 beside four hidden ones, in all 12, can only be 8 and four times 1: this 12 is shown as 15. (Of 100 numbers of few
people two or three are.)

Which groups these are follows from what is shown already, never from what is true, so that knowing this code, and seeing what it
shows, says nothing about which case it was. (Hiding such a total instead tells exactly that.)

Of a part with fewer people than may be known, nothing is told but that: no count, no 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from api.domain.commissioning.figures.models import Breakdown
from api.domain.commissioning.figures.registry import COUNTS, FAMILIES, LIMITS, PART_OF, PER_DAY
from api.domain.commissioning.figures.small_numbers.bounds import Bounds
from api.domain.commissioning.figures.small_numbers.earlier import LEFT, Knowing, Range
from api.domain.commissioning.figures.small_numbers.suppression import ANYTHING, HIDDEN, NOTHING, Cell, Rule, group

Part = Mapping[str, Any]  # breakdown, part, label, cells; of a team also provider and place
Counts = dict[str, int]
Row = dict[str, Cell]

# How many possibilities are enough. Two would do, if there were this table alone, and the times of each part alone. But whoever
# takes the tables of all times together knows more than `bounds` and `earlier` do one after the other: a week's teams narrow its
# total, that the quarter, that another team's week. With two, 11 of 70,000 hidden numbers were given away all the same. Of days
# it is those of one person: who knows a year's days nearer than that knows how many people there were in a quarter.
NEAR: Final = 3


class Names(NamedTuple):
    """What a table counts, and how its counts hang together."""

    counts: tuple[str, ...] = COUNTS
    families: Mapping[str, tuple[str, ...]] = FAMILIES
    part_of: Mapping[str, str] = PART_OF


ALL: Final = Names()


class Told(NamedTuple):
    """How a council is told: by which rule, of how many days, and after what."""

    rule: Rule = Rule()
    days: int = 7
    knowing: Knowing = lambda _: MappingProxyType({})

    def unit(self, name: str) -> int:
        """In what a count is counted: days in spans of them, anything else in ones."""
        return self.days if name in PER_DAY else 1


def counts_of(part: Part, names: Names = ALL) -> Counts:
    """Every count of the registry; a family's total is the sum of its parts."""
    known = part["cells"]["counts"]
    found = {name: int(known.get(name, 0)) for name in names.counts}
    return found | {total: sum(found[name] for name in of) for total, of in names.families.items()}


class Table:
    """The counts of the parts of a snapshot, and what is shown of them so far."""

    def __init__(self, parts: Sequence[Part], how: Told, names: Names = ALL) -> None:
        self.parts, self.how, self.names = parts, how, names
        self.rows: list[Row] = [{} for _ in parts]
        lefts = [LEFT + name for name in names.part_of]
        self._at = {name: place for place, name in enumerate((*names.counts, *lefts))}
        self._telling_0: set[int] = set()
        self._bounds = Bounds(2 * len(parts) * len(self._at))
        # Parts of nothing first; each family's total after its parts, each part after its whole.
        leaves = [name for name in names.counts if name not in names.families]
        self._names = [*(name for name in leaves if name != "people"), *names.families]
        sums = _made_of(parts)
        self.order = [place for place in sums if place < len(parts)]
        self._same = _same(sums, self.order)
        for place, of in sums.items():
            if place not in self._same:
                self._relate(place, _distinct(of, self._same))
        self._known = {place: self._know(place) for place in self.order}

    def tell(self, place: int) -> None:
        """Show a part's counts."""
        if place in self._same:
            self.rows[place] = self.rows[self._same[place]]
            return
        part = self.parts[place]
        counts = counts_of(part, self.names)
        if not any(counts.values()):
            self.rows[place] = self._nobody(place, counts)
            return
        row = {"people": self._told(place, "people", counts["people"])}
        for name in self._names:
            row[name] = self._told(place, name, counts[name]) if row["people"].shown else self._untold(place, name)
        self.rows[place] = {name: row[name] for name in counts}

    def _know(self, place: int) -> Mapping[str, Range]:
        """Take in what is known of a part by what was told of other times: of every part, before any is told.

        Whoever sees the first team knows already what its provider had in the weeks. (Taken in with each part in turn, what was
        known of a total would tell of teams that are told by then.)
        """
        part = self.parts[place]
        counts = counts_of(part, self.names)
        counts |= {LEFT + name: counts[whole] - counts[name] for name, whole in self.names.part_of.items()}
        known = self.how.knowing((part["breakdown"], part.get("part") or part["label"]))
        # What is not within them somebody wrote down, or took back, later.
        known = {name: (low, high) for name, (low, high) in known.items() if name in counts and low <= counts[name] <= high}
        for name, (lowest, highest) in known.items():
            number = self._number(self._same.get(place, place), name)
            self._bounds.narrow(number, max(0, lowest), highest)
            if lowest == 0:
                self._telling_0.add(number)
        return known

    def _nobody(self, place: int, counts: Counts) -> Row:
        if any(lowest == 0 for lowest, _ in self._known[place].values()):  # then it is told as of few
            self._bounds.narrow(self._number(place, "people"), 0, self._group("people", 1).highest)
            return {name: self._untold(place, name) for name in counts}
        for name in counts:
            self._bounds.narrow(self._number(place, name), 0, 0)
        return dict.fromkeys(counts, NOTHING)

    def known(self, place: int, name: str) -> tuple[int, int]:
        """Between what a count lies, for somebody who thinks about all that is shown so far."""
        number = self._number(self._same.get(place, place), name)
        return self._bounds.lowest[number], self._bounds.highest[number]

    def _told(self, place: int, name: str, count: int) -> Cell:
        bounds, number = self._bounds, self._number(place, name)
        home = self._group(name, count)
        lowest, highest = bounds.lowest[number], bounds.highest[number]
        if not lowest <= count <= highest:
            return home
        if lowest or highest < ANYTHING or number in self._telling_0 or not bounds.is_free(number):
            home = (
                self._joined(name, number, home if count else self._group(name, 1)) if self._joins(name, number, count) else home
            )
        bounds.narrow(number, home.lowest, home.highest)
        return Cell(home.shown, bounds.lowest[number], bounds.highest[number])

    def _untold(self, place: int, name: str) -> Cell:
        number = self._number(place, name)
        return Cell(HIDDEN, self._bounds.lowest[number], self._bounds.highest[number])

    def _joins(self, name: str, number: int, count: int) -> bool:
        """Whether a count goes with others. 0 stays 0, unless it tells, or is all that is left of what may not be told."""
        return (
            bool(count)
            or number in self._telling_0
            or (self._bounds.highest[number] > 0 and self._stands_for(name, number, self._group(name, 1)) is None)
        )

    def _joined(self, name: str, number: int, home: Cell) -> Cell:
        """The groups that are shown alike with this one, as the one of them that may be shown."""
        bounds = self._bounds
        if (shown_as := self._stands_for(name, number, home)) is None:
            return Cell(HIDDEN, bounds.lowest[number], bounds.highest[number])
        joined = shown_as
        for way in (-1, 1):
            for at in self._beside(name, number, shown_as, way):
                if self._is_open(number, at):
                    break
                if self._stands_for(name, number, at) == shown_as:
                    shown = HIDDEN if HIDDEN in (joined.shown, at.shown) else shown_as.shown
                    joined = Cell(shown, min(joined.lowest, at.lowest), max(joined.highest, at.highest))
        if number in self._telling_0 and joined.lowest <= self._group(name, 1).highest:  # 0 is told as 1 is
            joined = joined._replace(lowest=0)
        return joined

    def _stands_for(self, name: str, number: int, one: Cell) -> Cell | None:
        """As which group it is shown: itself, unless that would tell too much; else the next, towards the middle first."""
        if self._is_open(number, one):
            return one
        bounds = self._bounds
        way = 1 if one.lowest - bounds.lowest[number] <= bounds.highest[number] - one.highest else -1
        both = chain(self._beside(name, number, one, way), self._beside(name, number, one, -way))
        return next((beside for beside in both if self._is_open(number, beside)), None)

    def _is_open(self, number: int, one: Cell) -> bool:
        """Whether seeing this group tells nobody a small number. 0 may be told."""
        return one == NOTHING or self._bounds.foreseen(number, one.lowest, one.highest) is False

    def _beside(self, name: str, number: int, one: Cell, way: int) -> Iterator[Cell]:
        """The groups that follow one in a direction, as far as anything of them is possible. 0 is beside nothing."""
        while (at := one.highest + 1 if way > 0 else one.lowest - 1) and (
            self._bounds.lowest[number] <= at <= self._bounds.highest[number]
        ):
            one = self._group(name, at)
            yield one

    def _group(self, name: str, count: int) -> Cell:
        return group(count, self.how.rule, self.how.unit(name))

    def _number(self, place: int, name: str) -> int:
        return place * len(self._at) + self._at[name]

    def _relate(self, place: int, sums: Sequence[Sequence[int]]) -> None:
        """How a part's numbers hang together, and with those of the parts that it is the sum of."""
        bounds, names = self._bounds, self.names
        for name in self._at:
            bounds.near[self._number(place, name)] = max(NEAR, self.how.unit(name))
        for of in sums:
            for name in self._at:
                bounds.add_sum(self._number(place, name), [self._number(one, name) for one in of])
        for total, those in names.families.items():
            bounds.add_sum(self._number(place, total), [self._number(place, name) for name in those])
        for name, whole in names.part_of.items():
            bounds.add_sum(self._number(place, whole), [self._number(place, name), self._number(place, LEFT + name)])
        for name, (times, most) in LIMITS.items():
            if name in self._at and most in self._at:
                by = self.how.days if times is None else times
                bounds.add_limit(self._number(place, name), by, self._number(place, most))


def _made_of(parts: Sequence[Part]) -> dict[int, list[list[int]]]:
    """Each part by its place in the list, after those whose sum it is; more than one sum can make it.

    What a provider has in a place is no part that is told, but a provider and a place add up from it: it comes behind the list.
    """
    by: dict[str, list[int]] = {breakdown: [] for breakdown in Breakdown}
    for place, part in enumerate(parts):
        by[part["breakdown"]].append(place)
    found: dict[int, list[list[int]]] = {team: [] for team in by[Breakdown.team]}
    crossing: dict[tuple[Any, Any], list[int]] = {}
    for team in by[Breakdown.team]:
        crossing.setdefault((parts[team].get("provider"), parts[team].get("place")), []).append(team)
    crossed: dict[tuple[Any, Any], int] = {}
    for home, teams in crossing.items():
        crossed[home] = teams[0] if len(teams) == 1 else len(parts) + len(crossed)
        if len(teams) > 1:
            found[crossed[home]] = [teams]
    for at, kind, mine in ((0, Breakdown.provider, "part"), (1, Breakdown.place, "label")):
        for whole in by[kind]:
            of = [one for home, one in crossed.items() if home[at] == parts[whole][mine]]
            found[whole] = [of] if of else []
    for whole in by[Breakdown.everyone]:
        found[whole] = [by[kind] for kind in by if kind != Breakdown.everyone and by[kind]]
    return found


def _same(sums: Mapping[int, Sequence[Sequence[int]]], order: Sequence[int]) -> dict[int, int]:
    """The parts that are made of the same teams as one before: a place with one team, the only provider."""
    teams: dict[int, frozenset[int]] = {}
    first: dict[frozenset[int], int] = {}
    same: dict[int, int] = {}
    for place, of in sums.items():
        teams[place] = frozenset(team for one in of[0] for team in teams[one]) if of else frozenset({place})
    for place in order:
        if (before := first.setdefault(teams[place], place)) != place:
            same[place] = before
    return same


def _distinct(sums: Sequence[Sequence[int]], same: Mapping[int, int]) -> list[list[int]]:
    """The same sums, of those parts alone that are told of their own."""
    found: list[list[int]] = []
    for of in sums:
        own = sorted({same.get(one, one) for one in of})
        if own not in found:
            found.append(own)
    return found
