"""Somebody who sees all that is published, knows the code, and wants to know what is hidden (T23).

For each hidden number another table is looked for that might be true as well, that publishes exactly the same in every cell, and
that has another number there. Where there is one, nobody can know the number, whatever they do: sums, differences, rates and
intervals (which are worked out from what is published), or reading the code. Where there is none (a solver of whole numbers
says so), the number counts as given away.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from ortools.sat.python import cp_model

from api.domain.commissioning.figures.registry import FAMILIES, PART_OF
from api.domain.commissioning.figures.small_numbers.publishing import told
from api.domain.commissioning.figures.small_numbers.suppression import Cell
from api.domain.commissioning.figures.small_numbers.table import Names, Told, counts_of

L = TypeVar("L")
W = TypeVar("W")
Leaf = tuple[int, str]  # a team by its place, a count that is no total
Place = tuple[int, str]  # a part by its place, a count or what one leaves of another
MEANS = (0.3, 1, 2, 3, 4, 6, 9, 14, 30)
SIZES = ((0, 0, 1, 2, 3, 5, 7), (1, 1, 1, 2), (7, 7, 6, 8), (8, 8, 9, 12, 13), (0, 3, 9, 14, 40, 160), (1, 7, 8, 12, 13, 17))


class Table(NamedTuple):
    """Teams with their homes, and what is counted of each."""

    names: Names
    homes: tuple[tuple[str, str], ...]  # provider, place
    true: Mapping[Leaf, int]
    days: int = 7

    def changed(self, by: Mapping[Leaf, int]) -> "Table":
        """Another one, by so much."""
        return self._replace(true={**self.true, **{leaf: self.true[leaf] + more for leaf, more in by.items()}})

    def parts(self) -> list[dict[str, Any]]:
        """As the database gives it."""
        leaves = [name for name in self.names.counts if name not in self.names.families]
        teams = [{name: self.true[team, name] for name in leaves} for team in range(len(self.homes))]

        def part(breakdown: str, key: str | None, label: str, within: Sequence[int], **also: Any) -> dict[str, Any]:
            counts = {name: sum(teams[team][name] for team in within) for name in leaves}
            return {"breakdown": breakdown, "part": key, "label": label, "cells": {"counts": counts, "means": {}}, **also}

        providers, places = ({home[n] for home in self.homes} for n in (0, 1))
        return [
            part("everyone", None, "everyone", range(len(teams))),
            *(part("provider", of, of, [t for t, home in enumerate(self.homes) if home[0] == of]) for of in sorted(providers)),
            *(part("place", None, of, [t for t, home in enumerate(self.homes) if home[1] == of]) for of in sorted(places)),
            *(
                part("team", f"t{team}", f"t{team}", [team], provider=home[0], place=home[1])
                for team, home in enumerate(self.homes)
            ),
        ]  # fmt: skip

    def possible(self) -> bool:
        """Whether it can be so at all: what everybody knows of these counts without seeing one."""
        for team in range(len(self.homes)):
            of = {name: number for (at, name), number in self.true.items() if at == team}
            if min(of.values()) < 0 or any(of[name] > self.whole(of, whole) for name, whole in self.names.part_of.items()):
                return False
            if "person_days" in of and not of["people"] <= of["person_days"] <= of["people"] * self.days:
                return False
            if any(
                sum(of[band] for band in bands) > of["people"] for total, bands in self.names.families.items() if "ons4" in total
            ):
                return False
        return True

    def whole(self, of: Mapping[str, int], name: str) -> int:
        """A count, or a total of counts."""
        return of[name] if name in of else sum(of[one] for one in self.names.families[name])


Rows = Sequence[Mapping[str, Cell]]
Rule = Callable[[Table], Rows]


def by_the_rule(table: Table) -> Rows:
    """What the service tells of a table."""
    return told(table.parts(), Told(days=table.days), table.names).rows


def groups() -> list[Names]:
    """Counts that hang together, each with the people: no number of one says anything of another group's."""
    found = [Names(("people", "falls"), {}, {}), Names(("people", "person_days"), {}, {})]
    ons4 = "ons4_happiness"
    mine = tuple(name for name, whole in PART_OF.items() if whole == "people")
    found.append(
        Names(("people", "person_days", *mine, ons4, *FAMILIES[ons4]), {ons4: FAMILIES[ons4]}, dict.fromkeys(mine, "people"))
    )
    for total, of in FAMILIES.items():
        subsets = {name: whole for name, whole in PART_OF.items() if whole in of}
        found.append(Names(("people", total, *of, *subsets), {total: of}, subsets))
    for name, whole in PART_OF.items():
        if whole not in ("people", *(one for of in FAMILIES.values() for one in of)):
            found.append(Names(("people", whole, name), {}, {name: whole}))
    return found


