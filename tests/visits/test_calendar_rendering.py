"""The calendar feed as other programs read it, to the octet, and over both clock changes."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from subprocess import run
from sys import executable
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event
from icalendar import Calendar, Component

from api.domain.visits.calendars.rendering import Entry, calendar, initials

LONDON = ZoneInfo("Europe/London")
MARCH = [datetime(2026, 3, 29, tzinfo=UTC), datetime(2027, 3, 28, tzinfo=UTC)]
OCTOBER = [datetime(2026, 10, 25, tzinfo=UTC), datetime(2027, 10, 31, tzinfo=UTC)]
CHANGED = datetime(2026, 3, 1, 8, 15, 30, 123456, tzinfo=UTC)
MORNING = Entry(
    uid="019a0000-0000-7000-8000-000000000001@visits",
    sequence=3,
    starts_at=datetime(2026, 7, 6, 8, tzinfo=UTC),
    ends_at=datetime(2026, 7, 6, 8, 45, tzinfo=UTC),
    summary="Visit with JO",
    cancelled=False,
    changed_at=CHANGED,
)
WHOLE_FEED = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Wellbeing Teams//Visits//EN
CALSCALE:GREGORIAN
NAME:Anna's visits
X-WR-CALNAME:Anna's visits
REFRESH-INTERVAL;VALUE=DURATION:PT15M
X-PUBLISHED-TTL:PT15M
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Visit with JO
DTSTART;TZID=Europe/London:20260706T090000
DTEND;TZID=Europe/London:20260706T094500
DTSTAMP:20260301T081530Z
UID:019a0000-0000-7000-8000-000000000001@visits
SEQUENCE:3
CLASS:PRIVATE
LAST-MODIFIED:20260301T081530Z
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""


def events(feed: bytes) -> list[Component]:
    return list(Calendar.from_ical(feed).walk("VEVENT"))


def on_a_phone(feed: bytes) -> list[Event]:
    """The same, read by a library that shares no code with the one that wrote it, in order of time."""
    return list(IcsCalendarStream.calendar_from_ics(feed.decode()).timeline)


def lines(feed: bytes) -> list[str]:
    """The content lines, unfolded by hand."""
    return feed.replace(b"\r\n ", b"").decode().split("\r\n")


def around(night: datetime) -> list[Entry]:
    """A visit of 40 minutes every quarter of an hour of the night, and one that lasts all of it."""
    quarters = [night + timedelta(minutes=15 * n) for n in range(-8, 24)]
    short = [replace(MORNING, uid=f"{at:%H%M}@visits", starts_at=at, ends_at=at + timedelta(minutes=40)) for at in quarters]
    night_long = replace(MORNING, uid="night@visits", starts_at=quarters[0], ends_at=quarters[0] + timedelta(hours=8))
    return [*short, night_long]


def times(entries: list[Entry]) -> set[tuple[str, datetime, datetime]]:
    return {(entry.uid, entry.starts_at, entry.ends_at) for entry in entries}


# --- what is in it --------------------------------------------------------------------------------------------------------


def test_the_feed_is_to_the_letter_what_the_standard_asks_for() -> None:
    assert lines(calendar("Anna's visits", [MORNING])) == [*WHOLE_FEED.splitlines(), ""]


def test_a_feed_without_visits_is_a_calendar_still() -> None:
    feed = calendar("Anna's visits", [])
    assert events(feed) == []
    assert Calendar.from_ical(feed)["version"] == "2.0"
    assert b"METHOD" not in feed


def test_a_visit_that_is_cancelled_stays_and_says_so() -> None:
    [kept] = events(calendar("Visits", [replace(MORNING, cancelled=True, sequence=4)]))
    assert (kept["status"], kept["sequence"], kept["uid"]) == ("CANCELLED", 4, MORNING.uid)


def test_the_same_visits_give_the_same_bytes_in_whatever_order_they_come() -> None:
    entries = around(MARCH[0])
    first = calendar("Visits", entries)
    assert calendar("Visits", reversed(entries)) == first
    assert calendar("Visits", [replace(entries[0], sequence=9), *entries[1:]]) != first
    # Also in another process, where sets and hashes come out in another order.
    said = (
        "import sys, hashlib; from tests.visits.test_calendar_rendering import *;"
        "sys.stdout.write(hashlib.sha256(calendar('Visits', around(MARCH[0]))).hexdigest())"
    )
    other = run([executable, "-c", said], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"})
    assert other.stdout == hashlib.sha256(first).hexdigest()


def test_a_web_worker_loads_the_calendar_library_only_for_a_calendar() -> None:
    said = (
        "import sys; import api.domain.visits.calendars.rendering as r; assert 'icalendar' not in sys.modules; r.calendar('', [])"
    )
    run([executable, "-c", said + "; assert 'icalendar' in sys.modules"], check=True)


# --- text and octets ------------------------------------------------------------------------------------------------------


def test_commas_semicolons_and_lines_reach_the_phone_as_they_were_written() -> None:
    entry = replace(
        MORNING,
        summary="Tea, toast; a chat",
        location="Flat 2, 1 High Street; back door",
        description="Key safe\r\nby the\rgate \\o/",
    )
    feed = calendar("Visits; mine, all", [entry])
    assert {
        r"X-WR-CALNAME:Visits\; mine\, all",
        r"SUMMARY:Tea\, toast\; a chat",
        r"LOCATION:Flat 2\, 1 High Street\; back door",
        r"DESCRIPTION:Key safe\nby the\ngate \\o/",
    } <= set(lines(feed))
    [event] = events(feed)
    assert (event["summary"], event["location"]) == (entry.summary, entry.location)
    assert event["description"] == "Key safe\nby the\ngate \\o/"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\0"])
def test_words_cannot_add_a_line_of_their_own(end: str) -> None:
    wicked = f"Tea{end}END:VEVENT{end}BEGIN:VEVENT{end}ATTENDEE:mailto:a@example.org"
    feed = calendar(wicked, [replace(MORNING, summary=wicked, location=wicked, description=wicked, uid=MORNING.uid)])
    [event] = events(feed)
    assert "attendee" not in event
    assert sum(line.startswith(("BEGIN:VEVENT", "END:VEVENT", "ATTENDEE")) for line in lines(feed)) == 2
    assert not any(ord(c) < 32 or ord(c) == 127 for line in lines(feed) for c in line)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from(",;:\n\t\"'\\n"), max_size=300
).map(lambda words: words.replace("\\N", "N"))  # see test_a_backslash_stays_one


@settings(max_examples=150, deadline=None)
@given(WORDS.filter(bool), st.sampled_from(["", "Zoë Müller-Şahin ", "李小龍" * 30, "👩‍🦽🌈" * 20, "a" * 74, "é" * 37]))
def test_lines_are_folded_at_75_octets_and_never_inside_a_letter(words: str, start: str) -> None:
    summary = start + words
    feed = calendar(summary, [replace(MORNING, summary=summary, description=summary)])
    assert feed.endswith(b"\r\n")
    assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n")
    for line in feed.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    [event] = on_a_phone(feed)
    assert (event.summary, event.description) == (summary, summary)


def test_a_backslash_stays_one() -> None:
    # icalendar would write the N after it as a line break; a small n is the lesser evil.
    [event] = on_a_phone(calendar("Visits", [replace(MORNING, summary="Key in \\box\\Noah", description="\\n\\\\,\\;")]))
    assert (event.summary, event.description) == ("Key in \\box\\noah", "\\n\\\\,\\;")


# --- the clocks -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("night", MARCH + OCTOBER)
def test_the_library_that_writes_a_night_reads_each_instant_of_it(night: datetime) -> None:
    entries = around(night)
    read = {
        (str(event["uid"]), event.decoded("dtstart").astimezone(UTC), event.decoded("dtend").astimezone(UTC))
        for event in events(calendar("Visits", entries))
    }
    assert read == times(entries)


@pytest.mark.parametrize("night", MARCH + OCTOBER)
def test_another_reader_finds_each_visit_of_the_night_once(night: datetime) -> None:
    entries = around(night)
    found = on_a_phone(calendar("Visits", entries))
    assert {(e.uid, e.start_datetime, e.end_datetime) for e in found} == times(entries)
    assert len(found) == len(entries)
    assert {(e.sequence, e.dtstamp) for e in found} == {(MORNING.sequence, CHANGED.replace(microsecond=0))}


@pytest.mark.parametrize("night", MARCH + OCTOBER)
def test_a_phone_that_knows_no_zone_by_name_reads_them_from_the_zone_in_the_feed(night: datetime) -> None:
    # dateutil takes the rules out of the VTIMEZONE; nothing here asks the machine what London is.
    feed = calendar("Visits", entries := around(night))
    zone = tzical(StringIO(feed.decode())).get("Europe/London")

    def instant(line: str) -> datetime:
        name, _, value = line.partition(":")
        if value.endswith("Z"):
            return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert name.endswith(";TZID=Europe/London")
        return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=zone).astimezone(UTC)

    said = feed.decode().partition("BEGIN:VEVENT")[2].split("BEGIN:VEVENT")
    read = set()
    for event in said:
        of = {line.split(":")[0].split(";")[0]: line for line in event.split("\r\n") if ":" in line}
        read.add((of["UID"].partition(":")[2], instant(of["DTSTART"]), instant(of["DTEND"])))
    assert read == times(entries)


@pytest.mark.parametrize("year", range(2020, 2036))
def test_the_zone_in_the_feed_is_london_in_each_year(year: int) -> None:
    zone = tzical(StringIO(calendar("Visits", []).decode())).get("Europe/London")
    for day in range(366):
        noon = datetime(year, 1, 1, 12) + timedelta(days=day)  # noqa: DTZ001 - wall time
        assert noon.replace(tzinfo=zone).utcoffset() == noon.replace(tzinfo=LONDON).utcoffset(), noon
        assert noon.replace(tzinfo=zone).tzname() == noon.replace(tzinfo=LONDON).tzname(), noon


def test_only_what_wall_time_cannot_say_is_written_in_utc() -> None:
    written = {
        entry.uid: any(line.startswith("DTSTART:2026") for line in lines(calendar("Visits", [entry])))
        for entry in around(OCTOBER[0])
    }
    # In the second 01:00 to 02:00 (01:00 to 02:00 UTC) begin four; three begin before and end in it.
    assert [uid[:4] for uid, in_utc in written.items() if in_utc] == ["0030", "0045", "0100", "0115", "0130", "0145"]
    assert not any(b"DTSTART:2026" in calendar("Visits", [entry]) for entry in around(MARCH[0]))


# --- initials -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jean O'Brien-Smith", "JO"),
        ("Mary Jane van der Berg", "MB"),
        ("  jean\taspinall ", "JA"),
        ("Jean", "J"),
        ("“Bob” (Robert) Ó Súilleabháin", "BS"),
        ("e\u0301mile zola", "ÉZ"),
        ("李 小龍", "李小"),
        ("ßeta ǆo", "SǄ"),
        ("Jean 2nd", "JN"),
        ("Jean — 3", "J"),
        ("", "?"),
        ("1234 !", "?"),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters
