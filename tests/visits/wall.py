"""What the tests of a series share."""

from datetime import UTC, datetime, timedelta

from api.domain.shared.recurrence.dates import occurrences


def utc(local: datetime, **more: int) -> datetime:
    """The same figures in UTC, and a little more or less."""
    return local.replace(tzinfo=UTC) + timedelta(**more)


def starts(rule: str, first: datetime, exceptions: tuple[datetime, ...] = (), days: int = 800) -> list[datetime]:
    """The wall times of a series, from a day before its first start on."""
    begin = utc(first, days=-1)
    return [o.local for o in occurrences(rule, first, 30, begin, begin + timedelta(days=days), exceptions)]
