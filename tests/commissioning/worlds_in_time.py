"""Small worlds over time for the attacker of everything at once: teams, who comes and goes, what happens, and what is told when.

Each number that is told is a sum of what nobody is told of alone (leaves), by what everybody knows of how it is counted:

- What happens on a day adds up (`on`), team by team, day by day.
- Somebody who is supported has a first and a last day. Of a stretch of days that nothing divides, so many `stay` from before it
  until after it, so many `end` in it, `begin` in it, `pass` by in it. The people of a span are those there when it begins, and
  all who begin in it.
- What is so when a span ends is so of those who are there `then`, and of those who had their last day in it (`left`).
- What is worked out of a person's whole span is bound to no other span (`alone`).
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, NamedTuple

from api.domain.commissioning.figures.registry import ADD_UP, FAMILIES, PART_OF
from api.domain.commissioning.figures.small_numbers.suppression import Rule
from api.domain.commissioning.figures.small_numbers.table import Names
from tests.commissioning.attacker import Sum, Table

Leaf = tuple[str, int, str, Any]  # of what kind, a team, a count, when
Terms = Mapping[Leaf, int]
OF_PEOPLE: Final = frozenset({"connections", "people_with_connections", *FAMILIES["outcomes"]})
STANDS: Final = OF_PEOPLE | {"members_asked", "members_new_to_care"}
WHO: Final = {"then": ("stay", "begin"), "left": ("end", "pass")}
MANY: Final = 1_000
# What is at most so many times another, beyond what the registry says: nobody has connections without being one who has some.
ALSO: Final = (
    ("people_with_connections", "connections", 1), ("connections", "people_with_connections", MANY),
    ("contacts", "contacts_top_three", MANY), ("people_within_four_faces", "contacts_top_three", 1),
)  # fmt: skip
BEGINS: Final = date(2026, 1, 1)
RULES: Final = (Rule(), Rule(), Rule(), Rule(10, 10), Rule(12, 5))


class Span(NamedTuple):
    """A span that is told, in the order in which they are."""

    until_on: date
    kind: str
    from_on: date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.until_on - self.from_on).days


class World(NamedTuple):
    """Teams with their homes (provider, place), spans with the rules they are told by, and what is true."""

    names: Names
    homes: tuple[tuple[str, str], ...]
    spans: tuple[tuple[Span, Rule], ...]
    stretches: tuple[date, ...]  # the first days of what no span divides, and the day after all
    true: Mapping[Leaf, int]

    @property
    def leaves(self) -> list[str]:
        """The counts that are no totals; parts after their wholes."""
        found = [name for name in self.names.counts if name not in self.names.families and name != "people"]
        return sorted(found, key=lambda name: name in self.names.part_of)

    def terms(self, team: int, name: str, span: Span) -> Terms:
        """A team's count of a span, as a sum of leaves."""
        within = [day for day in self.stretches[:-1] if span.from_on <= day < span.until_on]
        if name == "people":
            first = {(kind, team, "", within[0]): 1 for kind in ("stay", "end")}
            return first | {(kind, team, "", day): 1 for kind in ("begin", "pass") for day in within}
        if name in ADD_UP:
            return {("on", team, name, day): 1 for day in within}
        if name in STANDS:
            return {("then", team, name, span.until_on): 1} | {("left", team, name, day): 1 for day in within}
        return {("alone", team, name, span): 1}

    def table(self, span: Span) -> Table:
        """What is true of a span."""
        true = {
            (team, name): sum(times * self.true[leaf] for leaf, times in self.terms(team, name, span).items())
            for team in range(len(self.homes))
            for name in ("people", *self.leaves)
        }
        return Table(self.names, self.homes, true, span.days)

    def everybody_knows(self) -> Iterator[Sum[Leaf]]:
        """What binds the leaves, whatever is told."""
        for team in range(len(self.homes)):
            for day, until in pairwise(self.stretches):
                yield from self._people(team, day, until)
            for fewer, more, times in self.limits():
                for span, _ in self.spans:
                    yield no_more(self.terms(team, fewer, span), self.terms(team, more, span), times)
        for leaf in self.true:
            kind, team, name, when = leaf
            for fewer, more, times in self.limits():
                if fewer == name and (whole := (kind, team, more, when)) in self.true:
                    yield no_more({leaf: 1}, {whole: 1}, times)
            if kind in WHO and name in OF_PEOPLE:
                yield no_more({leaf: 1}, self.who(leaf), 1 if "people" in name else MANY)

    def limits(self) -> Iterator[tuple[str, str, int]]:
        """Counts that are at most so many times others."""
        for part, whole in self.names.part_of.items():
            yield part, whole, 1
        yield from (one for one in ALSO if {*one[:2]} <= {*self.names.counts})

    def who(self, leaf: Leaf) -> Terms:
        """Of whom something is so: who is there when a span ends, or had their last day in a stretch."""
        kind, team, _, when = leaf
        day = self.stretches[self.stretches.index(when) - 1] if kind == "then" else when
        return {(one, team, "", day): 1 for one in WHO[kind]}

    def _people(self, team: int, day: date, until: date) -> Iterator[Sum[Leaf]]:
        stay, end, begin, by = ((kind, team, "", day) for kind in ("stay", "end", "begin", "pass"))
        if until != self.stretches[-1]:
            yield Sum({stay: 1, begin: 1, ("stay", team, "", until): -1, ("end", team, "", until): -1}, 0, 0)
        if "person_days" in self.names.counts:
            days, length = ("on", team, "person_days", day), (until - day).days
            yield no_more({stay: length, end: 1, begin: 1, by: 1}, {days: 1}, 1)
            yield no_more({days: 1}, {stay: 1, end: 1, begin: 1, by: 1}, length)


