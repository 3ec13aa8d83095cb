"""The one clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def utc_now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def london_today() -> date:
    """Which day it is where the people are."""
    return utc_now().astimezone(LONDON).date()
