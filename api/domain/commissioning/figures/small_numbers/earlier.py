"""What a council was told of other times, as bounds of what may be told of a span. Pure.

What happens on a day adds up: a quarter has what its weeks have, and two years that overlap differ by the quarters at their ends.
With S(d) the sum of all days before d, whatever is told of a span is a bound of S(until) - S(from), S never falls, and what
follows of another span, exactly, are shortest paths between its ends (systems of difference constraints: Cormen, Leiserson,
Rivest and Stein, Introduction to Algorithms, "Difference constraints and shortest paths").

People come and leave. With C(d) all who had come before d, and L(d) all who had left, the people of a span are
C(until) - L(from): bounds of the same kind, where neither falls, and nobody leaves who did not come. What is so when a span ends
(`STAND`) is so of who is there then and of who left in it: also a difference, of which the first can fall. What a part leaves of
its whole adds up as both do.

It is enough to look at the span that is about to be told. If telling it leaves one possibility for a number that was told
earlier, there is a circle of bounds without any play that goes through both; then there is one possibility for the span itself
within what is shown of it, and that `table` does not show. (0 is one possibility, which may be shown otherwise. Not here, where
what was told says that it is at least 0: three weeks of 7 at most, and a quarter of 21 at least, with the week across its end.)
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from api.domain.commissioning.figures.registry import ADD_UP, FAMILIES, PART_OF, PER_DAY
from api.domain.commissioning.figures.small_numbers.suppression import ANYTHING, Rule, shown_as

Key = tuple[str, str]  # a part's breakdown, and its id or label
Range = tuple[int, int]
Ranges = Mapping[str, Range]
NOBODY_IS_TOLD_OF: Range = (0, ANYTHING)
NOTHING_KNOWN: Range = (-1, ANYTHING)
NONE: Range = (0, 0)
# What is so when a span ends: of who is there then, and of who left in it.
STAND: Final = (
    "connections",
    "people_with_connections",
    "members_asked",
    "members_new_to_care",
    "outcomes",
    *FAMILIES["outcomes"],
)
LEFT: Final = "left of "  # what a part leaves of its whole is never shown, and nobody shall work it out
LEFTS: Final = {LEFT + part: (whole, part) for part, whole in PART_OF.items() if {part, whole} <= ADD_UP}
FOLLOWED: Final = ("people", *STAND, *sorted(ADD_UP), *LEFTS)


class Snapshot(NamedTuple):
    """A snapshot's time, and the rule by which a council was told of it."""

    from_on: date
    until_on: date
    rule: Rule


def seen(name: str, counts: Mapping[str, int | None], rule: Rule, days: int) -> Range:
    """Between what a count lies, for somebody who sees these counts and nothing else."""
    if name in LEFTS:
        (least, most), (fewest, largest) = (seen(one, counts, rule, days) for one in LEFTS[name])
        return max(0, least - largest), most - (fewest if most < ANYTHING else 0)
    if not counts["people"] and counts[name] is None and name != "people":
        return NOBODY_IS_TOLD_OF
    _, lowest, highest = shown_as(counts[name], rule, days if name in PER_DAY else 1)
    return lowest, highest


class Earlier:
    """What was told of times that have to do with a span."""

    def __init__(self, from_on: date, until_on: date) -> None:
        self._asked = from_on, until_on
        self._spans: list[Snapshot] = []
        self._told: dict[Key, dict[str, dict[int, Range]]] = {}  # 0 is left out: most are

    def add(self, span: Snapshot, parts: Iterable[tuple[str, str | None, str, Mapping[str, Any], Mapping[str, Any]]]) -> None:
        """One more snapshot: of each part its breakdown, id, label, cells, and what was known beyond what they show."""
        place = len(self._spans)
        self._spans.append(span)
        for breakdown, part, label, cells, known in parts:
            told = self._told.setdefault((breakdown, part or label), {})
            for name in FOLLOWED:
                if cells["counts"][LEFTS.get(name, (name,))[0]] == 0 and name not in known:
                    continue
                lowest, highest = known.get(name) or seen(name, cells["counts"], span.rule, (span.until_on - span.from_on).days)
                if (lowest, highest) != NONE:
                    told.setdefault(name, {})[place] = lowest, highest

    def of(self, key: Key) -> Ranges:
        """Between what each count of a part lies, by what was told. What nothing is known of is left out.

        A lowest of 0 says that what was told comes to that; it is -1 where a count is not below 0 for no other reason.
        """
        days = sorted({*self._asked, *(day for span in self._spans for day in span[:2])})
        at = {day: place for place, day in enumerate(days)}
        spans = [(at[span.from_on], at[span.until_on]) for span in self._spans]
        asked = at[self._asked[0]], at[self._asked[1]]
        found = {}
        for name, told in self._told.get(key, {}).items():
            bounds = [(*ends, *told.get(place, NONE)) for place, ends in enumerate(spans)]
            between = _between(*asked, len(days), bounds, adds_up=name in ADD_UP or name in LEFTS, stands=name in STAND)
            if between and between != NOTHING_KNOWN:
                found[name] = between
        return found


Knowing = Callable[[Key], Ranges]


def _between(
    begins: int, ends: int, days: int, bounds: list[tuple[int, int, int, int]], *, adds_up: bool, stands: bool
) -> Range | None:
    """Between what the count of a span lies. None: no numbers are so, for what was told first was mended later."""
    ways = [] if stands else [(day + 1, day, 0, False) for day in range(days - 1)]
    if not adds_up:
        begins, bounds = begins + days, [(first + days, last, low, high) for first, last, low, high in bounds]
        ways += [(day + days + 1, day + days, 0, False) for day in range(days - 1)]
        ways += [(day, day + days, 0, False) for day in range(days)]
    ways += [(later, earlier, -lowest, True) for earlier, later, lowest, _ in bounds if lowest > 0]
    ways += [(earlier, later, highest, False) for earlier, later, _, highest in bounds if highest < ANYTHING]
    ways.sort()
    number = days if adds_up else 2 * days
    shortest, longest = _shortest(begins, number, ways), _shortest(ends, number, ways)
    if shortest is None or longest is None:
        return None
    highest = min(shortest[0][ends], shortest[1][ends])
    lowest = -longest[1][begins]  # by something that was told
    return None if highest < max(0, lowest) else (max(-1, lowest), highest)


def _shortest(begins: int, days: int, ways: list[tuple[int, int, int, bool]]) -> tuple[list[int], list[int]] | None:
    """How far it is to each day: by no number that is at least something, and by one of them. None: there is no end to it."""
    plain, told = [ANYTHING] * days, [ANYTHING] * days
    plain[begins] = 0
    for turn in range(2 * days + 1):
        changed = False
        for one, other, length, least in ways if turn % 2 else reversed(ways):
            if (by := told[one] + length) < told[other] and told[one] < ANYTHING:
                told[other] = by
                changed = True
            into = told if least else plain
            if (by := plain[one] + length) < into[other] and plain[one] < ANYTHING:
                into[other] = by
                changed = True
        if not changed:
            return plain, told
    return None
