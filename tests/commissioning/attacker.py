"""Somebody who sees all that is published, knows the code, and wants to know what is hidden (T23).

For each hidden number another table is looked for that might be true as well, that publishes exactly the same in every cell, and
that has another number there. Where there is one, nobody can know the number, whatever they do: sums, differences, rates and
intervals (which are worked out from what is published), or reading the code. Where there is none (a solver of whole numbers
says so), the number counts as given away.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from ortools.sat.python import cp_model

from api.domain.commissioning.figures.publishing import told_rows
from api.domain.commissioning.figures.registry import FAMILIES, PART_OF
from api.domain.commissioning.figures.suppression import Cell
from api.domain.commissioning.figures.table import Names, Told, counts_of

Leaf = tuple[int, str]  # a team by its place, a count that is no total
Place = tuple[int, str]  # a part by its place, a count or what one leaves of another
Known = list[dict[str, int | None]]
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


BY_DEFAULT: Final = Told()
Publish = Callable[[Table], Known]


def by_the_rule(how: Told = BY_DEFAULT) -> Publish:
    """What the service publishes of a table."""

    def publish(table: Table) -> Known:
        told = how._replace(days=table.days)
        return [{name: cell.shown for name, cell in row.items()} for row in told_rows(table.parts(), told, table.names)]

    return publish


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


def hidden(table: Table, known: Known) -> set[Place]:
    """The numbers to find: hidden ones that are not 0, and small remainders that somebody might subtract."""
    wanted = set()
    for place, part in enumerate(table.parts()):
        counts = counts_of(part, table.names)
        wanted |= {(place, name) for name, count in counts.items() if count and known[place][name] is None}
        wanted |= {
            (place, f"{whole} - {name}")
            for name, whole in table.names.part_of.items()
            if 0 < counts[whole] - counts[name] <= 7 and counts[name]
        }  # fmt: skip
    return wanted


def unproven(table: Table, how: Told = BY_DEFAULT) -> set[Place]:
    """The hidden numbers for which there is no other table that publishes the same."""
    rows = told_rows(table.parts(), how._replace(days=table.days), table.names)
    left, space = hidden(table, _shown(rows)), Space(table, rows)
    given_away: set[Place] = set()
    while left:
        wanted = min(left)
        if (other := space.near(wanted)) is None:
            for other in space.far(wanted):
                _same_published(table, other, rows, how)
                break
        if other is None:
            given_away.add(wanted)
            left.discard(wanted)
        else:
            left = {one for one in left if space.value(one, other) == space.value(one, table.true)}
    return given_away


def _shown(rows: Sequence[Mapping[str, Cell]]) -> Known:
    return [{name: cell.shown for name, cell in row.items()} for row in rows]


def _same_published(table: Table, true: Mapping[Leaf, int], rows: Sequence[Mapping[str, Cell]], how: Told) -> None:
    """The space of tables is what the rule makes it: asked of the rule itself."""
    other = table._replace(true=true)
    theirs = _shown(told_rows(other.parts(), how._replace(days=table.days), table.names))
    assert other.possible(), other
    assert theirs == _shown(rows), (table, other)


class Sum(NamedTuple):
    """A sum of numbers of a table, and between what it lies."""

    of: Mapping[Leaf, int]
    lowest: int
    highest: int


class Space:
    """All tables that publish the same as one does: what the rule says of a table, written down a second time, as sums."""

    def __init__(self, table: Table, rows: Sequence[Mapping[str, Cell]]) -> None:
        self.table, self.sums = table, list[Sum]()
        self.of = [self._terms(part) for part in table.parts()]
        for terms, row in zip(self.of, rows, strict=True):
            self._published(terms, row)
        for terms, part in zip(self.of, table.parts(), strict=True):
            if part["breakdown"] == "team":
                self._everybody_knows(terms)
        self.sums += [Sum({leaf: 1}, 0, MOST) for leaf in table.true]
        self.by_leaf: dict[Leaf, list[tuple[int, int]]] = {leaf: [] for leaf in table.true}
        for number, one in enumerate(self.sums):
            for leaf, times in one.of.items():
                self.by_leaf[leaf].append((number, times))
        self.values = [sum(times * table.true[leaf] for leaf, times in one.of.items()) for one in self.sums]
        assert all(one.lowest <= value <= one.highest for one, value in zip(self.sums, self.values, strict=True))

    def _terms(self, part: Mapping[str, Any]) -> dict[str, Counter[Leaf]]:
        names = self.table.names
        teams = [team for team in range(len(self.table.homes)) if _within(self.table, part, team)]
        found = {name: Counter({(team, name): 1 for team in teams}) for name in names.counts if name not in names.families}
        for total, of in names.families.items():
            found[total] = Counter({leaf: 1 for name in of for leaf in found[name]})
        for name, whole in names.part_of.items():
            found[f"{whole} - {name}"] = Counter({**found[whole], **dict.fromkeys(found[name], -1)})
        return found

    def _published(self, terms: Mapping[str, Counter[Leaf]], row: Mapping[str, Cell]) -> None:
        leaves = {leaf: 1 for name in row for leaf in terms[name]}
        if all(cell.shown == 0 for cell in row.values()):
            self.sums.append(Sum(leaves, 0, 0))
            return
        for name in row if row["people"].shown else ["people"]:
            self.sums.append(Sum(terms[name], row[name].lowest, min(row[name].highest, MOST)))
        self.sums.append(Sum(leaves, 1, MOST))

    def _everybody_knows(self, terms: Mapping[str, Counter[Leaf]]) -> None:
        names = self.table.names
        for name, whole in names.part_of.items():
            self.sums.append(Sum(terms[f"{whole} - {name}"], 0, MOST))
        if "person_days" in terms:
            (days,), (people,) = terms["person_days"], terms["people"]
            self.sums += [Sum({days: 1, people: -1}, 0, MOST), Sum({days: -1, people: self.table.days}, 0, MOST)]
        self.sums += [
            Sum({**terms["people"], **dict.fromkeys(terms[total], -1)}, 0, MOST) for total in names.families if "ons4" in total
        ]

    def value(self, wanted: Place, true: Mapping[Leaf, int]) -> int:
        """A number of such a table."""
        return sum(times * true[leaf] for leaf, times in self.of[wanted[0]][wanted[1]].items())

    def near(self, wanted: Place) -> dict[Leaf, int] | None:
        """A table with another number there, a few changes away."""
        terms = self.of[wanted[0]][wanted[1]]
        self.tries = 400
        for leaf in terms:
            for by in (1, -1, 2, -2):
                if (found := self._mended({leaf: by}, 4)) and sum(terms[one] * more for one, more in found.items()):
                    return {**self.table.true, **{one: self.table.true[one] + more for one, more in found.items()}}
        return None

    def _mended(self, change: dict[Leaf, int], depth: int) -> dict[Leaf, int] | None:
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

    def far(self, wanted: Place) -> Iterator[dict[Leaf, int]]:
        """Any table with another number there, if there is one at all."""
        terms, true = self.of[wanted[0]][wanted[1]], self.value(wanted, self.table.true)
        for lowest, highest in ((-MOST, true - 1), (true + 1, MOST)):
            model = cp_model.CpModel()
            leaves = {leaf: model.new_int_var(0, MOST, f"{leaf}") for leaf in self.table.true}
            for of, low, high in [*self.sums, Sum(terms, lowest, highest)]:
                model.add_linear_constraint(sum(times * leaves[leaf] for leaf, times in of.items()), low, high)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = 1
            found = solver.solve(model)
            if found in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                yield {leaf: solver.value(var) for leaf, var in leaves.items()}
            else:
                assert found == cp_model.INFEASIBLE, solver.status_name()


MOST = 1_000_000


def _within(table: Table, part: Mapping[str, Any], team: int) -> bool:
    provider, place = table.homes[team]
    return part["breakdown"] == "everyone" or part["label"] in (provider, place, f"t{team}")
