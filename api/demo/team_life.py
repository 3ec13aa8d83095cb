"""Around the visits: when members work and who is away, the hours that a person agreed, and what somebody worries about."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from api.demo import visit_words as words
from api.demo.made import DemoPerson, DemoTeam
from api.demo.making import Making
from api.domain.concerns.models import Concern
from api.domain.shared.clock import LONDON
from api.domain.shared.ids import new_id
from api.domain.shared.recurrence.dates import instant
from api.domain.visits.availability.models import Absence, AbsenceReason, WorkingPattern
from api.domain.visits.hours.models import HoursAgreement, HoursEntry

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Early, late, and the middle of the day with every other weekend: (weeks of the cycle, (week, weekdays, from, until)).
PATTERNS: Final = (
    (1, ((1, (0, 1, 2, 3, 4), "07:30", "14:30"),)),
    (1, ((1, (1, 2, 3, 4, 5), "13:00", "20:30"),)),
    (2, ((1, (0, 1, 3, 5, 6), "08:00", "16:00"), (2, (0, 1, 2, 3), "08:00", "16:00"))),
)
SATURDAY: Final = 5


def make_patterns(making: Making, teams: list[DemoTeam]) -> dict[UUID, list[dict[str, Any]]]:
    """When each member works. Answers the times by member."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    for team in teams:
        for number, member in enumerate(team.members.values()):
            weeks, spans = PATTERNS[number % len(PATTERNS)]
            times = [
                {"week": week, "weekday": WEEKDAYS[day], "starts": starts, "ends": ends}
                for week, days, starts, ends in spans for day in days
            ]  # fmt: skip
            making.rows.add(
                WorkingPattern, organisation_id=team.organisation_id, team_id=team.id, member_id=member,
                from_on=max(making.joined[member], making.ago(days=90)), cycle_weeks=weeks, times=times,
            )  # fmt: skip
            found[member] = times
    return found


def covers(times: list[dict[str, Any]], starts: datetime, ends: datetime) -> bool:
    """Whether a member works then in any week of the cycle."""
    begins, over = starts.astimezone(LONDON), ends.astimezone(LONDON)
    day = WEEKDAYS[begins.weekday()]
    return any(t["weekday"] == day and t["starts"] <= f"{begins:%H:%M}" and f"{over:%H:%M}" <= t["ends"] for t in times)


def make_absence(making: Making, team: DemoTeam) -> tuple[UUID, datetime, datetime]:
    """One member is away for some days; why is theirs alone. Answers who, and from when until when."""
    name, first, days, why = words.AWAY
    member, keys = team.members[name], {"organisation_id": team.organisation_id, "team_id": team.id}
    starts, ends = (instant(datetime.combine(making.today + timedelta(days=d), time())) for d in (first, first + days))
    absence = making.rows.add(Absence, id=new_id(), **keys, member_id=member, kind="leave", starts_at=starts, ends_at=ends)
    making.rows.add(AbsenceReason, **keys, absence_id=absence, member_id=member, words=why)
    return member, starts, ends


def make_hours(making: Making, person: DemoPerson) -> None:
    """An agreement, its weeks so far, and an hour moved from one week into the next. What was used the visits book themselves."""
    keys = {"organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id}
    minutes, why = words.AGREED
    this_week = making.today - timedelta(days=making.today.weekday())
    began = this_week - timedelta(weeks=4)
    making.rows.add(HoursAgreement, **keys, weekly_minutes=minutes, from_on=began, words=why)
    own = keys | {"provided_by_team_id": person.team_id}
    for week in range(5):
        making.rows.add(HoursEntry, **own, kind="agreed", on_day=began + timedelta(weeks=week), minutes=minutes)
    moved, why = words.MOVED
    move = new_id()
    for day, signed in ((this_week - timedelta(days=3), -moved), (this_week + timedelta(days=SATURDAY), moved)):
        making.rows.add(HoursEntry, **own, kind="moved", on_day=day, minutes=signed, move_id=move, words=why)


def make_concerns(
    making: Making, by_name: Mapping[str, DemoPerson], visits: Mapping[str, UUID], authors: tuple[UUID, UUID]
) -> dict[str, UUID]:
    """One that the team is acting on, and a restricted one, which is its author's and the manager's alone. Answers both."""
    name, kind, told, done = words.CONCERN
    open_one = making.rows.add(
        Concern, id=new_id(), **_about(by_name[name]), kind=kind, words=told, what_was_done=done, state="acting",
        noticed_at=making.at(days=2), visit_id=visits.get("arthur_done"), author_account_id=authors[0],
    )  # fmt: skip
    name, kind, told = words.RESTRICTED
    restricted = making.rows.add(
        Concern, id=new_id(), **_about(by_name[name]), kind=kind, words=told, noticed_at=making.at(days=3), restricted=True,
        author_account_id=authors[1],
    )  # fmt: skip
    return {"acting": open_one, "restricted": restricted}


def _about(person: DemoPerson) -> dict[str, UUID]:
    return {
        "organisation_id": person.organisation_id, "team_id": person.team_id, "person_id": person.id,
        "provided_by_team_id": person.team_id,
    }  # fmt: skip