def no_more(fewer: Terms, more: Terms, times: int) -> Sum[Leaf]:
    """One sum is at most so many times another."""
    of = {leaf: times * number for leaf, number in more.items()}
    return Sum(of | {leaf: of.get(leaf, 0) - number for leaf, number in fewer.items()}, 0, 10**9)


def groups() -> list[Names]:
    """Counts that hang together, or that do over time."""
    with_people = {"people_with_connections": "people"}
    faces = {"contacts_top_three": "contacts", "people_within_four_faces": "people"}
    found = [
        Names(("people", "falls"), {}, {}),
        Names(("people", "person_days"), {}, {}),
        Names(("people", "person_days", "falls"), {}, {}),
        Names(("people", "connections", *with_people), {}, with_people),
        Names(("people", "contacts", *faces), {}, faces),
    ]
    for total in ("outcomes", "moves", "week_items", "introductions", "stays"):
        of = FAMILIES[total][-3:]  # a sum of fewer tells more of each
        subsets = {name: whole for name, whole in PART_OF.items() if whole in of}
        found.append(Names(("people", total, *of, *subsets), {total: of}, subsets))
    pairs = ("visits_short", "reviews_in_time", "members_new_to_care")
    return [*found, *(Names(("people", PART_OF[name], name), {}, {name: PART_OF[name]}) for name in pairs)]


def random_world(seed: int, *, edges: bool = False) -> World:
    """A world by chance. `edges`: one in which most numbers are at the edges of what is hidden or rounded alike."""
    dice = random.Random(f"{seed} {edges}")
    homes = tuple((dice.choice("PQ"), dice.choice("xy")) for _ in range(dice.choice((1, 2, 2, 3, 4))))
    spans = _spans(dice)
    stretches = tuple(sorted({day for span, _ in spans for day in (span.from_on, span.until_on)}))
    world = _filled(dice, World(dice.choice(groups()), homes, spans, stretches, {}), edges=edges)
    return _with_leavers(dice, world) if has_empty_teams(world) else world


def has_empty_teams(world: World) -> bool:
    """Whether something happens in a team that has no people then, for they are another's by now."""
    tables = (world.table(span).true for span, _ in world.spans)
    return any(number and not true[team, "people"] for true in tables for (team, _), number in true.items())


