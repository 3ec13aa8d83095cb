"""When a group meets, as HSDS writes it: a weekly or a monthly rule of wall times in London, or words where it has none."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from api.domain.shared.clock import LONDON
from api.domain.shared.recurrence.rules import WEEKDAYS, Rule, read

_MIDNIGHT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a day to reckon wall times on


@dataclass(frozen=True, slots=True)
class When:
    """What a group says of when it meets. All of it can be absent."""

    rrule: str | None
    first_on: date | None
    begins_at: str | None
    lasts_minutes: int | None
    words: str | None


def schedule(when: When) -> dict[str, Any] | None:
    """The members of a schedule but its ids; None where nobody said when."""
    if when.rrule is None and when.words is None:
        return None
    told: dict[str, Any] = {"attending_type": "in person"}
    if when.words is not None:
        told["description"] = when.words
    if when.rrule is None or when.first_on is None:
        return told
    told |= {"valid_from": when.first_on.isoformat(), "dtstart": when.first_on.isoformat()} | _times(when)
    try:
        rule = read(when.rrule)
    except ValueError:  # written before rules were checked as they are now: better told as it stands than not at all
        return told | {"notes": f"RFC 5545: {when.rrule}"}
    end = _last_day(rule)
    if end is not None:
        told["valid_to"] = end.isoformat()
    said = _said(rule, when.first_on)
    # HSDS knows no yearly rule, no months and no places within a set, and a COUNT has no field of its own in the UK profile.
    return told | said if said is not None else told | {"notes": f"RFC 5545: {when.rrule}"}


def _times(when: When) -> dict[str, str]:
    """Wall times in London, without an offset: half past ten stays half past ten in summer."""
    if when.begins_at is None:
        return {}
    begins = time.fromisoformat(when.begins_at)
    told = {"opens_at": begins.isoformat()}
    if when.lasts_minutes is not None:
        told["closes_at"] = (datetime.combine(_MIDNIGHT, begins) + timedelta(minutes=when.lasts_minutes)).time().isoformat()
    return told


def _last_day(rule: Rule) -> date | None:
    match rule.until:
        case datetime(tzinfo=None) as until:
            return until.date()
        case datetime() as until:
            return until.astimezone(LONDON).date()
        case until:
            return until


def _said(rule: Rule, first: date) -> dict[str, Any] | None:
    """FREQ, INTERVAL, BYDAY and BYMONTHDAY; None for a rule that these cannot say."""
    if rule.months or rule.count is not None or (rule.month_days and rule.days):
        return None
    by = _BY.get(rule.frequency)
    said = None if by is None else by(rule, first)
    return said and {"freq": "WEEKLY" if rule.frequency == "DAILY" else rule.frequency, "interval": rule.interval, **said}


def _daily(rule: Rule, _: date) -> dict[str, Any] | None:
    plainly = rule.interval == 1 and not rule.month_days and not rule.positions
    return {"byday": _days(rule) or ",".join(WEEKDAYS)} if plainly else None


def _weekly(rule: Rule, first: date) -> dict[str, Any] | None:
    return None if rule.positions or rule.month_days else {"byday": _days(rule) or WEEKDAYS[first.weekday()]}


def _monthly(rule: Rule, first: date) -> dict[str, Any] | None:
    if rule.positions:
        plainly = len(rule.days) == 1 and rule.days[0][1] is None
        return {"byday": ",".join(f"{place}{WEEKDAYS[rule.days[0][0]]}" for place in rule.positions)} if plainly else None
    if rule.days:
        return {"byday": _days(rule)}
    return {"bymonthday": ",".join(map(str, rule.month_days)) or str(first.day)}


_BY: Final = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly}


def _days(rule: Rule) -> str:
    return ",".join(f"{nth or ''}{WEEKDAYS[day]}" for day, nth in rule.days)
