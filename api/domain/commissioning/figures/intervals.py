"""How far a count of rare events may be from what is usual, by chance alone. Pure.

Exact Poisson limits (F. Garwood: Fiducial limits for the Poisson distribution. Biometrika 28, 1936, 437-442): the lower is the
mean of which this many or more, the upper the mean of which this many or fewer, come about with a chance of 2.5 %. Both are
quantiles of the gamma distribution (half of those of chi-square), and are found by Newton's steps from Wilson and Hilferty's
approximation. The libraries that have them are larger than the whole service.
"""

from functools import lru_cache
from math import exp, inf, lgamma, log, sqrt
from typing import Final, NamedTuple

TAIL: Final = 0.025  # on either side: 95 %
_Z: Final = 1.959963984540054  # of the normal distribution
_NEAR: Final = 1e-10  # a step so small was the last: the next would be its square
_REST: Final = 1e-14  # of a sum, what is left out
_STEPS: Final = 100  # never reached: it takes a handful


class Limits(NamedTuple):
    """The 95 % interval of a count."""

    low: float
    high: float


@lru_cache(maxsize=2048)
def poisson_limits(count: int) -> Limits:
    """The exact 95 % interval of the mean of which this count came about."""
    return Limits(gamma_quantile(count, TAIL) if count else 0.0, gamma_quantile(count + 1, 1 - TAIL))


def gamma_quantile(shape: int, chance: float) -> float:
    """Where a gamma distribution of this shape has this much of itself below. For the two tails of the interval alone."""
    z = -_Z if chance < 0.5 else _Z  # noqa: PLR2004 - the middle
    at = max(shape * (1 - 1 / (9 * shape) + z / (3 * sqrt(shape))) ** 3, _NEAR)
    low, high = 0.0, inf
    for _ in range(_STEPS):
        over = gamma_below(shape, at) - chance
        step = over / exp((shape - 1) * log(at) - at - lgamma(shape))
        following = at - step
        # First, whatever lies around it: a step may come to nothing, and that is no step too far.
        if abs(step) <= _NEAR * at:
            return following
        low, high = (low, at) if over > 0 else (at, high)
        if not low < following < high:  # a step too far: halve instead
            following = (low + high) / 2 if high < inf else 2 * at
        at = following
    return at


def gamma_below(shape: int, at: float) -> float:
    """The regularised lower incomplete gamma function: a series to the left of the middle, a continued fraction to the right."""
    weight = exp(shape * log(at) - at - lgamma(shape))
    if at < shape + 1:
        term = total = 1 / shape
        n = shape
        while term > total * _REST:
            n += 1
            term *= at / n
            total += term
        return weight * total
    # Lentz's way, from the far end of the fraction inwards: no divisions by nothing occur for these values.
    b = at + 1 - shape
    c, d = 1 / 1e-300, 1 / b
    fraction, i = d, 0
    change = 0.0
    while abs(change - 1) > _REST:
        i += 1
        factor = -i * (i - shape)
        b += 2
        d = 1 / (factor * d + b)
        c = b + factor / c
        change = c * d
        fraction *= change
    return 1 - weight * fraction
