"""The rule for small numbers: the one place that decides what a council may know of a count. Pure.

What is given here is true, what comes out may be published; nothing true leaves by another way: the job publishes, then files.

- A count from 1 to the threshold is hidden; a true 0 is 0; any other, and every total, is rounded to the base *from its own true
  value*: totals are not sums of rounded parts.
- Days are counted in whole spans (`unit`): 91 days of a quarter tell as much as one person, and are rounded with five of them.
- No rate, ratio or interval when its numerator or its denominator is hidden; they are worked out from published numbers alone.
- A mean only from `MEAN_FROM` people up, its n published as a count; no lowest, no highest; quartiles from `QUARTILES_FROM`.

How the numbers of a whole table are told, so that nobody works a hidden one out, stands in `publishing`.

Why so strict: hiding 1-4 beside exact totals let 17 % of the hidden cells be worked out, a rate to one decimal 98 % of hidden
numerators.
"""

from typing import Final, NamedTuple

from api.domain.commissioning.figures.models import BASE, THRESHOLD

MEAN_FROM: Final = 8
QUARTILES_FROM: Final = 20
HIDDEN: Final = None
ANYTHING: Final = 10**12


class Rule(NamedTuple):
    """A council's setting; the strictest of its providers'."""

    threshold: int = THRESHOLD
    base: int = BASE


class Cell(NamedTuple):
    """What is shown of a count, and what it can be for somebody who knows how this works."""

    shown: int | None
    lowest: int
    highest: int


NOTHING: Final = Cell(0, 0, 0)


def published(count: int, rule: Rule, unit: int = 1) -> int | None:
    """A true count as it may be known: None is hidden. ValueError for a negative one."""
    return group(count, rule, unit).shown


def group(count: int, rule: Rule, unit: int = 1) -> Cell:
    """The numbers that are shown alike with this one, when nothing else is known."""
    if count < 0:
        message = "A count is not negative."
        raise ValueError(message)
    if count == 0:
        return NOTHING
    if count <= rule.threshold * unit:
        return shown_as(HIDDEN, rule, unit)
    step = rule.base * unit
    return shown_as((count + step // 2) // step * step, rule, unit)


def shown_as(shown: int | None, rule: Rule, unit: int = 1) -> Cell:
    """What a true count can have been, for somebody who sees this of it and nothing else."""
    small, step = rule.threshold * unit, rule.base * unit
    if shown is HIDDEN:
        return Cell(HIDDEN, 1, small)
    if shown == 0:
        return NOTHING
    lowest = shown - step // 2
    return Cell(shown, max(lowest, small + 1), lowest + step - 1)
