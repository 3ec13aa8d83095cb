"""Visits as an iCalendar feed (RFC 5545, RFC 7986) for the phone of whoever makes them.

The same entries give the same bytes, so that an ETag over them holds: nothing here looks at a clock, and DTSTAMP, which in a feed
without METHOD says when an entry was last revised, is when the visit was last changed.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from api.domain.shared.clock import LONDON

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODID: Final = "-//Wellbeing Teams//Visits//EN"
# How often a phone is asked to look again. Phones treat it as a wish; many come once an hour or a day.
REFRESH: Final = timedelta(minutes=15)
_REFRESH_AS_TEXT: Final = "PT15M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One visit on a calendar. `uid` never changes; `sequence` rises with each change, and a cancelled visit stays, cancelled."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    cancelled: bool
    changed_at: datetime
    location: str | None = None
    description: str | None = None


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """A feed with these entries, in order of their start, as `text/calendar; charset=utf-8`."""
    # 5 MB and a tenth of a second, which a web worker pays only when somebody's phone asks it for a calendar.
    from icalendar import Calendar, vText  # noqa: PLC0415 - as said above

    feed = Calendar()
    feed.add("prodid", PRODID)
    feed.add("version", "2.0")
    feed.add("calscale", "GREGORIAN")
    for naming in ("name", "x-wr-calname"):  # RFC 7986's, and the one that phones read
        feed.add(naming, vText(_clean(name)))  # said to be text, or an X- name goes out unescaped
    feed.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", _REFRESH_AS_TEXT)
    feed.add_component(_london())
    for entry in sorted(entries, key=lambda e: (e.starts_at, e.uid)):
        feed.add_component(_event(entry))
    rendered: bytes = feed.to_ical()
    return rendered


def initials(name: str) -> str:
    """Two letters for a name: the first of its first word and of its last, in capitals.

    Jean O'Brien-Smith is JO: words are parted by spaces only, so a hyphen or an apostrophe begins none. A name of one word gives
    one letter, and one without a letter a question mark. What a phone sends on to others is not to say who is supported.
    """
    firsts = (next(filter(str.isalpha, unicodedata.normalize("NFC", word)), "") for word in name.split())
    letters = [letter.upper()[0] for letter in firsts if letter]  # the capital of one letter may be two (ß)
    return "".join(letters[:1] + letters[1:][-1:]) or "?"


def _event(entry: Entry) -> "Event":
    from icalendar import Event  # noqa: PLC0415 - as in calendar()

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    start, end = _times(entry)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", _clean(entry.summary))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.location:
        event.add("location", _clean(entry.location))
    if entry.description:
        event.add("description", _clean(entry.description))
    return event


def _times(entry: Entry) -> tuple[datetime, datetime]:
    """Start and end in London's wall time; in UTC where wall time cannot say them.

    01:30 in the night of October is there twice, and with TZID it always means the first (RFC 5545, 3.3.5). A visit that begins
    or ends in the second is written in UTC, which each phone shows in its own time anyway.
    """
    start, end = (moment.astimezone(LONDON) for moment in (entry.starts_at, entry.ends_at))
    if start.fold or end.fold:
        return start.astimezone(UTC), end.astimezone(UTC)
    return start, end


def _london() -> "Timezone":
    """London's rules as they have been since 1996, to be read by phones that do not know the zone by name."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # noqa: PLC0415 - as in calendar()

    none, hour = timedelta(0), timedelta(hours=1)
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    for part, name, first, before, after in (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), none, hour),  # noqa: DTZ001 - local, by definition
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), hour, none),  # noqa: DTZ001 - as above
    ):
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1SU"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _clean(text: str) -> str:
    """Text that iCalendar can carry: no control characters but line breaks and tabs."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    # icalendar takes a written \N for a line break before it escapes the backslash.
    return kept.replace(r"\N", r"\n")