def tables(number: int, seed: int, *, edges: bool = False) -> Iterator[Table]:
    """Random tables of small numbers. `edges`: those alone in which most are at the edges of what is hidden or rounded alike."""
    dice, kinds = random.Random(seed), groups()
    for _ in range(number):
        while not (table := _table(dice, dice.choice(kinds), edges=edges)).possible():
            pass
        yield table


def _table(dice: random.Random, names: Names, *, edges: bool) -> Table:
    homes = tuple((dice.choice("PQ"), dice.choice("xyz")) for _ in range(dice.randint(1, 6)))
    days, sizes, mean = dice.choice((7, 91, 365)), dice.choice(SIZES), dice.choice(MEANS)

    def some(mean: float) -> int:
        return dice.choice(sizes) if edges else min(400, int(dice.expovariate(1 / mean) + dice.random()))

    true: dict[Leaf, int] = {}
    for team in range(len(homes)):
        people = dice.choice((3, 7, 8, 8, 12, 13, 20, 60, 160)) if edges else 1 + some(dice.choice((6, 12, 12, 30, 100)))
        true[team, "people"] = people
        for name in names.counts:
            if name == "people" or name in names.families:
                continue
            if name == "person_days":
                true[team, name] = dice.choice((people * days, dice.randint(people, people * days)))
            elif whole := names.part_of.get(name):
                most = true[team, whole]
                true[team, name] = max(0, dice.choice((most, most - 1, most - 7, most // 2, min(3, most), dice.randint(0, most))))
            else:
                true[team, name] = min(some(mean), people // 4) if "ons4" in name else some(mean)
    return Table(names, homes, true, days)


def hidden(table: Table, rows: Rows) -> set[Place]:
    """The numbers to find: hidden ones that are not 0, and small remainders that somebody might subtract."""
    wanted = set()
    for place, part in enumerate(table.parts()):
        counts = counts_of(part, table.names)
        wanted |= {(place, name) for name, count in counts.items() if count and rows[place][name].shown is None}
        wanted |= {
            (place, f"{whole} - {name}")
            for name, whole in table.names.part_of.items()
            if 0 < counts[whole] - counts[name] <= 7 and counts[name]
        }  # fmt: skip
    return wanted


def given_away(table: Table, rule: Rule = by_the_rule) -> tuple[set[Place], int]:
    """The hidden numbers for which there is no other table that is told alike; and how many are hidden."""
    rows = rule(table)
    left, space = hidden(table, rows), TableSpace(table, rows)
    number = len(left)

    def told_alike(other: Mapping[Leaf, int]) -> None:
        there = table._replace(true=other)
        assert there.possible(), there
        assert [_shown(row) for row in rule(there)] == [_shown(row) for row in rows], (table, there)

    return space.alone({one: space.of[one[0]][one[1]] for one in left}, told_alike), number


def _shown(row: Mapping[str, Cell]) -> dict[str, int | None]:
    return {name: cell.shown for name, cell in row.items()}


class Sum(NamedTuple, Generic[L]):
    """A sum of numbers, and between what it lies."""

    of: Mapping[L, int]
    lowest: int
    highest: int


class Space(Generic[L]):
    """All numbers that fit these sums, as the true ones do."""

    def __init__(self, true: Mapping[L, int], sums: Sequence[Sum[L]]) -> None:
        self.true, self.sums, self.tries = true, [*sums, *(Sum({leaf: 1}, 0, MOST) for leaf in true)], 0
        self.by_leaf: dict[L, list[tuple[int, int]]] = {leaf: [] for leaf in true}
        for number, one in enumerate(self.sums):
            for leaf, times in one.of.items():
                self.by_leaf[leaf].append((number, times))
        self.values = [self.value(one.of, true) for one in self.sums]
        assert all(one.lowest <= value <= one.highest for one, value in zip(self.sums, self.values, strict=True))

    def value(self, terms: Mapping[L, int], true: Mapping[L, int]) -> int:
        """A sum of such numbers."""
        return sum(times * true[leaf] for leaf, times in terms.items())

    def alone(self, wanted: Mapping[W, Mapping[L, int]], found: Callable[[Mapping[L, int]], None]) -> set[W]:
        """Those of the wanted sums that are the same whichever numbers fit. `found` is told of numbers from afar that fit."""
        left, alone = dict(wanted), set[W]()
        while left:
            key, terms = next(iter(left.items()))
            if (other := self.near(terms)) is None and (other := self.far(terms)) is not None:
                found(other)
            if other is None:
                alone.add(key)
                del left[key]
            else:
                left = {one: of for one, of in left.items() if self.value(of, other) == self.value(of, self.true)}
        return alone

    def near(self, terms: Mapping[L, int]) -> dict[L, int] | None:
        """Numbers that fit and have another sum there, a few changes away."""
        self.tries = 400
        for leaf in terms:
            for by in (1, -1, 2, -2):
                if (change := self._mended({leaf: by}, 4)) and sum(terms.get(one, 0) * more for one, more in change.items()):
                    return {**self.true, **{one: self.true[one] + more for one, more in change.items()}}
        return None

    def _mended(self, change: dict[L, int], depth: int) -> dict[L, int] | None:
        """The change, and others with it, so that nothing that is seen changes."""
        self.tries -= 1
        moved = Counter[int]()
        for leaf, by in change.items():
            for number, times in self.by_leaf[leaf]:
                moved[number] += by * times
        for number, by in moved.items():
            one, value = self.sums[number], self.values[number] + by
            if one.lowest <= value <= one.highest:
                continue
            if not depth or self.tries < 0:
                return None
            back = one.highest - value if value > one.highest else one.lowest - value
            for leaf, times in one.of.items():
                if leaf not in change and (found := self._mended({**change, leaf: back * times}, depth - 1)):
                    return found
            return None
        return change

    def far(self, terms: Mapping[L, int]) -> dict[L, int] | None:
        """Any numbers that fit and have another sum there; none if there are none."""
        true = self.value(terms, self.true)
        for lowest, highest in ((-MOST, true - 1), (true + 1, MOST)):
            model = cp_model.CpModel()
            leaves = {leaf: model.new_int_var(0, MOST, f"{leaf}") for leaf in self.true}
            for of, low, high in [*self.sums, Sum(terms, lowest, highest)]:
                model.add_linear_constraint(sum(times * leaves[leaf] for leaf, times in of.items()), low, high)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            found = solver.solve(model)
            if found in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return {leaf: solver.value(var) for leaf, var in leaves.items()}
            assert found == cp_model.INFEASIBLE, solver.status_name()
        return None


class TableSpace(Space[Leaf]):
    """All tables that are told as one is: what the rule says of a table, written down a second time, as sums."""

    def __init__(self, table: Table, rows: Rows) -> None:
        self.table, found = table, list[Sum[Leaf]]()
        self.of = [self._terms(part) for part in table.parts()]
        for terms, row, part in zip(self.of, rows, table.parts(), strict=True):
            found += self._published(terms, row)
            if part["breakdown"] == "team":
                found += self._everybody_knows(terms)
        super().__init__(table.true, found)

    def _terms(self, part: Mapping[str, Any]) -> dict[str, Counter[Leaf]]:
        names = self.table.names
        teams = [team for team in range(len(self.table.homes)) if _within(self.table, part, team)]
        found = {name: Counter({(team, name): 1 for team in teams}) for name in names.counts if name not in names.families}
        for total, of in names.families.items():
            found[total] = Counter({leaf: 1 for name in of for leaf in found[name]})
        for name, whole in names.part_of.items():
            found[f"{whole} - {name}"] = Counter({**found[whole], **dict.fromkeys(found[name], -1)})
        return found

    def _published(self, terms: Mapping[str, Counter[Leaf]], row: Mapping[str, Cell]) -> Iterator[Sum[Leaf]]:
        leaves = {leaf: 1 for name in row for leaf in terms[name]}
        if all(cell.shown == 0 for cell in row.values()):
            yield Sum(leaves, 0, 0)
            return
        for name in row if row["people"].shown else ["people"]:
            yield Sum(terms[name], row[name].lowest, min(row[name].highest, MOST))
        yield Sum(leaves, 1, MOST)

    def _everybody_knows(self, terms: Mapping[str, Counter[Leaf]]) -> Iterator[Sum[Leaf]]:
        names = self.table.names
        for name, whole in names.part_of.items():
            yield Sum(terms[f"{whole} - {name}"], 0, MOST)
        if "person_days" in terms:
            (days,), (people,) = terms["person_days"], terms["people"]
            yield from (Sum({days: 1, people: -1}, 0, MOST), Sum({days: -1, people: self.table.days}, 0, MOST))
        for total in names.families:
            if "ons4" in total:
                yield Sum({**terms["people"], **dict.fromkeys(terms[total], -1)}, 0, MOST)


MOST = 1_000_000


def _within(table: Table, part: Mapping[str, Any], team: int) -> bool:
    provider, place = table.homes[team]
    return part["breakdown"] == "everyone" or part["label"] in (provider, place, f"t{team}")
