"""The visits of a world: four weeks that were, today, and two weeks ahead, at believable times whatever the hour is now."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

from api.demo import visit_words as words
from api.demo.made import DemoPerson, DemoTeam
from api.demo.making import Making
from api.demo.team_life import covers
from api.demo.visit_words import NoteWords, WeekWords
from api.domain.people.small_teams.models import SmallTeamMember
from api.domain.shared.clock import LONDON
from api.domain.shared.ids import new_id
from api.domain.shared.recurrence.dates import instant, occurrences
from api.domain.visits.models import Visit
from api.domain.visits.recording.models import VisitRecord
from api.domain.visits.series.models import VisitSeries

WEEKS_BACK, WEEKS_AHEAD = 4, 2
QUARTER: Final = timedelta(minutes=15)
MORNING, EVENING = time(8), time(20)  # when something may be late by now: nobody is expected at night
LATE_AFTER: Final = timedelta(minutes=15)
BY_HAND: Final = "No signal in the entry; written down at once."


@dataclass
class Rota:
    """Who is where, so that nobody is in two places; and the visits that tests and guides speak of, by name."""

    making: Making
    teams: dict[UUID, DemoTeam]
    patterns: dict[UUID, list[dict[str, Any]]]
    busy: dict[UUID, list[tuple[datetime, datetime]]] = field(default_factory=lambda: defaultdict(list))
    visits: dict[str, UUID] = field(default_factory=dict)
    turn: Any = field(default_factory=count)

    def book(self, person: DemoPerson, starts: datetime, ends: datetime, needed: int) -> list[UUID]:
        """Members who are free then: those whom the person chose first, then who works at that time, then anybody."""
        team = self.teams[person.team_id]
        small = self.making.rows.found[str(SmallTeamMember.__tablename__)]
        own = [row["member_id"] for row in small if row["person_id"] == person.id]
        turn = next(self.turn)
        own = own[turn % 2 :] + own[: turn % 2]  # two faces take turns, the others stand in
        day = starts.astimezone(LONDON).date()
        free = [
            member
            for member in dict.fromkeys([*own, *team.members.values()])
            if self.making.joined[member] <= day and all(e <= starts or ends <= s for s, e in self.busy[member])
        ]
        # sorted() is stable: the person's own come first among those who work then, and among those who do not.
        chosen = sorted(free, key=lambda m: not covers(self.patterns[m], starts, ends))[:needed]
        if len(chosen) < needed:
            message = f"nobody is free for {person.name} at {starts}"
            raise ValueError(message)
        for member in chosen:
            self.busy[member].append((starts, ends))
        return chosen


def make_visits(making: Making, rota: Rota, everyone: list[DemoPerson]) -> None:
    """All visits, into the rota's names."""
    by_name = {person.name: person for person in everyone}
    _make_late(making, rota, everyone)
    for week in words.WEEKS:
        _make_weeks(making, rota, by_name[week.person], week)
    for number, (name, days, at, minutes, purpose) in enumerate(words.OPEN, 1):
        starts = _on(making, days, at)
        _add(making, by_name[name], starts, minutes, purpose, name=f"open_{number}", rota=rota)
    name, days, at, minutes, purpose, why = words.CANCELLED
    starts = _on(making, days, at)
    members = rota.book(by_name[name], starts, starts + timedelta(minutes=minutes), 1)
    rota.busy[members[0]].pop()
    _add(
        making, by_name[name], starts, minutes, purpose, name="cancelled", rota=rota, member_ids=members, state="cancelled",
        closed_at=making.now - timedelta(hours=2), closed_by="family", close_reason="family_or_friend_was_there",
        close_words=why,
    )  # fmt: skip


def _on(making: Making, days: int, at: tuple[int, int]) -> datetime:
    return instant(datetime.combine(making.today + timedelta(days=days), time(*at)))


def _keys(person: DemoPerson) -> dict[str, UUID]:
    return {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}


def _add(
    making: Making, person: DemoPerson, starts: datetime, minutes: int, purpose: str, *, rota: Rota, name: str | None = None,
    **more: Any,  # noqa: ANN401 - columns of any type
) -> UUID:  # fmt: skip
    planned = min(starts - timedelta(days=7), making.now - timedelta(hours=3))
    visit = making.rows.add(
        Visit, **_keys(person), provided_by_team_id=person.team_id, purpose=purpose, planned_start_at=starts,
        planned_end_at=starts + timedelta(minutes=minutes), created_at=planned, updated_at=planned, **more,
    )  # fmt: skip
    if name:
        rota.visits[name] = visit
    return visit


