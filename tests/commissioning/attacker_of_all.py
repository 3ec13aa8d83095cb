"""The attacker of everything at once: all tables of all times, and who comes and goes, as one system of constraints (T23).

What is told of a week's teams bounds the quarter's, which bounds the provider's, which bounds the other team's week. A solver of
whole numbers looks for other worlds that are told exactly alike: first far from the true one, in some directions, where many
hidden numbers are others at once; then for each that is left one in which it is more, or less. Where it proves that there is
none, the number is given away. Each world that is found is told by the service's own code, to see that it is told alike: so
nobody who knows the code knows more than the solver was told.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

from ortools.sat.python import cp_model

from api.domain.commissioning.figures.small_numbers.earlier import FOLLOWED, LEFTS, Earlier, Snapshot, seen
from api.domain.commissioning.figures.small_numbers.publishing import told
from api.domain.commissioning.figures.small_numbers.suppression import Cell, Rule
from api.domain.commissioning.figures.small_numbers.table import Told
from tests.commissioning.attacker import Sum
from tests.commissioning.worlds_in_time import Leaf, Span, Terms, World

Wanted = tuple[Span, str, str, str]  # a span, a breakdown and its label, a count or what one leaves of another
SMALL: Final = 7
MOST: Final = 1_000_000
TURNS: Final = 6
SOON, LONG = 0.3, 60.0  # of the solver's own time, which is the same on every machine
FOUND: Final = (cp_model.OPTIMAL, cp_model.FEASIBLE)
YEAR: Final = 366


class Seen(NamedTuple):
    """One part as it was told: its cells, and whether nobody would be told as few."""

    span: Span
    breakdown: str
    label: str
    row: Mapping[str, Cell]
    few: bool


class _Zeros(dict[str, int | None]):
    """The names of the registry that are not looked at."""

    def __missing__(self, name: str) -> int:
        return 0


def told_in_world(world: World, *, knowing: bool = True, following: bool = True) -> list[Seen]:
    """Every part of every span as it is told, one span after another.

    `knowing`: what was told before. `following`: and what followed from it for whoever thought about all of that time.
    """
    found: list[Seen] = []
    followed = [name for name in FOLLOWED if {*LEFTS.get(name, (name,))} <= {*world.names.counts}]
    filed: list[tuple[Span, Rule, list[tuple[str, str | None, str, Any, Any]]]] = []
    for span, rule in world.spans:
        earlier = Earlier(span.from_on, span.until_on)
        beside = [one for one in filed if one[0].from_on < span.until_on and (span.from_on - one[0].until_on).days < YEAR]
        if knowing and any(one[0].until_on > span.from_on for one in beside):
            for before, by, those in beside:
                earlier.add(Snapshot(before.from_on, before.until_on, by), those)
        # The database has no part of which there is nothing, but everyone.
        parts = [
            one for one in world.table(span).parts() if one["breakdown"] == "everyone" or any(one["cells"]["counts"].values())
        ]
        knows = cache(earlier.of)
        table = told(parts, Told(rule, span.days, knows), world.names)
        those = []
        for place, part in enumerate(parts):
            row = table.rows[place]
            counts = _Zeros({name: cell.shown for name, cell in row.items()})
            known = {name: table.known(place, name) for name in followed}
            known = {name: of for name, of in known.items() if following and of != seen(name, counts, rule, span.days)}
            those.append((part["breakdown"], part["part"], part["label"], {"counts": counts}, known))
            few = any(not lowest for lowest, _ in knows((part["breakdown"], part["part"] or part["label"])).values())
            found.append(Seen(span, part["breakdown"], part["label"], row, few=few))
        filed.append((span, rule, those))
    return found


Tell = Callable[[World], list[Seen]]


class Attacker:
    """Who sees a world as it is told."""

    def __init__(self, world: World, tell: Tell = told_in_world) -> None:
        self.world, self.tell, self.seen = world, tell, tell(world)
        self.model, self.leaves = cp_model.CpModel(), dict[Leaf, cp_model.IntVar]()
        for leaf in world.true:
            self.leaves[leaf] = self.model.new_int_var(0, MOST, "")
        for one in (*world.everybody_knows(), *self._told()):
            value = sum(times * world.true[leaf] for leaf, times in one.of.items())
            assert one.lowest <= value <= one.highest, (world, one)
            self.model.add_linear_constraint(self._sum(one.of), one.lowest, one.highest)
        self.wanted = dict(self._wanted())

    def given_away(self) -> set[Wanted]:
        """The hidden numbers for which there is no other world that is told alike."""
        left, away, dice = dict(self.wanted), set[Wanted](), random.Random(len(self.wanted))
        for _ in range(TURNS):
            towards = Counter[Leaf]()
            for of, _ in left.values():
                weight = dice.choice((-1, 1)) * dice.randint(1, 9)
                towards.update({leaf: weight * times for leaf, times in of.items()})
            left = self._but(left, self._towards(towards) if left else None)
        while left:
            wanted, (of, true) = next(iter(left.items()))
            other = self._where(Sum(of, true + 1, MOST * MOST)) or self._where(Sum(of, -MOST, true - 1))
            if other is None:
                away.add(wanted)
                del left[wanted]
            left = self._but(left, other)
        return away

    def _but(self, left: dict[Wanted, tuple[Terms, int]], found: World | None) -> dict[Wanted, tuple[Terms, int]]:
        """Those that are not others in this world."""
        if found is None:
            return left
        assert _shown(self.tell(found)) == _shown(self.seen), (self.world, found)
        return {one: (of, true) for one, (of, true) in left.items() if self._value(of, found) == true}

    def _towards(self, towards: Terms) -> World | None:
        """A world that is told alike, as far as can be found soon from the true one in a direction."""
        model, solver = self.model.clone(), _solver(SOON)
        model.maximize(self._sum(towards))
        for leaf, at in self.leaves.items():
            model.add_hint(at, self.world.true[leaf])
        return self._found(solver) if solver.solve(model) in FOUND else None

    def _where(self, so: Sum[Leaf]) -> World | None:
        """A world that is told alike, in which something is so. None: there is none."""
        model, solver = self.model.clone(), _solver(LONG)
        model.add_linear_constraint(self._sum(so.of), so.lowest, so.highest)
        state = solver.solve(model)
        assert state in (*FOUND, cp_model.INFEASIBLE), solver.status_name()
        return self._found(solver) if state in FOUND else None

    def _found(self, solver: cp_model.CpSolver) -> World:
        return self.world._replace(true={leaf: solver.value(at) for leaf, at in self.leaves.items()})

    def _sum(self, of: Terms) -> cp_model.LinearExprT:
        return cp_model.LinearExpr.weighted_sum([self.leaves[leaf] for leaf in of], list(of.values()))

    def _value(self, of: Terms, world: World) -> int:
        return sum(times * world.true[leaf] for leaf, times in of.items())

    def _terms(self, name: str, span: Span, teams: Sequence[int]) -> Counter[Leaf]:
        of = self.world.names.families.get(name, (name,))
        return Counter({leaf: times for team in teams for one in of for leaf, times in self.world.terms(team, one, span).items()})

    def _told(self) -> Iterator[Sum[Leaf]]:
        """What is told, as bounds of sums."""
        told = {(one.span, one.breakdown, one.label): one for one in self.seen}
        for span, _ in self.world.spans:
            for breakdown, label, teams in _parts(self.world):
                everything = {leaf: 1 for name in self.world.names.counts for leaf in self._terms(name, span, teams)}
                one = told.get((span, breakdown, label))
                if one is None or all(cell.shown == 0 for cell in one.row.values()):
                    yield Sum(everything, 0, 0)
                    continue
                nobody = one.few and breakdown == "everyone"  # which is always there
                if not nobody:
                    yield Sum(everything, 1, MOST * MOST)
                for name in one.row if one.row["people"].shown else ["people"]:
                    lowest, highest = one.row[name].lowest, min(one.row[name].highest, MOST * MOST)
                    yield Sum(self._terms(name, span, teams), 0 if nobody and name == "people" else lowest, highest)

    def _wanted(self) -> Iterator[tuple[Wanted, tuple[Terms, int]]]:
        """The numbers to find, with what is true: hidden ones that are not 0, and small remainders, for whoever subtracts."""
        teams = {(breakdown, label): of for breakdown, label, of in _parts(self.world)}
        for one in self.seen:
            of = {name: self._terms(name, one.span, teams[one.breakdown, one.label]) for name in one.row}
            true = {name: self._value(terms, self.world) for name, terms in of.items()}
            for name, cell in one.row.items():
                if cell.shown is None and true[name]:
                    yield (one.span, one.breakdown, one.label, name), (of[name], true[name])
            for part, whole in self.world.names.part_of.items():
                if 0 < true[whole] - true[part] <= SMALL and true[part]:
                    rest = Counter(of[whole])
                    rest.subtract(of[part])
                    yield (one.span, one.breakdown, one.label, f"{whole} - {part}"), (rest, true[whole] - true[part])


def _solver(time: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = time
    return solver


def _parts(world: World) -> Iterator[tuple[str, str, list[int]]]:
    teams = range(len(world.homes))
    yield "everyone", "everyone", [*teams]
    for at, breakdown in enumerate(("provider", "place")):
        for label in sorted({home[at] for home in world.homes}):
            yield breakdown, label, [team for team in teams if world.homes[team][at] == label]
    for team in teams:
        yield "team", f"t{team}", [team]


def _shown(seen: Sequence[Seen]) -> list[tuple[Span, str, str, dict[str, int | None]]]:
    return [(*one[:3], {name: cell.shown for name, cell in one.row.items()}) for one in seen]


def given_away_of_all(world: World, tell: Tell = told_in_world) -> tuple[set[Wanted], int]:
    """The hidden numbers of a world that are given away; and how many are hidden."""
    attacker = Attacker(world, tell)
    return attacker.given_away(), len(attacker.wanted)
