"""Figures and statements about visits: each recomputed here from the visits themselves."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import LONDON
from api.domain.shared.ids import new_id
from tests.people.saying import As, refused, told

FIRST, UNTIL = date(2025, 2, 3), date(2025, 3, 31)  # whole weeks, with the March clock change at the end
DAYS = f"?from_on={FIRST}&until_on={UNTIL}"
MONTH = "2025-02"


@dataclass
class Told:
    """A visit as this file made it."""

    person: UUID
    team: UUID
    members: list[UUID]
    starts: datetime
    minutes: int
    state: str
    needed: int = 1
    began: datetime | None = None
    window: bool = False
    delivered: int = 0
    reason: str | None = None
    travel: int = 0
    extra: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(name="visits", scope="module")
def _visits(operator: psycopg.Connection[Any], world: World) -> list[Told]:
    """Eight weeks of visits of one team to three people, one of whom another team supports now."""
    dice = random.Random(1977)
    team = world.team("Ashbrook North")
    members = list(team.members.values())[:5]
    operator.execute("UPDATE team_member SET joined_on = '2024-01-01' WHERE id = ANY (%s)", [members])
    operator.execute("DELETE FROM visit_slot")
    mine = [p for p in world.people_of(team.id) if p.status == "supported"][:2]
    moved = world.people_of(world.team("Ashbrook South").id)[0]
    made = []
    for person in (*mine, moved):
        for day in range((UNTIL - FIRST).days):
            for hour in (9, 17):
                at = datetime.combine(FIRST + timedelta(days=day), datetime.min.time(), LONDON).replace(hour=hour)
                made.append(_one(dice, person.id, team.id, members, at))
    for one in made:
        _write(operator, one)
    return made


def _one(dice: random.Random, person: UUID, team: UUID, members: list[UUID], at: datetime) -> Told:
    needed = 2 if dice.random() < 0.1 else 1
    short = dice.random() < 0.15
    one = Told(
        person, team, dice.sample(members[: dice.randint(2, 5)], needed), at, dice.choice((15, 20) if short else (30, 45, 90)),
        dice.choices(("completed", "missed", "cancelled"), (90, 4, 6))[0], needed, travel=dice.randint(0, 20),
        reason=dice.choice(("person_chose", "just_checking_in")) if short else None, window=dice.random() < 0.3,
    )  # fmt: skip
    if one.state == "completed":
        one.began = at + timedelta(minutes=dice.randint(-40, 70))
        one.delivered = one.minutes * needed - dice.randint(0, 5)
    return one


def _write(operator: psycopg.Connection[Any], one: Told) -> None:
    window = (one.starts - timedelta(minutes=30), one.starts + timedelta(minutes=60)) if one.window else (None, None)
    closed = (one.starts, "other", "team") if one.state in ("missed", "cancelled") else (None, None, None)
    operator.execute(
        "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at,"
        " earliest_at, latest_at, members_needed, member_ids, purpose, travel_minutes, short_reason, state, closed_at,"
        " close_reason, closed_by, actual_start_at, actual_end_at, delivered_minutes)"
        " SELECT %s, organisation_id, team_id, id, %s, %s, %s, %s, %s, %s, %s, 'A walk', %s, %s, %s, %s, %s, %s, %s, %s, %s"
        " FROM person WHERE id = %s",
        [
            new_id(), one.team, one.starts, one.starts + timedelta(minutes=one.minutes), *window, one.needed, one.members,
            one.travel, one.reason, one.state, *closed, one.began,
            one.began and one.began + timedelta(minutes=one.minutes), one.delivered, one.person,
        ],
    )  # fmt: skip


def bice_boxerman(visits: list[Told]) -> tuple[float | None, int]:
    """Bice and Boxerman 1977 for each person with two contacts or more, weighted by contacts."""
    weighted, total, people = 0.0, 0, 0
    for person in {v.person for v in visits}:
        met = Counter(m for v in visits if v.person == person and v.state == "completed" for m in v.members)
        n = sum(met.values())
        if n > 1:
            weighted += n * (sum(c * c for c in met.values()) - n) / (n * (n - 1))
            total, people = total + n, people + 1
    return (round(weighted / total, 4) if total else None), people


def in_time(visit: Told) -> bool:
    """Within the window, or within 15 minutes of the planned start."""
    assert visit.began is not None
    late = (visit.began - visit.starts).total_seconds() / 60
    return -30 <= late <= 60 if visit.window else -15 <= late <= 15


def check(figures: dict[str, Any], visits: list[Told]) -> None:
    """Every figure against the visits."""
    planned = [v for v in visits if v.state != "cancelled"]
    done = [v for v in visits if v.state == "completed"]
    met = Counter((v.person, m) for v in done for m in v.members)
    by_person = {p: sorted((c for (q, _), c in met.items() if q == p), reverse=True) for p, _ in met}
    counts = figures["visits"]
    assert (counts["planned"], counts["completed"], counts["unplanned"]) == (len(planned), len(done), 0)
    assert counts["missed"] == sum(v.state == "missed" for v in visits) == figures["missed"]["missed"]
    assert counts["cancelled"] == sum(v.state == "cancelled" for v in visits)
    assert figures["missed"]["n"] == len(planned)
    assert figures["missed"]["share"] == round(counts["missed"] / len(planned), 4)
    minutes = figures["minutes"]
    assert minutes["planned"] == sum(v.minutes * v.needed for v in planned)
    assert minutes["delivered"] == sum(v.delivered for v in visits)
    assert minutes["travel"] == sum(v.travel * len(v.members) for v in done)
    assert minutes["travel_share"] == round(minutes["travel"] / (minutes["travel"] + minutes["delivered"]), 4)
    continuity = figures["continuity"]
    assert continuity["contacts"] == sum(met.values())
    assert continuity["people"] == len(by_person)
    assert continuity["faces_most"] == max(len(c) for c in by_person.values())
    assert continuity["faces_least"] == min(len(c) for c in by_person.values())
    assert continuity["faces_mean"] == pytest.approx(sum(map(len, by_person.values())) / len(by_person), abs=0.005)
    assert continuity["top_three_share"] == round(sum(sum(c[:3]) for c in by_person.values()) / sum(met.values()), 4)
    assert (continuity["bice_boxerman"], continuity["bice_boxerman_people"]) == bice_boxerman(visits)
    short = figures["short"]
    assert (short["n"], short["short"]) == (len(planned), sum(v.minutes < 30 for v in planned))
    assert {r["reason"]: r["n"] for r in short["reasons"]} == Counter(v.reason for v in planned if v.reason)
    assert (figures["on_time"]["n"], figures["on_time"]["on_time"]) == (len(done), sum(map(in_time, done)))
    weeks = figures["weeks"]
    assert [w["week_on"] for w in weeks] == [str(FIRST + timedelta(weeks=n)) for n in range(8)]
    for week in weeks:
        first = date.fromisoformat(week["week_on"])
        of_it = [v for v in visits if first <= v.starts.date() < first + timedelta(days=7)]
        assert week["completed"] == sum(v.state == "completed" for v in of_it)
        assert week["delivered_minutes"] == sum(v.delivered for v in of_it)
        assert week["on_time"] == sum(v.state == "completed" and in_time(v) for v in of_it)


async def test_a_teams_figures_are_those_of_the_visits_it_provided(as_: As, world: World, visits: list[Told]) -> None:
    team = world.team("Ashbrook North").id
    for who in ("carer", "coach", "manager", "integration"):
        check(told(await as_(who).get(f"/teams/{team}/visit-figures{DAYS}")), visits)


async def test_a_persons_figures_are_theirs_whoever_provided(as_: As, visits: list[Told]) -> None:
    for person in {v.person for v in visits}:
        check(told(await as_("manager").get(f"/people/{person}/visit-figures{DAYS}")), [v for v in visits if v.person == person])


async def test_a_member_sees_whom_they_met_and_no_share_of_faces(as_: As, world: World, visits: list[Told]) -> None:
    member, team = visits[0].members[0], world.team("Ashbrook North").id
    figures = told(await as_("carer").get(f"/teams/{team}/members/{member}/visit-figures{DAYS}"))
    mine = [v for v in visits if member in v.members]
    assert figures["visits"]["completed"] == sum(v.state == "completed" for v in mine)
    assert figures["continuity"]["people"] == len({v.person for v in mine if v.state == "completed"})
    assert (figures["continuity"]["bice_boxerman"], figures["continuity"]["top_three_share"]) == (None, None)
    assert figures["minutes"]["planned"] == sum(v.minutes for v in mine if v.state != "cancelled")


async def test_figures_are_for_those_who_may_have_them(as_: As, world: World, visits: list[Told]) -> None:
    team, person = world.team("Ashbrook North").id, world.person("Jean").id
    for path in (f"/teams/{team}/visit-figures", f"/people/{person}/visit-figures", f"/people/{person}/hours"):
        refused(await as_("carer_2").get(path), 404)
        refused(await as_("other_manager").get(path), 404)
        for who in ("family", "commissioner", "connector"):
            refused(await as_(who).get(path), 403)
    refused(await as_("person").get(f"/teams/{team}/visit-figures"), 404)
    told(await as_("person").get(f"/people/{person}/visit-figures"))
    member, other = next(iter(world.team("Ashbrook North").members.values())), world.team("Ashbrook South").id
    refused(await as_("manager").get(f"/teams/{other}/members/{member}/visit-figures"), 404)
    refused(await as_("coach").get(f"/teams/{team}/visit-statement?month={MONTH}"), 403)
    assert visits


async def test_days_that_cannot_be_are_refused(as_: As, world: World) -> None:
    path = f"/teams/{world.team('Ashbrook North').id}/visit-figures"
    for asked in ("?from_on=2026-01-02&until_on=2026-01-02", "?from_on=2024-01-01&until_on=2026-01-01", "?from_on=soon"):
        refused(await as_("carer").get(path + asked), 422)
    empty = told(await as_("carer").get(f"{path}?from_on=2001-01-01&until_on=2001-02-01"))
    assert (empty["on_time"]["n"], empty["on_time"]["share"], empty["continuity"]["bice_boxerman"]) == (0, None, None)
    assert empty["weeks"] == []


async def test_a_statement_counts_member_minutes_by_person_and_reads_as_a_sheet(
    as_: As, world: World, visits: list[Told], operator: psycopg.Connection[Any]
) -> None:
    path = f"/teams/{world.team('Ashbrook North').id}/visit-statement?month={MONTH}"
    operator.execute("UPDATE person SET council_reference = '=1+1' WHERE id = %s", [visits[0].person])
    statement = told(await as_("carer").get(path))
    month = [v for v in visits if v.starts.month == 2]
    lines = {UUID(line["person_id"]): line for line in statement["lines"]}
    assert lines.keys() == {v.person for v in month}
    for person, line in lines.items():
        own = [v for v in month if v.person == person]
        assert line["planned_minutes"] == sum(v.minutes * v.needed for v in own if v.state != "cancelled")
        assert line["delivered_minutes"] == sum(v.delivered for v in own)
        assert line["delivered_visits"] == sum(v.state == "completed" for v in own)
        assert line["visits_of_two_or_more"] == sum(v.needed > 1 and v.state != "cancelled" for v in own)
    # Who has moved to another team is counted where the visits were provided, and named by no reference there.
    moved = next(p for p in lines if p in {one.id for one in world.people_of(world.team("Ashbrook South").id)})
    assert lines[moved]["council_reference"] is None
    sheet = await as_("carer").get(path, headers={"accept": "text/csv"})
    assert sheet.headers["content-type"].startswith("text/csv")
    rows = sheet.content.decode().split("\r\n")
    assert rows[0].startswith("month,person_id,provided_by_team_id,council_reference,planned_visits")
    assert len(rows) == len(lines) + 2
    assert "'=1+1" in sheet.text  # text, not a formula
    looked = operator.execute(
        "SELECT operation, cardinality(person_ids) FROM look WHERE kind = 'visit_statement' ORDER BY at"
    ).fetchall()
    assert looked == [("get_team_visit_statement", len(lines))] * 2
    refused(await as_("carer").get(f"{path[:-2]}13"), 422)


async def test_days_away_are_counted_by_kind_and_never_say_why(
    as_: As, world: World, operator: psycopg.Connection[Any], visits: list[Told]
) -> None:
    team = world.team("Ashbrook North")
    one, other = visits[0].members[0], next(m for v in visits for m in v.members if m != visits[0].members[0])
    for member, kind, first, last in (
        (one, "sickness", "2025-02-10 07:00", "2025-02-12 22:00"),  # three days
        (one, "sickness", "2025-02-12 09:00", "2025-02-13 00:00"),  # within them
        (other, "sickness", "2025-03-29 23:00", "2025-03-31 00:00"),  # the night of the clock change: two days
        (other, "leave", "2025-01-20 00:00", "2025-02-05 00:00"),  # two days within
    ):
        operator.execute(
            "INSERT INTO absence (id, organisation_id, team_id, member_id, kind, starts_at, ends_at) VALUES"
            " (%s, %s, %s, %s, %s, %s::timestamp AT TIME ZONE 'Europe/London', %s::timestamp AT TIME ZONE 'Europe/London')",
            [new_id(), world.organisation_id, team.id, member, kind, first, last],
        )
    figures = told(await as_("coach").get(f"/teams/{team.id}/absence-figures{DAYS}"))
    kinds = {k["kind"]: (k["days"], k["members"]) for k in figures["kinds"]}
    assert kinds == {"sickness": (5, 2), "leave": (2, 1)}
    days = operator.execute(
        "SELECT sum(least(coalesce(left_on + 1, %(until)s), %(until)s) - greatest(joined_on, %(first)s)) FROM team_member"
        " WHERE team_id = %(team)s AND joined_on < %(until)s AND (left_on IS NULL OR left_on >= %(first)s)",
        {"until": UNTIL, "first": FIRST, "team": team.id},
    ).fetchone()
    assert days is not None
    assert figures["member_days"] == days[0]
    assert next(k["share"] for k in figures["kinds"] if k["kind"] == "sickness") == round(5 / days[0], 4)
    refused(await as_("person").get(f"/teams/{team.id}/absence-figures"), 403)
    refused(await as_("carer_2").get(f"/teams/{team.id}/absence-figures"), 404)
