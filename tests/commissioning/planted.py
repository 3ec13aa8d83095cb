"""More of a life for the demo world, so that every count has something to count: written behind the API, by fixed chance."""

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from api.demo.made import World
from api.domain.outcomes.instruments.built_in import ONS4_1
from api.domain.outcomes.instruments.definition import Answer
from api.domain.outcomes.instruments.scoring import scored
from api.domain.shared.clock import LONDON, london_today
from api.domain.shared.ids import new_id

TODAY = london_today()
DAY = timedelta(days=1)
PAST = 460


def put(operator: psycopg.Connection[Any], table: str, values: Mapping[str, Any]) -> UUID:
    """A row, with an id of its own."""
    row = {"id": new_id(), **values}
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, row)), sql.SQL(", ").join(map(sql.Placeholder, row))
    )
    operator.execute(statement, row)
    return row["id"]  # type: ignore[no-any-return]


def council(operator: psycopg.Connection[Any], name: str) -> UUID:
    """Another council."""
    return put(operator, "organisation", {"kind": "council", "name": name})


def at(day: date, hour: int) -> datetime:
    """An hour of a day in London."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


class Planted:
    """The world with arrangements of every kind, of two councils, and what happens in three years to whoever is supported."""

    def __init__(self, operator: psycopg.Connection[Any], world: World) -> None:
        self.operator, self.world, self.dice = operator, world, random.Random(6)
        self.other = council(operator, "Elmley District Council")
        self.people = [one for one in world.people if one.status in ("supported", "paused")]
        operator.execute("RESET ROLE")
        operator.execute("SET session_replication_role = replica")  # a past that nobody could write down today
        for place, team in zip((" Ashbrook ", "Ashbrook", None), world.teams, strict=False):
            operator.execute("UPDATE team SET place = %s WHERE id = %s", [place, team.id])
        self.fund()
        for number, person in enumerate(self.people):
            self.live(number, person.id, person.team_id)
        self.move()
        self.come_and_go()
        operator.execute("SET session_replication_role = origin")
        operator.execute("SET ROLE wt_operator")

    def day(self) -> date:
        """A day of the last year and a bit."""
        return TODAY - self.dice.randint(1, PAST) * DAY

    def fund(self) -> None:
        """Ended, with a gap, two at a time, from a day of the span, of another council, and for a whole team."""
        ours, council_id = self.world.organisation_id, self.world.council_id
        put(self.operator, "commissioned_provider", {
            "organisation_id": ours, "council_id": self.other, "provider_name": "Ashbrook", "agreed_at": at(TODAY, 0),
            "agreed_by_account_id": new_id(),
        })  # fmt: skip
        self.operator.execute("UPDATE arrangement SET weekly_amount_pence = 30000 WHERE organisation_id = %s", [ours])
        for number, person in enumerate(self.people):
            kinds = [(400, 200, 41000), (150, 40, None), (30, None, 52001), (300, 10, 12345), (8, 5, 9900)]
            for back, until, pence in self.dice.sample(kinds, self.dice.randint(0, 3)):
                put(self.operator, "arrangement", {
                    "organisation_id": ours, "council_id": self.other if number % 3 == 0 else council_id,
                    "funded_person_id": person.id, "kind": "individual_service_fund", "from_on": TODAY - back * DAY,
                    "provider_name": "Ashbrook", "until_on": until and TODAY - until * DAY, "weekly_amount_pence": pence,
                })  # fmt: skip
        put(self.operator, "arrangement", {
            "organisation_id": ours, "council_id": self.other, "funded_team_id": self.world.teams[1].id, "kind": "block_contract",
            "provider_name": "Ashbrook", "from_on": TODAY - 100 * DAY, "until_on": TODAY - 12 * DAY,
            "weekly_amount_pence": 700000,
        })  # fmt: skip
        put(self.operator, "arrangement", {
            "organisation_id": ours, "funded_person_id": self.people[0].id, "kind": "self_funded", "from_on": TODAY - 90 * DAY,
            "provider_name": "Ashbrook", "weekly_amount_pence": 1000,
        })  # fmt: skip

    def live(self, number: int, person: UUID, team: UUID) -> None:
        """Stays, falls, introductions, visits, reviews, weeks, answers, of one person."""
        dice, ours = self.dice, self.world.organisation_id
        of = {"organisation_id": ours, "team_id": team, "person_id": person}
        then = of | {"provided_by_team_id": team}
        members = self.operator.execute("SELECT id FROM team_member WHERE team_id = %s ORDER BY id", [team]).fetchall()
        for _ in range(dice.randint(0, 3)):
            put(self.operator, "hospital_stay", then | {"admitted_on": self.day(), "planned": dice.random() < 0.4})
            put(self.operator, "fall", then | {"fell_at": at(self.day(), dice.choice((0, 12, 23)))})
        for _ in range(dice.randint(0, 2)):
            kind = dice.choice(("signposting", "social_prescribing"))
            introduction = put(self.operator, "introduction", then | {
                "kind": kind, "made_on": self.day(), "from_whom": "Somebody", "to_words": "A club",
                "goes_along": "Sam" if kind == "social_prescribing" else None,
            })  # fmt: skip
            for went in dice.sample([(True, "Sam"), (True, None), (False, "Sam")], dice.randint(0, 2)):
                put(self.operator, "introduction_contact", of | {
                    "introduction_id": introduction, "on_day": TODAY, "words": "We went.", "attended": went[0],
                    "went_along": went[1],
                })  # fmt: skip
        for back in dice.sample((200, 100, 20, 3), dice.randint(0, 4)):
            put(self.operator, "connection", of | {
                "name": "Somebody", "kind": "friend", "since_on": dice.choice((None, TODAY - back * DAY)),
                "until_on": dice.choice((None, None, TODAY - back // 2 * DAY)),
            })  # fmt: skip
        for _ in range(dice.randint(0, 12)):
            start = at(self.day() if number % 2 else TODAY - dice.randint(1, 30) * DAY, dice.choice((0, 9, 23)))
            coming = [row[0] for row in dice.sample(members, dice.randint(1, 2))]
            short = dice.random() < 0.3
            put(self.operator, "visit", then | {
                "planned_start_at": start, "planned_end_at": start + timedelta(minutes=20 if short else 45), "member_ids": coming,
                "short_reason": "person_chose" if short else None, "unplanned": dice.random() < 0.2, "close_reason": "other",
                "state": dice.choice(("completed", "completed", "completed", "missed", "cancelled")),
            })  # fmt: skip
        for back in dice.sample(range(1, 900), dice.randint(0, 3)):
            held = TODAY - back * DAY
            put(self.operator, "review", then | {
                "planned_on": held, "held_on": held, "words_stand_from": at(held, 12), "state": "held",
            })  # fmt: skip
        for back in dice.sample(range(1, 60), dice.randint(0, 6)):
            self.say(then, TODAY - TODAY.weekday() * DAY - 7 * back * DAY)

    def say(self, then: dict[str, Any], monday: date) -> None:
        """A week's score, said in a check-in, or both; and an answer to the four questions."""
        dice, words = self.dice, {"zero_words": "Bad", "ten_words": "Good"}
        who = dice.choice(("self", "self", "family"))
        if dice.random() < 0.5:
            already = (
                "SELECT 1 FROM good_week_score WHERE person_id = %s AND week_on = %s AND answered_by = %s AND removed_at IS NULL"
            )
            if not self.operator.execute(already, [then["person_id"], monday, who]).fetchone():
                put(
                    self.operator,
                    "good_week_score",
                    then | words | {"week_on": monday, "score": dice.randint(0, 10), "answered_by": who},
                )
        for _ in range(dice.randint(0, 2)):
            put(self.operator, "check_in", then | words | {
                "about": "week", "week_on": monday, "score": dice.choice((None, 3, 9)), "answered_by": who,
                "given_at": at(monday, dice.randint(9, 20)),
            })  # fmt: skip
        answers = [Answer(item=item.key, value=dice.randint(0, 10)) for item in ONS4_1.items]
        put(self.operator, "check_in", then | {
            "about": "instrument", "instrument": "ons4", "instrument_version": 1, "answered_by": who, "given_at": at(monday, 23),
            "answers": Jsonb([one.model_dump(mode="json") for one in answers]), "results": Jsonb(scored(ONS4_1, answers)),
        })  # fmt: skip

    def move(self) -> None:
        """Some people are supported by another team now; what was done stays with the team that did it."""
        for person in self.people[::5]:
            team = next(one.id for one in self.world.teams if one.id != person.team_id)
            self.operator.execute("UPDATE person SET team_id = %s WHERE id = %s", [team, person.id])
        for person, back in ((self.people[1], 200), (self.people[3], 30)):
            self.operator.execute(
                "UPDATE person SET status = 'ended', status_since = %s, ended_reason = 'moved' WHERE id = %s",
                [TODAY - back * DAY, person.id],
            )

    def come_and_go(self) -> None:
        """A member who leaves, one who goes on in another team, one who comes back long after."""
        rows = self.operator.execute(
            "SELECT id, team_id, account_id, name FROM team_member WHERE organisation_id = %s AND left_on IS NULL"
            " AND removed_at IS NULL AND account_id IS NOT NULL ORDER BY id LIMIT 3",
            [self.world.organisation_id],
        ).fetchall()
        for (member, team, account, name), gap in zip(rows, (None, 1, 90), strict=True):
            left = TODAY - 120 * DAY
            self.operator.execute(
                "UPDATE team_member SET joined_on = %s, left_on = %s WHERE id = %s", [left - 300 * DAY, left, member]
            )
            if gap is not None:
                put(self.operator, "team_member", {
                    "organisation_id": self.world.organisation_id,
                    "team_id": next(t.id for t in self.world.teams if t.id != team),
                    "account_id": account, "name": name, "name_key": name.casefold(), "contracted_minutes": 1200,
                    "joined_on": left + gap * DAY,
                })  # fmt: skip
