"""Days of London, for those who count by hand."""

from datetime import date, datetime, timedelta

from api.domain.shared.clock import LONDON

DAY = timedelta(days=1)


def london(moment: datetime) -> date:
    """The day on which a moment is."""
    return moment.astimezone(LONDON).date()


def days_between(first: date, end: date) -> set[date]:
    """Every day from the first to before the end."""
    return {first + n * DAY for n in range((end - first).days)}


def months_later(day: date, months: int) -> date:
    """The same day some months on, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for shorter in range(4):
        try:
            return date(year, month + 1, day.day - shorter)
        except ValueError:
            continue
    raise AssertionError
