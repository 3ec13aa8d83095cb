"""What a snapshot should count, in plain Python over the rows of the database: slow, and written from the words of the registry.

Nothing here is shared with the function under test. A row is a dict; days are London's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from tests.commissioning.days import DAY, days_between, london, months_later

Row = dict[str, Any]
TABLES = (
    "arrangement", "person", "team", "team_member", "status_change", "outcome", "outcome_move", "good_week_mark",
    "good_week_score", "check_in", "check_in_amendment", "visit", "introduction", "introduction_contact", "circle",
    "connection", "review", "hospital_stay", "fall",
)  # fmt: skip


class Plain:
    """One council's or provider's figures for [first, end)."""

    def __init__(self, operator: psycopg.Connection[Any], side: str, organisation: UUID, first: date, end: date) -> None:
        self.side, self.organisation, self.first, self.end = side, organisation, first, end
        self.rows: dict[str, list[Row]] = {}
        with operator.cursor(row_factory=dict_row) as cursor:
            for name in TABLES:
                cursor.execute(f"SELECT * FROM {name} WHERE removed_at IS NULL".encode())
                self.rows[name] = cursor.fetchall()
        self.counts: dict[UUID, Counter[str]] = defaultdict(Counter)
        self.means: dict[UUID, dict[str, list[tuple[UUID, float, float]]]] = defaultdict(lambda: defaultdict(list))
        self.people = {one["id"]: one for one in self.rows["person"]}
        self.began = {one: self._began(one) for one in self.people}
        self.days = self._days()
        for count in (
            self._people, self._outcomes, self._weeks, self._ons4, self._visits, self._ties, self._reviews, self._harm,
            self._members, self._cost,
        ):  # fmt: skip
            count()

    def of(self, name: str, person: UUID | None = None) -> Iterable[Row]:
        """Rows of a table, of a person."""
        return (row for row in self.rows[name] if person is None or row["person_id"] == person)

    def team(self, person: UUID) -> UUID:
        """Who supports them now."""
        return self.people[person]["team_id"]  # type: ignore[no-any-return]

    # ---- who, and on which days --------------------------------------------------------------------------------------
    def _began(self, person: UUID) -> date | None:
        found = [row["changed_on"] for row in self.of("status_change", person) if row["to_status"] == "supported"]
        one = self.people[person]
        return min(found) if found else one["status_since"] if one["status"] in ("supported", "paused") else None

    def _days(self) -> dict[UUID, set[date]]:
        every, found = days_between(self.first, self.end), {}
        for person, row in self.people.items():
            began = self.began[person]
            if began is None:
                continue
            ended = row["status_since"] if row["status"] == "ended" else self.end
            days = {day for day in every if began <= day < ended}
            if self.side == "provider":
                days = days if row["organisation_id"] == self.organisation else set()
            else:
                days = {day for day in days if any(self._funds(one, person, day) for one in self.rows["arrangement"])}
            if days:
                found[person] = days
        return found

    def _funds(self, one: Row, person: UUID, day: date) -> bool:
        whom = one["funded_person_id"] == person or one["funded_team_id"] == self.team(person)
        by = one["council_id"] == self.organisation
        return whom and by and one["from_on"] <= day and (one["until_on"] is None or day <= one["until_on"])

    def _add(self, team: UUID, name: str, value: float = 1) -> None:
        self.counts[team][name] += value  # type: ignore[assignment]

    def _people(self) -> None:
        for person, days in self.days.items():
            self._add(self.team(person), "people")
            self._add(self.team(person), "person_days", len(days))

    # ---- lives -------------------------------------------------------------------------------------------------------
    def _outcomes(self) -> None:
        for person, days in self.days.items():
            last = max(days)
            for outcome in self.of("outcome", person):
                moves = [m for m in self.of("outcome_move", person) if m["outcome_id"] == outcome["id"] and m["moved_on"] <= last]
                moves.sort(key=lambda m: (m["moved_on"], m["created_at"], m["id"]))
                if outcome["started_on"] <= last:
                    self._add(self.team(person), f"outcomes_{moves[-1]['to_status'] if moves else outcome['status']}")
            for move in self.of("outcome_move", person):
                if move["moved_on"] in days:
                    self._add(move["provided_by_team_id"], f"moves_{move['to_status']}")

    def _weeks(self) -> None:
        for person, days in self.days.items():
            for mark in self.of("good_week_mark", person):
                if mark["week_on"] in days:
                    self._add(mark["provided_by_team_id"], f"week_items_{mark['mark']}")
            own = {
                row["week_on"]: row["score"]
                for row in self.of("good_week_score", person)
                if row["week_on"] in days and row["answered_by"] == "self"
            }
            said = {}
            for check_in in sorted(self.of("check_in", person), key=lambda row: (row["given_at"], row["id"])):
                amended = [row for row in self.rows["check_in_amendment"] if row["check_in_id"] == check_in["id"]]
                scores = [
                    row["score"] for row in sorted(amended, key=lambda r: (r["created_at"], r["id"])) if row["score"] is not None
                ]
                score = scores[-1] if scores else check_in["score"]
                if (
                    check_in["about"] == "week"
                    and check_in["answered_by"] == "self"
                    and score is not None
                    and check_in["week_on"] in days
                ):
                    said[check_in["week_on"]] = score
            for score in (said | own).values():
                self.means[self.team(person)]["week_score"].append((person, 1, score))

    def _ons4(self) -> None:
        for person, days in self.days.items():
            given = [
                row for row in self.of("check_in", person)
                if row["instrument"] == "ons4" and row["answered_by"] == "self" and london(row["given_at"]) in days
            ]  # fmt: skip
            if not given:
                continue
            for answer in max(given, key=lambda row: (row["given_at"], row["id"]))["answers"]:
                question, value = answer["item"], answer["value"]
                edges = (2, 4, 6) if question == "anxiety" else (5, 7, 9)
                names = ("very_low", "low", "medium", "high") if question == "anxiety" else ("low", "medium", "high", "very_high")
                self._add(self.team(person), f"ons4_{question}_{names[sum(value >= edge for edge in edges)]}")
                self.means[self.team(person)][f"ons4_{question}"].append((person, 1, value))

    def _visits(self) -> None:
        for person, days in self.days.items():
            met: Counter[UUID] = Counter()
            at: Counter[tuple[UUID, UUID]] = Counter()
            for visit in self.of("visit", person):
                if london(visit["planned_start_at"]) not in days:
                    continue
                team = visit["provided_by_team_id"]
                if not visit["unplanned"] and visit["state"] != "cancelled":
                    self._add(team, "visits_planned")
                    self._add(team, "visits_short", visit["planned_end_at"] - visit["planned_start_at"] < timedelta(minutes=30))
                if visit["state"] == "completed":
                    for member in visit["member_ids"]:
                        met[member] += 1
                        at[team, member] += 1
            most = sorted(met, key=lambda member: (-met[member], member))[:3]
            for (team, member), n in at.items():
                self._add(team, "contacts", n)
                self._add(team, "contacts_top_three", n * (member in most))
            self._add(self.team(person), "people_within_four_faces", 0 < len(met) <= 4)
            if (n := met.total()) > 1:
                index = sum(one * (one - 1) for one in met.values()) / (n * (n - 1))
                self.means[self.team(person)]["bice"].append((person, 1, index))

    def _ties(self) -> None:
        for person, days in self.days.items():
            last, team = max(days), self.team(person)
            for one in self.of("introduction", person):
                if one["made_on"] not in days:
                    continue
                self._add(one["provided_by_team_id"], f"introductions_{one['kind']}")
                along = [
                    c
                    for c in self.rows["introduction_contact"]
                    if c["introduction_id"] == one["id"] and c["attended"] and c["went_along"]
                ]
                self._add(
                    one["provided_by_team_id"], "introductions_accompanied", one["kind"] == "social_prescribing" and bool(along)
                )
            self._add(team, "circles_meeting", sum(one["status"] == "meeting" for one in self.of("circle", person)))
            going_on = [
                one for one in self.of("connection", person)
                if (one["since_on"] is None or one["since_on"] <= last) and (one["until_on"] is None or one["until_on"] > last)
            ]  # fmt: skip
            self._add(team, "connections", len(going_on))
            self._add(team, "people_with_connections", bool(going_on))

    def _reviews(self) -> None:
        for person, days in self.days.items():
            began = self.began[person]
            assert began is not None
            held = {one["held_on"] for one in self.of("review", person) if one["state"] == "held" and one["held_on"] > began}
            for anchor in {began, *held}:
                due = months_later(anchor, 6)
                moved = [row for row in self.of("status_change", person) if row["changed_on"] <= due]
                moved.sort(key=lambda row: (row["changed_on"], row["created_at"], row["id"]))
                if due in days and not (moved and moved[-1]["to_status"] == "paused"):
                    self._add(self.team(person), "reviews_due")
                    self._add(self.team(person), "reviews_in_time", any(anchor < day <= due for day in held))

    def _harm(self) -> None:
        for person, days in self.days.items():
            for stay in self.of("hospital_stay", person):
                if stay["admitted_on"] in days:
                    self._add(stay["provided_by_team_id"], "stays_planned" if stay["planned"] else "stays_unplanned")
            for fall in self.of("fall", person):
                if london(fall["fell_at"]) in days:
                    self._add(fall["provided_by_team_id"], "falls")

    # ---- members, money ----------------------------------------------------------------------------------------------
    def _members(self) -> None:
        teams = {self.team(person) for person in self.days}
        every = days_between(self.first, self.end)
        for one in self.rows["team_member"]:
            if one["organisation_id"] != self.organisation if self.side == "provider" else one["team_id"] not in teams:
                continue
            here = {day for day in every if one["joined_on"] <= day and (one["left_on"] is None or day <= one["left_on"])}
            if not here:
                continue
            others = [
                o for o in self.rows["team_member"]
                if o["account_id"] and o["account_id"] == one["account_id"] and o["id"] != one["id"]
                and o["organisation_id"] == one["organisation_id"]
            ]  # fmt: skip
            left, joined, month = one["left_on"], one["joined_on"], 31 * DAY
            goes_on = left and any(o["joined_on"] <= left + month and (not o["left_on"] or o["left_on"] > left) for o in others)
            came = any(o["joined_on"] < joined and (not o["left_on"] or o["left_on"] >= joined - month) for o in others)
            self._add(one["team_id"], "member_days", len(here))
            self._add(one["team_id"], "leavers", left in every and not goes_on)
            self._add(one["team_id"], "members_joined", joined in every and not came)
            self._add(one["team_id"], "members_asked", one["worked_in_care_before"] is not None)
            self._add(one["team_id"], "members_new_to_care", one["worked_in_care_before"] is False)

    def _cost(self) -> None:
        paid: dict[UUID, set[date]] = defaultdict(set)
        pence: Counter[UUID] = Counter()
        every = days_between(self.first, self.end)
        for one in self.rows["arrangement"]:
            if (
                one["weekly_amount_pence"] is None
                or one["council_id" if self.side == "council" else "organisation_id"] != self.organisation
            ):
                continue
            days = {day for day in every if one["from_on"] <= day and (one["until_on"] is None or day <= one["until_on"])}
            touched = [
                p
                for p in self.days
                if days & self.days[p] and (p == one["funded_person_id"] or self.team(p) == one["funded_team_id"])
            ]
            for person in touched:
                paid[person] |= days & self.days[person]
                if one["funded_person_id"]:
                    pence[self.team(person)] += one["weekly_amount_pence"] * len(days & self.days[person]) / 7
            if touched and one["funded_team_id"]:
                pence[one["funded_team_id"]] += one["weekly_amount_pence"] * len(days) / 7
        for person, days in paid.items():
            self.means[self.team(person)]["cost_pence_per_person_week"].append((person, len(days) / 7, 0))
        for team, total in pence.items():
            person, n, _ = self.means[team]["cost_pence_per_person_week"].pop()
            self.means[team]["cost_pence_per_person_week"].append((person, n, total))

    # ---- parts -------------------------------------------------------------------------------------------------------
    def parts(self) -> dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]]:
        """(breakdown, team's or provider's id or place) to its counts and its means as (people, n, sum)."""
        teams = {row["id"]: row for row in self.rows["team"]}
        found: dict[tuple[str, str], list[UUID]] = defaultdict(list)
        for team in {*self.counts, *self.means}:
            row = teams[team]
            found["everyone", ""].append(team)
            found["team", str(team)].append(team)
            found["place", (row["place"] or "").strip() or "-"].append(team)
            if self.side == "council":
                found["provider", str(row["organisation_id"])].append(team)
        told = {}
        for part, of in found.items():
            counts: Counter[str] = Counter()
            means: dict[str, list[tuple[UUID, float, float]]] = defaultdict(list)
            for team in of:
                counts.update(self.counts[team])
                for name, values in self.means[team].items():
                    means[name] += values
            if any(counts.values()):
                told[part] = (
                    {name: value for name, value in counts.items() if value},
                    {
                        name: (len({who for who, _, _ in values}), sum(n for _, n, _ in values), sum(v for _, _, v in values))
                        for name, values in means.items()
                    },
                )
        return told
