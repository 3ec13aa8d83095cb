"""True cells into those of a snapshot: a provider's as they are, a council's by the rule for small numbers. Pure.

What the rule says of one number stands in `suppression`; here it meets the whole table of a snapshot, where numbers are parts of
one another:

- Of a part with fewer people than the rule lets be known, nothing is told but that: no count, no mean, no 0.
- A family (states, bands) and a breakdown's parts keep their total to themselves where it would leave one possibility for a
  hidden one. A team is a part of everyone, of its provider and of its place.
- A count that is a part of another (`PART_OF`) is hidden too where what it leaves of the whole is a small number. The whole
  stays: beside a hidden part it tells nothing of the remainder.
- A mean is rounded so coarsely that it fits any of the numbers of people that its n stands for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from api.domain.commissioning.figures.models import Breakdown, Side
from api.domain.commissioning.figures.registry import COUNTS, FAMILIES, MEANS, ONS4, PART_OF
from api.domain.commissioning.figures.suppression import HIDDEN, MEAN_FROM, Rule, possible, published

Part = Mapping[str, Any]  # breakdown, part, label, cells; of a team also provider and place
Counts = dict[str, int]
EVERYONE: Final = "everyone"
ANYTHING: Final = 10**12
# Steps in which a mean is told. Scores are tenths, an index hundredths, an amount whole pounds.
STEPS: Final = {"bice": 0.01, "cost_pence_per_person_week": 100.0}
STEP: Final = 0.1


class Cell(NamedTuple):
    """What is shown of a count, and what it can be for somebody who knows how this works."""

    shown: int | None
    lowest: int
    highest: int


UNTOLD: Final = Cell(HIDDEN, 0, ANYTHING)
Row = dict[str, Cell]


def filed(side: Side, parts: Sequence[Part], rule: Rule) -> list[dict[str, Any]]:
    """The parts of a snapshot as they are filed: everyone is always among them, and each has every name of the registry."""
    there = [*parts] if any(part["breakdown"] == Breakdown.everyone for part in parts) else [_nobody(), *parts]
    cells = council_cells(there, rule) if side is Side.council else [exact_cells(part) for part in there]
    return [
        {"breakdown": part["breakdown"], "part": part.get("part"), "label": part["label"], "cells": told}
        for part, told in zip(there, cells, strict=True)
    ]


def exact_cells(part: Part) -> dict[str, Any]:
    """The true cells of a part, with totals and zeros written out."""
    return {"counts": counts_of(part), "means": dict(part["cells"]["means"])}


def counts_of(part: Part) -> Counts:
    """Every count of the registry; a family's total is the sum of its parts."""
    known = part["cells"]["counts"]
    found = {name: int(known.get(name, 0)) for name in COUNTS}
    return found | {total: sum(found[name] for name in names) for total, names in FAMILIES.items()}


def council_cells(parts: Sequence[Part], rule: Rule) -> list[dict[str, Any]]:
    """What a council may know of each of the parts of one snapshot."""
    rows = [_row(counts_of(part), rule) for part in parts]
    for whole, within in _made_of(parts):
        for name in COUNTS:
            if gives_away(rows[whole][name], [rows[place][name] for place in within]):
                rows[whole][name] = Cell(HIDDEN, 0, ANYTHING)
    return [
        {"counts": {name: cell.shown for name, cell in row.items()}, "means": _means(part["cells"]["means"], row, rule)}
        for part, row in zip(parts, rows, strict=True)
    ]


def gives_away(whole: Cell, parts: Iterable[Cell]) -> bool:
    """Whether a shown total leaves one possibility for a hidden part."""
    there = [part for part in parts if part.shown != 0]
    if whole.shown is HIDDEN or all(part.shown is not HIDDEN for part in there):
        return False
    least, most = sum(part.lowest for part in there), sum(part.highest for part in there)
    return any(
        max(part.lowest, whole.lowest - (most - part.highest)) >= min(part.highest, whole.highest - (least - part.lowest))
        for part in there
        if part.shown is HIDDEN
    )


def _row(counts: Counts, rule: Rule) -> Row:
    if not any(counts.values()):
        return dict.fromkeys(counts, Cell(0, 0, 0))
    row = {name: _cell(count, rule) for name, count in counts.items()}
    if counts["people"] <= rule.threshold:
        return dict.fromkeys(counts, UNTOLD) | {"people": row["people"]}
    for name, whole in PART_OF.items():
        rest = counts[whole] - counts[name]
        if counts[name] and (row[name].shown is HIDDEN or 0 < rest <= rule.threshold):
            row[name] = Cell(HIDDEN, 1, row[whole].highest)
    for total, names in FAMILIES.items():
        if gives_away(row[total], [row[name] for name in names]):
            row[total] = UNTOLD
    return row


def _cell(count: int, rule: Rule) -> Cell:
    shown = published(count, rule)
    return Cell(shown, *possible(shown, rule))


def _means(means: Mapping[str, Mapping[str, float]], row: Row, rule: Rule) -> dict[str, dict[str, float] | None]:
    return {name: _mean(name, means.get(name), row, rule) for name in MEANS}


def _mean(name: str, true: Mapping[str, float] | None, row: Row, rule: Rule) -> dict[str, float] | None:
    if true is None or true["people"] < max(MEAN_FROM, rule.threshold + 1) or row["people"].shown is HIDDEN:
        return None
    # The number of answers is the total of their bands, and hidden with it.
    shown = row[name].shown if name in _QUESTIONS else published(round(true["n"]), rule)
    step = STEPS.get(name, STEP)
    return None if not shown else {"n": shown, "mean": round(round(true["sum"] / true["n"] / step) * step, 2)}


_QUESTIONS: Final = frozenset(f"ons4_{question}" for question in ONS4)


def _made_of(parts: Sequence[Part]) -> list[tuple[int, list[int]]]:
    """Which parts are sums of which others, by their place in the list."""
    by: dict[str, list[int]] = {breakdown: [] for breakdown in Breakdown}
    for place, part in enumerate(parts):
        by[part["breakdown"]].append(place)
    teams = by[Breakdown.team]
    of_everyone = [(whole, by[kind]) for whole in by[Breakdown.everyone] for kind in by if kind != Breakdown.everyone]
    of_provider = [
        (whole, [team for team in teams if parts[team].get("provider") == parts[whole]["part"]])
        for whole in by[Breakdown.provider]
    ]
    of_place = [
        (whole, [team for team in teams if parts[team].get("place") == parts[whole]["label"]]) for whole in by[Breakdown.place]
    ]
    return [*of_everyone, *of_provider, *of_place]


def _nobody() -> dict[str, Any]:
    return {"breakdown": Breakdown.everyone.value, "label": EVERYONE, "cells": {"counts": {}, "means": {}}}
