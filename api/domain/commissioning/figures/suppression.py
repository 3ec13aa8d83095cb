"""The rule for small numbers: the one place that decides what a council may know of a count, a mean, a rate. Pure.

What is given here is true, what comes out may be published; nothing true leaves by another way: the job publishes, then files.

- A count from 1 to the threshold is hidden; a true 0 is 0; any other, and every total, is rounded to the base *from its own true
  value*: totals are not sums of rounded parts.
- No rate, ratio or interval when its numerator or its denominator is hidden; they are worked out from published numbers alone.
- A mean only from `MEAN_FROM` people up, its n published as a count; no lowest, no highest; quartiles from `QUARTILES_FROM`.
- Where the published numbers of a family leave one possibility for a hidden one, its total is hidden too (`published_family`).

Why so strict: hiding 1-4 beside exact totals let 17 % of the hidden cells be worked out, a rate to one decimal 98 % of hidden
numerators.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.domain.commissioning.figures.models import BASE, THRESHOLD

MEAN_FROM: Final = 8
QUARTILES_FROM: Final = 20
HIDDEN: Final = None


@dataclass(frozen=True)
class Rule:
    """A council's setting; the strictest of its providers'."""

    threshold: int = THRESHOLD
    base: int = BASE


@dataclass(frozen=True)
class Family:
    """A total and its parts as published: None is hidden."""

    total: int | None
    parts: tuple[int | None, ...]


def published(count: int, rule: Rule) -> int | None:
    """A true count as it may be known: None is hidden. ValueError for a negative one."""
    if count < 0:
        message = "A count is not negative."
        raise ValueError(message)
    if count == 0:
        return 0
    if count <= rule.threshold:
        return HIDDEN
    return (count + rule.base // 2) // rule.base * rule.base


def possible(shown: int | None, rule: Rule) -> tuple[int, int]:
    """What a true count can have been, lowest and highest, for somebody who sees what is published of it."""
    if shown is None:
        return 1, rule.threshold
    if shown == 0:
        return 0, 0
    lowest = shown - rule.base // 2
    return max(lowest, rule.threshold + 1), lowest + rule.base - 1


def published_family(total: int, parts: Sequence[int], rule: Rule) -> Family:
    """A total and parts that sum to it. The total is hidden too where it would leave one possibility for a hidden part."""
    shown = tuple(published(part, rule) for part in parts)
    whole = published(total, rule)
    if whole is None:
        return Family(whole, shown)
    bounds = [possible(one, rule) for one in shown]
    low, high = possible(whole, rule)
    least, most = sum(b[0] for b in bounds), sum(b[1] for b in bounds)
    for one, (lowest, highest) in zip(shown, bounds, strict=True):
        # The others give at least and at most so much: what is left for this one.
        here = max(lowest, low - (most - highest)), min(highest, high - (least - lowest))
        if one is None and here[0] >= here[1]:
            return Family(HIDDEN, shown)
    return Family(whole, shown)
