"""How long a fund lasts, if all goes as planned. Pure: no clock, no database; whole pence throughout."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from api.domain.funds.models import FeeKind, HowOften

YEARS: Final = 5  # further than this nobody's plan holds
A_YEAR: Final = {HowOften.once: 0, HowOften.weekly: 52, HowOften.monthly: 12, HowOften.yearly: 1}
MONTHS: Final = {HowOften.monthly: 1, HowOften.yearly: 12}
LAST_YEAR: Final = 9999
WHOLE: Final = 10_000  # basis points
ASSUMPTION: Final = (
    "This takes for granted that no more money comes in; that each item of the plan costs what it says on each of its days from"
    " tomorrow on; that what is promised for an item pays for it first; that what was planned up to today and not spent is not"
    " caught up; and that the provider's fee goes on as agreed, a weekly one counted from today."
)


@dataclass(frozen=True, slots=True)
class Planned:
    """An item of the plan, as far as time and money go."""

    how_often: HowOften
    pence_each: int
    from_on: date
    until_on: date | None = None
    committed_pence: int = 0


@dataclass(frozen=True, slots=True)
class FeeTerms:
    """The provider's own part."""

    kind: FeeKind = FeeKind.none
    weekly_pence: int = 0
    basis_points: int = 0


def days_of(item: Planned, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both counted, on which an item comes.

    Monthly and yearly on the same day of the month, or its last day where the month is shorter.
    """
    last = last if item.until_on is None else min(last, item.until_on)
    if item.how_often is HowOften.once:
        if first <= item.from_on <= last:
            yield item.from_on
        return
    if item.how_often is HowOften.weekly:
        ahead = max(0, -(-(first - item.from_on).days // 7))
        for number in range(ahead, (last - item.from_on).days // 7 + 1):
            yield item.from_on + timedelta(weeks=number)
        return
    step = MONTHS[item.how_often]
    months = (first.year - item.from_on.year) * 12 + first.month - item.from_on.month
    number = max(0, months // step)
    while (day := _months_on(item.from_on, number * step)) is not None and day <= last:
        if day >= first:
            yield day
        number += 1


def _months_on(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def times(item: Planned, first: date, last: date) -> int:
    """How many days_of() there are. Reckoned, not counted: an item may have begun in the year 1, and a plan may have many."""
    last = last if item.until_on is None else min(last, item.until_on)
    before = 0 if first <= item.from_on else _until(item, first - timedelta(days=1))
    return max(0, _until(item, last) - before)


def _until(item: Planned, day: date) -> int:
    if day < item.from_on:
        return 0
    if item.how_often is HowOften.once:
        return 1
    if item.how_often is HowOften.weekly:
        return (day - item.from_on).days // 7 + 1
    step = MONTHS[item.how_often]
    number = ((day.year - item.from_on.year) * 12 + day.month - item.from_on.month) // step
    newest = _months_on(item.from_on, number * step)
    return number + (newest is not None and newest <= day)


def planned_until(item: Planned, day: date) -> int:
    """What an item was to cost up to a day, and on it."""
    return item.pence_each * times(item, item.from_on, day)


def per_year(items: Iterable[Planned], day: date) -> int:
    """What the items in force on a day cost in a year; what comes once is no part of it."""
    return sum(
        i.pence_each * A_YEAR[i.how_often] for i in items if i.from_on <= day and (i.until_on is None or i.until_on >= day)
    )


def share_of(pence: int, basis_points: int) -> int:
    """A share in basis points, to the nearest penny, a half upwards; nothing of less than nothing."""
    return (max(0, pence) * basis_points + WHOLE // 2) // WHOLE


def weekly_for(weekly_pence: int, first: date, last: date) -> int:
    """A weekly amount for the days from `first` to `last`, both counted, within a penny; any seven days are just a week.

    Days that are charged one after the other come to what they are together: each begins where the pence of the one before end.
    """
    return _weekly_until(weekly_pence, last.toordinal()) - _weekly_until(weekly_pence, first.toordinal() - 1)


def _weekly_until(weekly_pence: int, days: int) -> int:
    """To the nearest penny, a half upwards."""
    return (2 * weekly_pence * days + 7) // 14


def fee_per_year(fee: FeeTerms, planned: int) -> int:
    """The provider's part of a year like the one that is planned."""
    return fee.weekly_pence * A_YEAR[HowOften.weekly] if fee.kind is FeeKind.weekly else share_of(planned, fee.basis_points)


def looked_until(today: date, until_on: date | None) -> date:
    """As far as is looked: the fund's last day, or five years on."""
    far = _months_on(today, YEARS * 12) or date.max
    return far if until_on is None else max(today, min(far, until_on))


def runs_out_on(left_pence: int, items: Sequence[Planned], fee: FeeTerms, today: date, until: date) -> date | None:
    """The first day on which what is there no longer suffices; None when it lasts until the end."""
    if left_pence < 0:
        return today
    due: dict[date, int] = defaultdict(int)
    tomorrow = today + timedelta(days=1)
    for item in items:
        promised = item.committed_pence
        for day in days_of(item, tomorrow, until):
            paid = min(promised, item.pence_each)
            promised -= paid
            due[day] += item.pence_each - paid + share_of(item.pence_each, fee.basis_points)
    if fee.weekly_pence:
        for day in days_of(Planned(HowOften.weekly, fee.weekly_pence, today), tomorrow, until):
            due[day] += fee.weekly_pence
    for day in sorted(due):
        left_pence -= due[day]
        if left_pence < 0:
            return day
    return None
