"""Money in pence: whole numbers, and splits whose parts always meet the sum."""

from collections.abc import Sequence


def split(pence: int, weights: Sequence[int]) -> list[int]:
    """Split by weights, in whole pence, by largest remainder (Hamilton); of equal remainders the first comes first.

    The parts sum to `pence`, each is within a penny of its exact share, and a split of a negative sum is that of the positive one
    turned round, so that a reversal meets what it reverses. ValueError without a positive weight, or with a negative one.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        message = "Weights are not negative, and not all nothing."
        raise ValueError(message)
    sign, rest = (-1, -pence) if pence < 0 else (1, pence)
    parts = [rest * weight // whole for weight in weights]
    left = sorted(range(len(weights)), key=lambda place: (-(rest * weights[place] % whole), place))
    for place in left[: rest - sum(parts)]:
        parts[place] += 1
    return [sign * part for part in parts]
