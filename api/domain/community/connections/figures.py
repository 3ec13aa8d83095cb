"""The days of figures about community life."""

from datetime import date, timedelta
from typing import Final

from api.domain.community.connections.errors import CommunityDaysError
from api.domain.community.connections.figure_schemas import MOST_DAYS, CommunityFiguresQuery
from api.domain.shared.clock import london_today

DAYS: Final = 365


def days_of(query: CommunityFiguresQuery) -> tuple[date, date]:
    """The first day, and the first no longer counted: the last twelve months up to today, if nothing else is said."""
    try:
        until = query.until_on or (
            (query.from_on + timedelta(days=DAYS)) if query.from_on else london_today() + timedelta(days=1)
        )
        first = query.from_on or until - timedelta(days=DAYS)
    except OverflowError as error:
        raise CommunityDaysError(pointer="?from_on") from error
    if not 0 < (until - first).days <= MOST_DAYS:
        raise CommunityDaysError(pointer="?until_on")
    return first, until
