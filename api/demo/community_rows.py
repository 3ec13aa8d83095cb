"""Community groups with what they seek, when they met and what they made, and the people who take part."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from api.demo.community_words import GROUPS, ORIGIN, SESSIONS_SINCE, GroupWords
from api.demo.made import DemoAccount, DemoPerson
from api.demo.making import Making
from api.demo.person_rows import say
from api.demo.tie_words import PARTS, PartWords
from api.domain.community.groups.models import (
    CommunityGroup,
    GroupAttendance,
    GroupGift,
    GroupMembership,
    GroupOrigin,
    GroupSession,
)
from api.domain.shared.fields import folded
from api.domain.shared.recurrence.dates import instant, occurrences

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TOWN: Final = "Ashbrook"
NOW: Final = "active"
Sessions = dict[str, list[tuple[UUID, date]]]  # by the group's key, in order


def make_community(making: Making, by_name: dict[str, DemoPerson], jean: DemoAccount) -> dict[str, UUID]:
    """All groups of the provider and who takes part. Jean runs the knitting, signed in as herself. Answers groups by key."""
    groups, sessions = {}, Sessions()
    for place, words in enumerate(GROUPS):
        runs = jean.account_id if words.key == "knit" else None
        groups[words.key] = _group(making, jean.organisation_id, words, runs)
        sessions[words.key] = _sessions(making, jean.organisation_id, words, groups[words.key], place)
    name, key, said, told = ORIGIN
    person, began = by_name[name], next(one.began for one in GROUPS if one.key == key)
    making.rows.add(GroupOrigin, **keys_of(person), group_id=groups[key], words=said, **then(making, began))
    say(making, person, "story", "organisation", words=told)
    for part in PARTS:
        _part(making, by_name[part.person], part, groups[part.group], sessions[part.group])
    return groups


def keys_of(person: DemoPerson) -> dict[str, UUID]:
    """Whose a row is."""
    return {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}


def then(making: Making, days: int) -> dict[str, datetime]:
    """When a row of so many days ago was written."""
    return {"created_at": making.at(days=days), "updated_at": making.at(days=days)}


def _group(making: Making, organisation: UUID, words: GroupWords, runs: UUID | None) -> UUID:
    place, street, postcode, latitude, longitude = words.place
    status, since, because = words.status
    assured_on, assured_by = words.assured or (None, None)
    group = making.rows.add(
        CommunityGroup, organisation_id=organisation, name=words.name, name_key=folded(words.name), what=words.what,
        who_runs_it=words.runs, run_by_account_id=runs, place_name=place, address_lines=[street], town=TOWN, postcode=postcode,
        latitude=latitude, longitude=longitude, rrule=words.rule, first_on=_first(making.ago(days=words.began), words.rule),
        begins_at=words.at, lasts_minutes=words.minutes, when_words=words.words, cost_words=words.cost, cost_pence=words.pence,
        accessibility=list(words.access), languages=list(words.languages), minimum_age=words.ages[0], maximum_age=words.ages[1],
        phone=next(making.home_phone), website=words.website,
        assured_on=None if assured_on is None else making.ago(days=assured_on), assured_by=assured_by, status=status,
        status_on=None if status == NOW else making.ago(days=since), status_because=None if status == NOW else because,
        published_at=None if words.published is None else making.at(days=words.published), **then(making, words.began),
    )  # fmt: skip
    for direction, gifts in (("seeks", words.seeks), ("has", words.has)):
        for part, gift, tags in gifts:
            making.rows.add(
                GroupGift, organisation_id=organisation, group_id=group, part=part, direction=direction, words=gift,
                tags=list(tags), **then(making, words.began),
            )  # fmt: skip
    return group


def _first(day: date, rule: str) -> date:
    """The first day from this one on that the rule names: its weekday, and which of the month where it says so."""
    named = rule.rpartition("BYDAY=")[2].split(",")
    while not any(one[-2:] == DAYS[day.weekday()] and one[:-2] in ("", str((day.day - 1) // 7 + 1)) for one in named):
        day += timedelta(days=1)
    return day


def _sessions(making: Making, organisation: UUID, words: GroupWords, group: UUID, place: int) -> list[tuple[UUID, date]]:
    """The times it met, until it rested or ended."""
    status, since, _ = words.status
    hour, minute = map(int, words.at.split(":"))
    first = datetime.combine(_first(making.ago(days=words.began), words.rule), time(hour, minute))
    until = making.now if status == NOW else making.at(days=since)
    after = instant(datetime.combine(making.ago(days=SESSIONS_SINCE), time()))
    met = []
    for number, each in enumerate(occurrences(words.rule, first, words.minutes, after, until)):
        if each.ends_at <= until:
            happened, made = words.sessions[number % len(words.sessions)]
            session = making.rows.add(
                GroupSession, organisation_id=organisation, group_id=group, held_on=each.local.date(),
                came=words.came + (number * 5 + place) % 4 - 1, what_happened=happened, made_or_gave=made,
                created_at=each.ends_at, updated_at=each.ends_at,
            )  # fmt: skip
            met.append((session, each.local.date()))
    return met


def _part(making: Making, person: DemoPerson, words: PartWords, group: UUID, sessions: list[tuple[UUID, date]]) -> None:
    """The person takes part, and was there."""
    joined, (left, why) = making.ago(days=words.since), words.left or (None, None)
    left_on = None if left is None else making.ago(days=left)
    making.rows.add(
        GroupMembership, **keys_of(person), group_id=group, joined_on=joined, words=words.words, left_on=left_on,
        left_because=why, created_at=making.at(days=words.since),
        updated_at=making.at(days=words.since if left is None else left),
    )  # fmt: skip
    mine = [(session, on) for session, on in sessions if on >= joined and (left_on is None or on <= left_on)]
    for number, (session, on) in enumerate(mine[:: words.every]):
        told: dict[str, Any] = {"words": words.there} if words.there and number == 0 else {}
        making.rows.add(GroupAttendance, **keys_of(person), session_id=session, group_id=group, held_on=on, **told)
