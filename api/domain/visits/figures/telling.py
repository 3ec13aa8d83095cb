"""The days of figures, and a statement as rows for a spreadsheet."""

from datetime import date, timedelta
from typing import Final

import orjson

from api.domain.shared.clock import london_today
from api.domain.shared.errors import InvalidError
from api.domain.shared.sheets import sheet
from api.domain.visits.figures.schemas import MOST_DAYS, FiguresQuery, StatementLine, StatementQuery

DAYS: Final = 28
COLUMNS: Final = StatementLine.names()


def days_of(query: FiguresQuery) -> tuple[date, date]:
    """The first day, and the first no longer counted: the last 28 days up to today, if nothing else is said."""
    until = query.until_on or ((query.from_on + timedelta(days=DAYS)) if query.from_on else london_today() + timedelta(days=1))
    first = query.from_on or until - timedelta(days=DAYS)
    if not 0 < (until - first).days <= MOST_DAYS:
        raise InvalidError(f"Ask for 1 to {MOST_DAYS} days.", pointer="?until_on")
    return first, until


def month_of(query: StatementQuery) -> date:
    """The first day of the month asked for; of the last whole one, if none is."""
    if query.month is not None:
        return date.fromisoformat(f"{query.month}-01")
    return (london_today().replace(day=1) - timedelta(days=1)).replace(day=1)


def as_csv(body: bytes) -> bytes:
    """A statement as a sheet: ids, council references and numbers only."""
    said = orjson.loads(body)
    return sheet(("month", *COLUMNS), ((said["month"], *(one[name] for name in COLUMNS)) for one in said["lines"]))
