"""What the bodies are made with: the days are counted here, once, so that two kinds of record never ask for the same day."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

from api.domain.shared.clock import london_today
from tests.access_matrix.places import Place

_days = count()
Made = Callable[[Place], dict[str, Any]]


def next_day() -> str:
    """A day of which no record has been made yet."""
    return str(date(2027, 1, 4) + timedelta(days=next(_days)))


def next_monday() -> str:
    """The Monday of next week."""
    return str(london_today() + timedelta(days=7 - london_today().weekday()))