def _with_leavers(dice: random.Random, world: World) -> World:
    """With one more count, of many. A row without people says that something is in it: in the service, any of 60 counts."""
    also = {
        ("on", team, "leavers", day): dice.randint(10, 40) for team in range(len(world.homes)) for day in world.stretches[:-1]
    }
    names = world.names._replace(counts=(*world.names.counts, "leavers"))
    return world._replace(names=names, true={**world.true, **also})


def _spans(dice: random.Random) -> tuple[tuple[Span, Rule], ...]:
    """Quarters, with their years; and weeks of some of the time, which lie across the ends of quarters. Rules can change once."""
    many, weeks = dice.choice(((2, 28), (2, 15), (3, 12), (5, 8), (5, 0), (7, 0), (4, 16)))
    quarters = [BEGINS.replace(year=BEGINS.year + number // 4, month=number % 4 * 3 + 1) for number in range(many + 1)]
    monday = quarters[0] - timedelta(quarters[0].weekday()) + timedelta(weeks=dice.randint(0, max(0, many * 13 - weeks)))
    mondays = [monday + timedelta(weeks=number) for number in range(weeks + 1)]
    spans = [Span(until, "week", day) for day, until in pairwise(mondays)]
    spans += [Span(until, "quarter", day) for day, until in pairwise(quarters)]
    spans += [Span(until, "year", day) for day, until in zip(quarters, quarters[4:], strict=False)]
    first, then, change = dice.choice(RULES), dice.choice(RULES), dice.randint(0, 2 * len(spans))
    return tuple((span, first if number < change else then) for number, span in enumerate(sorted(spans)))


def _filled(dice: random.Random, world: World, *, edges: bool) -> World:
    """The world with something in it."""
    true: dict[Leaf, int] = {}
    few = dice.choice(((1,), (1, 2), (1, 1, 7), (8,), (7, 8, 12)) if edges else ((1, 1, 1, 2), (1, 2, 3), (1, 2, 4, 9, 14)))
    often = dice.choice((0.05, 0.15, 0.3, 0.5, 0.7, 1.0))
    world = world._replace(true=true)
    for team in range(len(world.homes)):
        _come_and_go(dice, world, team, true)
        for name in world.leaves:
            for span, _ in world.spans:
                for leaf in world.terms(team, name, span):
                    if leaf not in true:
                        least, most = _between(world, leaf)
                        some = dice.choice(few) if dice.random() < often else 0
                        part = (most, most - 1, most // 2, min(3, most), dice.randint(least, most))
                        true[leaf] = max(least, min(most, dice.choice(part) if name in world.names.part_of else some))
    return world


def _come_and_go(dice: random.Random, world: World, team: int, true: dict[Leaf, int]) -> None:
    there, moving = dice.choice((0, 3, 7, 8, 8, 9, 12, 13, 20, 40)), dice.choice((0, 0, 0.1, 0.5))
    for day, until in pairwise(world.stretches):
        length, end = (until - day).days, sum(dice.random() < moving / 4 for _ in range(there))
        begin, by = (dice.choice((1, 1, 2)) if dice.random() < moving else 0 for _ in range(2))
        for kind, number in (("stay", there - end), ("end", end), ("begin", begin), ("pass", by)):
            true[kind, team, "", day] = number
        if "person_days" in world.names.counts:
            least, most = (there - end) * length + end + begin + by, (there + begin + by) * length
            true["on", team, "person_days", day] = dice.choice((least, most, dice.randint(least, most)))
        there += begin - end


def _between(world: World, leaf: Leaf) -> tuple[int, int]:
    """Between what a leaf can lie, by those that are there already."""
    kind, team, name, when = leaf
    least, most = 0, MANY
    if kind in WHO and name in OF_PEOPLE:
        there = sum(world.true[one] for one in world.who(leaf))
        most = there if "people" in name else MANY * there
    for fewer, more, times in world.limits():
        if fewer == name:
            of = {(kind, team, more, when): 1} if kind != "alone" else world.terms(team, more, when)
            most = min(most, times * sum(world.true.get(one, MANY) for one in of))
        elif more == name:
            of = {(kind, team, fewer, when): 1} if kind != "alone" else world.terms(team, fewer, when)
            least = max(least, min(1, sum(world.true.get(one, 0) for one in of)) if times > 1 else 0)
    return least, most
