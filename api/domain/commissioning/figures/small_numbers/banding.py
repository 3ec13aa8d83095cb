"""How near a mean of scores may be shown when some of its bands are hidden. Pure.

A mean of 9.5 from at most 12 people, one of whom at least answered 0 to 4, has exactly one such person. The means of which so
much follows lie at the ends of what is possible; such a mean is shown as the nearest one that leaves every hidden band two
possibilities. Which these are follows from the bands that are shown, so that a mean shown there does not tell which case it was.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from api.domain.commissioning.figures.small_numbers.suppression import HIDDEN, Cell

SCORES: Final = ((0, 4), (5, 6), (7, 8), (9, 10))  # what is answered in a band
ANXIETY: Final = ((0, 1), (2, 3), (4, 5), (6, 10))
TENTHS: Final = 100  # a mean is told in tenths, from 0 to 10
LONG: Final = 60  # more hidden possibilities than this in one band are not walked through: it is never one alone
Range = tuple[int, int]


def mean_shown(question: str, mean: float, total: Cell, bands: Sequence[Cell]) -> float | None:
    """The mean in tenths as it may be shown beside these bands. None: there is no such mean."""
    true = round(mean * 10)
    if all(band.shown is not HIDDEN for band in bands):
        return true / 10
    scores = ANXIETY if question.endswith("anxiety") else SCORES
    for tenths in _outwards(true):
        if leaves_two(tenths, total, bands, scores):
            return tenths / 10
    return None


def leaves_two(tenths: int, total: Cell, bands: Sequence[Cell], scores: Sequence[Range]) -> bool:
    """Whether this mean leaves each hidden band more than one number."""
    return all(_open(place, tenths, total, bands, scores) for place, band in enumerate(bands) if band.shown is HIDDEN)


def _open(place: int, tenths: int, total: Cell, bands: Sequence[Cell], scores: Sequence[Range]) -> bool:
    band, found = bands[place], 0
    for number in range(band.lowest, min(band.highest, band.lowest + LONG) + 1):
        fixed = [Cell(number, number, number) if at == place else one for at, one in enumerate(bands)]
        found += any(
            low <= (tenths + 0.5) * n / 10 and high >= (tenths - 0.5) * n / 10
            for n in range(total.lowest, min(total.highest, total.lowest + LONG) + 1)
            for low, high in _sums(n, fixed, scores)
        )
        if found > 1:
            return True
    return False


def _sums(n: int, bands: Sequence[Cell], scores: Sequence[Range]) -> Iterator[Range]:
    """The lowest and highest sum of scores of so many people in these bands; nothing where there cannot be so many."""
    spare = n - sum(band.lowest for band in bands)
    if spare < 0 or n > sum(band.highest for band in bands):
        return
    low = sum(band.lowest * score[0] for band, score in zip(bands, scores, strict=True))
    high = sum(band.lowest * score[1] for band, score in zip(bands, scores, strict=True))
    left = spare
    for band, score in zip(bands, scores, strict=True):
        more = min(left, band.highest - band.lowest)
        low, left = low + more * score[0], left - more
    left = spare
    for band, score in zip(reversed(bands), reversed(scores), strict=True):
        more = min(left, band.highest - band.lowest)
        high, left = high + more * score[1], left - more
    yield low, high


def _outwards(true: int) -> Iterator[int]:
    """This many tenths, then those nearer the middle first, then the others."""
    yield true
    for by in range(1, TENTHS + 1):
        near = (true - by, true + by) if true * 2 >= TENTHS else (true + by, true - by)
        yield from (tenths for tenths in near if 0 <= tenths <= TENTHS)
