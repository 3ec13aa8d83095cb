"""Numbers that look right and are nobody's: NHS numbers of the range kept for tests, telephone numbers kept for drama."""

from collections.abc import Iterator
from typing import Final

_WEIGHTS: Final = range(10, 1, -1)
ELEVEN: Final = 11
TEN: Final = 10


def check_digit(nine: str) -> int | None:
    """The tenth digit of an NHS number (modulus 11, NHS Data Dictionary), or None where these nine can have none."""
    digit = ELEVEN - sum(weight * int(letter) for weight, letter in zip(_WEIGHTS, nine, strict=True)) % ELEVEN
    return None if digit == TEN else digit % ELEVEN


def nhs_numbers(start: int = 0) -> Iterator[str]:
    """NHS numbers that start with 999: issued to nobody, kept for tests."""
    for number in range(start, 1_000_000):
        nine = f"999{number:06}"
        digit = check_digit(nine)
        if digit is not None and len({*nine, str(digit)}) > 1:
            yield f"{nine}{digit}"


def home_phones() -> Iterator[str]:
    """Ofcom's numbers for drama that belong to no town."""
    yield from (f"01632 960{number:03}" for number in range(1, 1000))


def mobile_phones() -> Iterator[str]:
    """Ofcom's mobile numbers for drama."""
    yield from (f"07700 900{number:03}" for number in range(1, 1000))