def _make_late(making: Making, rota: Rota, everyone: list[DemoPerson]) -> None:
    """One that should have begun, of somebody who has no other visit: three quarters of an hour ago, or last evening by night."""
    known = {week.person for week in words.WEEKS}
    person = next(one for one in everyone if one.status == "supported" and one.name not in known)
    minutes, purpose = words.LATE
    local = (making.now - 3 * QUARTER).astimezone(LONDON).replace(tzinfo=None, second=0, microsecond=0)
    local -= timedelta(minutes=local.minute % 15)
    if local.time() < MORNING:
        local = datetime.combine(local.date() - timedelta(days=1), EVENING)
    starts = instant(datetime.combine(local.date(), min(local.time(), EVENING)))
    members = rota.book(person, starts, starts + timedelta(minutes=minutes), 1)
    _add(
        making, person, starts, minutes, purpose, rota=rota, name="late", member_ids=members, state="planned",
        late_at=starts + LATE_AFTER,
    )  # fmt: skip


def _make_weeks(making: Making, rota: Rota, person: DemoPerson, week: WeekWords) -> None:
    """What comes each week: recorded where it is over, planned where it is not."""
    began = making.today - timedelta(weeks=WEEKS_BACK)
    first = datetime.combine(began - timedelta(days=began.weekday()), time(*week.at))
    rule = f"FREQ=WEEKLY;BYDAY={week.days}"
    until = instant(datetime.combine(making.today + timedelta(weeks=WEEKS_AHEAD), time()))
    after = instant(datetime.combine(began, time()))
    series = _make_series(making, person, week, rule, first) if week.series else None
    given = person.name.split()[0].lower()
    for number, each in enumerate(occurrences(rule, first, week.minutes, after, until)):
        members = rota.book(person, each.starts_at, each.ends_at, week.members)
        earlier, later = (timedelta(minutes=minutes) for minutes in week.window)
        more: dict[str, Any] = {
            "kind": week.kind, "members_needed": week.members, "member_ids": members, "travel_minutes": week.travel,
            "earliest_at": each.starts_at - earlier if earlier else None, "latest_at": each.starts_at + later if later else None,
            "series_id": series, "occurrence_local": each.local if series else None,
        }  # fmt: skip
        if week.short:
            more |= {"short_reason": week.short[0], "short_words": week.short[1]}
        came = each.starts_at + timedelta(minutes=making.dice.randint(-4, 9))
        left = came + timedelta(minutes=max(10, week.minutes + making.dice.randint(-5, 8)))
        name, state = f"{given}_next", "planned"
        if left <= making.now:
            name, state = f"{given}_done", "completed"
            delivered = len(members) * int((left - came).total_seconds()) // 60
            more |= {"actual_start_at": came, "actual_end_at": left, "delivered_minutes": delivered}
        elif came <= making.now:
            name, state = f"{given}_now", "in_progress"
            more |= {"actual_start_at": came}
        known = rota.visits.get(name)
        keep = known if name.endswith("_next") and known else None  # the next is the first that is ahead, done is the last
        visit = _add(making, person, each.starts_at, week.minutes, week.purpose, rota=rota, name=name, state=state, **more)
        if keep:
            rota.visits[name] = keep
        if state != "planned":
            for place, member in enumerate(members):
                note = week.notes[number % len(week.notes)] if place == 0 and state == "completed" else None
                _make_record(making, person, visit, member, came, left if state == "completed" else None, note)


def _make_series(making: Making, person: DemoPerson, week: WeekWords, rule: str, first: datetime) -> UUID:
    return making.rows.add(
        VisitSeries, id=new_id(), **_keys(person), provided_by_team_id=person.team_id, rule=rule, first_local=first,
        length_minutes=week.minutes, earlier_minutes=week.window[0], later_minutes=week.window[1], kind=week.kind,
        purpose=week.purpose, members_needed=week.members, travel_minutes=week.travel,
        planned_until_on=making.today + timedelta(weeks=WEEKS_AHEAD),
        created_at=making.at(days=30), updated_at=making.at(days=30),
    )  # fmt: skip


def _make_record(
    making: Making, person: DemoPerson, visit: UUID, member: UUID, came: datetime, left: datetime | None, note: NoteWords | None
) -> None:  # fmt: skip
    by_hand = making.dice.random() < 0.1  # noqa: PLR2004 - one in ten
    told: dict[str, Any] = {"created_at": came, "updated_at": left or came}
    if left:
        told |= {"departed_at": left, "departed_recorded_at": left, "departure_proof": "at_the_place"}
    if note and left:
        written = min(left + timedelta(minutes=4), making.now)
        told |= {
            "what_happened": note.happened, "how_they_were": note.how, "what_worked": note.worked,
            "what_next_time": note.next_time, "made_their_day": note.made_their_day, "handover": note.handover,
            "note_at": written, "note_recorded_at": written, "updated_at": written,
        }  # fmt: skip
    making.rows.add(
        VisitRecord, **_keys(person), visit_id=visit, member_id=member, provided_by_team_id=person.team_id, arrived_at=came,
        arrived_recorded_at=came, arrival_proof="by_hand" if by_hand else "at_the_place",
        arrival_words=BY_HAND if by_hand else None, **told,
    )  # fmt: skip
