"""The rule of what comes again as it is written: RFC 5545 RRULE, the parts that visits and groups need.

Allowed are FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, WKST and either COUNT or UNTIL.
Nothing in it names an hour: a series has one start a day, two visits a day are two series.

UNTIL may be written in three ways, and the last start that it lets through is
- a date, `UNTIL=20261231`: any start on that day in London;
- a local date-time, `UNTIL=20261231T090000`: the start at that wall time in London, or earlier;
- a UTC date-time, `UNTIL=20261231T090000Z`: the start at that instant, or earlier.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from typing_extensions import override

MOST_LETTERS: Final = 300
# What split() writes behind a rule; a rule leaves room for it, so that both halves are rules again.
_ROOM_FOR_AN_END: Final = len(";UNTIL=20261025T013000Z")
MOST_STARTS: Final = 9999
LONGEST_INTERVAL: Final = 366

FREQUENCIES: Final = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PARTS: Final = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST", "COUNT", "UNTIL")

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,4}")
_DAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL: Final = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?")

# Days of the week are numbered from Monday, 0. A day in a rule may be the n-th of its month or year: (4, -1) is the last Friday.
Weekday = tuple[int, int | None]
End = date | datetime  # a date, a local (naive) date-time, or one in UTC (aware)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule that has been read. `str(rule)` is its normal form: equal rules are written alike."""

    frequency: str
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    days: tuple[Weekday, ...] = ()
    positions: tuple[int, ...] = ()
    week_begins: int = 0
    count: int | None = None
    until: End | None = None

    def ended_before(self, local: datetime, at: datetime) -> bool:
        """Whether UNTIL keeps out the start at that London wall time, which is the instant `at`."""
        match self.until:
            case None:
                return False
            case datetime(tzinfo=None) as until:
                return local > until
            case datetime() as until:
                return at > until
            case until:
                return local.date() > until

    @override
    def __str__(self) -> str:
        """The rule as RFC 5545 writes it; what is so anyway (every 1, weeks from Monday) is left out."""
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": "" if self.interval == 1 else str(self.interval),
            "BYMONTH": ",".join(map(str, self.months)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYDAY": ",".join(f"{nth or ''}{WEEKDAYS[day]}" for day, nth in self.days),
            "BYSETPOS": ",".join(map(str, self.positions)),
            "WKST": WEEKDAYS[self.week_begins] if self.week_begins else "",
            "COUNT": "" if self.count is None else str(self.count),
            "UNTIL": _written(self.until),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def read(text: str) -> Rule:
    """Read a rule, or raise ValueError with what to do."""
    parts = _parts(text)
    rule = Rule(
        frequency=_frequency(parts),
        interval=_one(parts, "INTERVAL", LONGEST_INTERVAL) or 1,
        months=_some(parts, "BYMONTH", lambda n: 1 <= n <= 12, "months from 1 to 12"),  # noqa: PLR2004 - of a year
        month_days=_some(parts, "BYMONTHDAY", lambda n: 1 <= abs(n) <= 31, "days from 1 to 31, or from the end, -1 to -31"),  # noqa: PLR2004 - of a month
        days=_days(parts),
        positions=_some(parts, "BYSETPOS", lambda n: 1 <= abs(n) <= 366, "places from 1 to 366, or from the end, -1 to -366"),  # noqa: PLR2004 - of a year
        week_begins=_week(parts),
        count=_one(parts, "COUNT", MOST_STARTS),
        until=_until(parts),
    )
    _fits_together(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    words = text.strip().upper().removeprefix("RRULE:")
    if not words.isascii() or any(c.isspace() for c in words) or ":" in words:
        raise ValueError(
            "Send one rule in one line, without spaces: FREQ=WEEKLY;BYDAY=MO,TH. The first start and days that fall out are "
            "members of their own; a day that comes on top is a visit of its own."
        )
    if len(words) > MOST_LETTERS:
        raise ValueError(f"Say it in at most {MOST_LETTERS} letters, or make two series of it.")
    parts: dict[str, str] = {}
    for part in words.removesuffix(";").split(";"):
        name, _, value = part.partition("=")
        if name not in _PARTS:
            raise ValueError(
                f"Use only these parts of RFC 5545: {', '.join(_PARTS)}. The time of day is that of the first start."
            )
        if name in parts:
            raise ValueError(f"Give {name} once, with its values parted by commas.")
        if not value:
            raise ValueError(f"Give {name} a value, or leave it out.")
        parts[name] = value
    return parts


def _frequency(parts: dict[str, str]) -> str:
    if parts.get("FREQ") not in FREQUENCIES:
        raise ValueError("Give FREQ=DAILY, WEEKLY, MONTHLY or YEARLY. Visits at more than one time of a day are a series each.")
    return parts["FREQ"]


def _one(parts: dict[str, str], name: str, most: int) -> int | None:
    if name not in parts:
        return None
    number = int(parts[name]) if _NUMBER.fullmatch(parts[name]) else 0
    if not 1 <= number <= most:
        raise ValueError(f"Give {name} as a whole number from 1 to {most}.")
    return number


def _some(parts: dict[str, str], name: str, fits: Callable[[int], bool], which: str) -> tuple[int, ...]:
    if name not in parts:
        return ()
    words = parts[name].split(",")
    numbers = {int(word) for word in words if _NUMBER.fullmatch(word)}
    if not all(map(_NUMBER.fullmatch, words)) or not all(map(fits, numbers)):
        raise ValueError(f"Give {name} as {which}, parted by commas.")
    return tuple(sorted(numbers, key=lambda n: (n < 0, abs(n))))


def _days(parts: dict[str, str]) -> tuple[Weekday, ...]:
    if "BYDAY" not in parts:
        return ()
    found = [_DAY.fullmatch(word) for word in parts["BYDAY"].split(",")]
    days = {(WEEKDAYS.index(day[2]), int(day[1]) if day[1] else None) for day in found if day}
    if None in found or any(nth == 0 for _, nth in days):
        raise ValueError(
            "Give BYDAY as days such as MO,TH or, by month or year, with a number: 1MO is the first Monday, -1FR the last Friday."
        )
    return tuple(sorted(days, key=lambda day: (day[0], day[1] or 0)))


def _week(parts: dict[str, str]) -> int:
    if parts.get("WKST", "MO") not in WEEKDAYS:
        raise ValueError("Give WKST as the day that a week begins with: MO, TU, WE, TH, FR, SA or SU.")
    return WEEKDAYS.index(parts.get("WKST", "MO"))


def _until(parts: dict[str, str]) -> End | None:
    if (text := parts.get("UNTIL")) is None:
        return None
    try:
        if not _UNTIL.fullmatch(text):
            raise ValueError  # noqa: TRY301 - as a date that is none
        read_ = datetime.strptime(text.removesuffix("Z"), "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d")  # noqa: DTZ007 - wall time
    except ValueError:
        raise ValueError(
            "Give UNTIL as a day (20261231, which is included), a London time (20261231T090000) or a UTC time (20261231T090000Z)."
        ) from None
    if "T" not in text:
        return read_.date()
    return read_.replace(tzinfo=UTC) if text.endswith("Z") else read_


def _written(until: End | None) -> str:
    if until is None:
        return ""
    # isoformat and not strftime: the latter writes a year before 1000 without its zeros.
    return until.isoformat().replace("+00:00", "Z").replace("-", "").replace(":", "")


def _fits_together(rule: Rule) -> None:
    numbered = [nth for _, nth in rule.days if nth is not None]
    if rule.count is not None and rule.until is not None:
        raise ValueError("Give COUNT or UNTIL, not both: which of them ends the series?")
    if numbered and rule.frequency not in {"MONTHLY", "YEARLY"}:
        raise ValueError("Only MONTHLY and YEARLY know an n-th day: leave the numbers out of BYDAY.")
    if numbered and len(numbered) < len(rule.days):
        raise ValueError("Give every day in BYDAY a number or none; make two series where both are meant.")
    if any(abs(nth) > (53 if rule.frequency == "YEARLY" and not rule.months else 5) for nth in numbered):
        raise ValueError("Number the days in BYDAY from 1 to 5 in a month and to 53 in a year, or from the end with a minus.")
    if rule.month_days and rule.frequency == "WEEKLY":
        raise ValueError("Use BYDAY for a weekly series: a week has no BYMONTHDAY.")
    if rule.positions and not (rule.days or rule.month_days or rule.months):
        raise ValueError("BYSETPOS picks from BYDAY, BYMONTHDAY or BYMONTH: give one of them.")
    if len(str(replace(rule, count=None, until=None))) > MOST_LETTERS - _ROOM_FOR_AN_END:
        raise ValueError(
            f"Say it in at most {MOST_LETTERS - _ROOM_FOR_AN_END} letters before COUNT or UNTIL, or make two series of it."
        )
