"""True cells into those of a snapshot: a provider's as they are, a council's by the rule for small numbers. Pure.

What the rule says of one number stands in `suppression`; here it meets the whole table of a snapshot, where numbers are parts of
one another:

- Of a part with fewer people than the rule lets be known, nothing is told but that: no count, no mean, no 0.
- Numbers add up, and what is shown of some tells of others: see `table`.
- A mean is shown with the number of people, and not nearer an end of the scale than leaves every hidden band two numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from api.domain.commissioning.figures.models import Breakdown, Side
from api.domain.commissioning.figures.registry import FAMILIES, MEANS, ONS4
from api.domain.commissioning.figures.small_numbers.banding import mean_shown
from api.domain.commissioning.figures.small_numbers.earlier import FOLLOWED, Range, seen
from api.domain.commissioning.figures.small_numbers.suppression import HIDDEN, MEAN_FROM, Rule, published
from api.domain.commissioning.figures.small_numbers.table import ALL, Names, Part, Row, Table, Told, counts_of

Mean = dict[str, int | float]
EVERYONE: Final = "everyone"
# Steps in which a mean is told. Scores are tenths, an index hundredths, an amount whole pounds.
STEPS: Final = {"bice": 0.01, "cost_pence_per_person_week": 100.0}
STEP: Final = 0.1
ONS4_QUESTIONS: Final = frozenset(f"ons4_{question}" for question in ONS4)


def filed(side: Side, parts: Sequence[Part], how: Told) -> list[dict[str, Any]]:
    """The parts of a snapshot as they are filed: everyone is always among them, and each has every name of the registry."""
    there = [*parts] if any(part["breakdown"] == Breakdown.everyone for part in parts) else [_nobody(), *parts]
    told = council_cells(there, how) if side is Side.council else [{"cells": exact_cells(part)} for part in there]
    return [
        {"breakdown": part["breakdown"], "part": part.get("part"), "label": part["label"], **one}
        for part, one in zip(there, told, strict=True)
    ]


def exact_cells(part: Part) -> dict[str, Any]:
    """The true cells of a part, with totals and zeros written out."""
    return {"counts": counts_of(part), "means": dict(part["cells"]["means"])}


def council_cells(parts: Sequence[Part], how: Told) -> list[dict[str, Any]]:
    """What a council may know of each of the parts of one snapshot: `cells`, and what follows for whoever thinks about them all.

    `known` is for the next snapshots alone (see `earlier`), and holds only what a cell does not say of itself.
    """
    table = told(parts, how)
    found = []
    for place, (part, row) in enumerate(zip(parts, table.rows, strict=True)):
        counts = {name: cell.shown for name, cell in row.items()}
        cells = {"counts": counts, "means": _means(part["cells"]["means"], row, how.rule)}
        found.append({"cells": cells, "known": dict(_known(table, place, counts))})
    return found


def _known(table: Table, place: int, counts: Mapping[str, int | None]) -> Iterator[tuple[str, Range]]:
    for name in FOLLOWED:
        between, alone = table.known(place, name), seen(name, counts, table.how.rule, table.how.days)
        # Bounds that exclude what is shown are of a number that was mended since.
        if between != alone and max(between[0], alone[0]) <= min(between[1], alone[1]):
            yield name, between


def told(parts: Sequence[Part], how: Told, names: Names = ALL) -> Table:
    """The counts alone. Parts come before what they are parts of, for a total is told by what they show."""
    table = Table(parts, how, names)
    for place in table.order:
        table.tell(place)
    return table


def _means(means: Mapping[str, Mapping[str, float]], row: Row, rule: Rule) -> dict[str, Mean | None]:
    return {name: _mean(name, means.get(name), row, rule) for name in MEANS}


def _mean(name: str, true: Mapping[str, float] | None, row: Row, rule: Rule) -> Mean | None:
    if true is None or true["people"] < max(MEAN_FROM, rule.threshold + 1) or row["people"].shown is HIDDEN:
        return None
    mean = true["sum"] / true["n"]
    if name not in ONS4_QUESTIONS:
        # n is people, also where they answered often: answers would tell of few people what people do not.
        step = STEPS.get(name, STEP)
        return {"n": published(round(true["people"]), rule) or 0, "mean": round(round(mean / step) * step, 2)}
    answers = row[name].shown
    shown = mean_shown(name, mean, row[name], [row[band] for band in FAMILIES[name]]) if answers else None
    # The number of answers is the total of their bands, and the mean is hidden with it.
    return None if shown is None or not answers else {"n": answers, "mean": shown}


def _nobody() -> dict[str, Any]:
    return {"breakdown": Breakdown.everyone.value, "label": EVERYONE, "cells": {"counts": {}, "means": {}}}
