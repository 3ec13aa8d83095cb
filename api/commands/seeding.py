"""seed: many people in many teams, with years of visits or check-ins, for measuring. Not believable people; the demo's are."""

import random
import secrets
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Annotated, Any, Final
from uuid import UUID

import psycopg
import typer
from psycopg import sql

from api.commands import seeding_outcomes
from api.commands.common import admin_url, refuse, say
from api.commands.seeding_outcomes import FORTNIGHTS, Outcomes, fortnights_for, people_for_check_ins
from api.commands.seeding_visits import DAYS_AHEAD, DAYS_BACK, MEMBERS, Visits, days_for, people_for

BATCH: Final = 5000
PEOPLE_PER_TEAM: Final = 40  # with check-ins and no visits, twelve
FEW_PEOPLE: Final = 1000

Rows = Iterator[tuple[Any, ...]]


def seed(
    people: Annotated[
        int | None,
        typer.Option(help="How many people. As many as visits and check-ins need, otherwise 1000.", min=1, max=5_000_000),
    ] = None,
    visits: Annotated[
        int, typer.Option(help="About how many visits among them: two years back, six weeks ahead.", min=0, max=100_000_000)
    ] = 0,
    check_ins: Annotated[
        int, typer.Option(help="About how many check-ins among them: up to three years back.", min=0, max=100_000_000)
    ] = 0,
) -> None:
    """Fill a database with one more provider of many teams. Prints a sign-in for its first carer and its manager.

    Visits are written without their rows in the change log and the hours bank, and with records of the last sixty days only.
    Check-ins come with outcomes, good weeks and reviews, without their rows in the change log.
    Breaking off is safe: each batch is committed, and what is there stays.
    """
    from rich.console import Console  # noqa: PLC0415 - for those who seed
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - as above

    needed = max(people_for(visits) if visits else 0, people_for_check_ins(check_ins) if check_ins else 0)
    people = people or needed or FEW_PEOPLE
    if visits and sum(days_for(visits, people)) > DAYS_BACK + DAYS_AHEAD + 1:
        refuse(f"{people} people have fewer visits in two years: {visits} visits need {people_for(visits)} people.")
    if check_ins and fortnights_for(check_ins, people) > FORTNIGHTS:
        refuse(f"{people} people have fewer check-ins in three years: {check_ins} need {people_for_check_ins(check_ins)} people.")
    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with admin_url() as url, closing(psycopg.connect(url)) as connection:
        connection.execute("SET ROLE wt_operator")
        with Progress(*columns, console=Console(stderr=True)) as progress:
            made = Seed(connection, people, visits, check_ins)
            word = made.write(progress)
    held = f"{people} people, {made.visited} visits, {made.checked_in} check-ins"
    say(f"{held}. The manager and the first carer sign in with that password:")
    typer.echo(word)


class Seed:
    """One provider in the making: rows go through a temporary table, because COPY does not work under row security."""

    def __init__(self, connection: psycopg.Connection[Any], people: int, visits: int = 0, check_ins: int = 0) -> None:
        from api.domain.shared.clock import london_today, utc_now  # noqa: PLC0415 - as above
        from api.domain.shared.ids import new_id  # noqa: PLC0415 - as above

        self.connection, self.people, self.new_id = connection, people, new_id
        self.visits, self.visited, self.now, self.today = visits, 0, utc_now(), london_today()
        self.check_ins, self.checked_in = check_ins, 0
        self.per_team = seeding_outcomes.PEOPLE_PER_TEAM if check_ins and not visits else PEOPLE_PER_TEAM
        # Whoever has a history is supported since before it began.
        self.history = max(DAYS_BACK if visits else 0, 14 * fortnights_for(check_ins, people) if check_ins else 0)
        self.began = self.today - timedelta(days=max(DAYS_BACK, self.history) + 170)
        self.dice = random.Random(people)  # noqa: S311 - a seed, not a secret
        self.organisation: UUID = new_id()
        self.mark = secrets.token_hex(3)
        self.teams = [new_id() for _ in range(-(-people // self.per_team))]
        self.carer: UUID = new_id()
        self.names: list[tuple[str, str]] = _names()

    def write(self, progress: Any) -> str:  # noqa: ANN401 - rich's
        """Write everything, batch by batch. Answers the password and user names."""
        word = self._accounts()
        self._into(
            "team",
            ("id", "organisation_id", "name", "name_key", "purpose", "setting", "started_on"),
            self._teams(),
            len(self.teams),
            progress,
        )
        members = ("id", "organisation_id", "team_id", "account_id", "name", "name_key", "contracted_minutes", "joined_on")
        self._into("team_member", members, self._members(), len(self.teams) * MEMBERS, progress)
        ids = [self.new_id() for _ in range(self.people)]
        record = (
            "id",
            "organisation_id",
            "team_id",
            "preferred_name",
            "given_names",
            "family_name",
            "name_key",
            "search_key",
            "status",
            "status_since",
            "nhs_number",
            "date_of_birth",
            "postcode",
            "first_language",
            "group_tags",
        )
        self._into("person", record, self._people(ids), self.people, progress)
        profile = ("id", "organisation_id", "team_id", "person_id", "number", "appreciate", "matters", "support", "written_on")
        self._into("profile_version", profile, self._profiles(ids), self.people, progress)
        if self.visits:
            maker = Visits(self.connection, self.organisation, self.teams, self.people)
            self.visited = maker.write(self.visits, self.people, self.now, self.today, progress)
        if self.check_ins:
            lives = Outcomes(self.connection, self.organisation, self.people)
            self.checked_in = lives.write(self.check_ins, self.people, self.now, self.today, progress)
        return word

    def _into(self, table: str, columns: tuple[str, ...], rows: Rows, total: int, progress: Any) -> None:  # noqa: ANN401 - rich's
        name, listed = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        draft = sql.Identifier(f"seed_{table}")
        make = "CREATE TEMPORARY TABLE {draft} ON COMMIT DELETE ROWS AS SELECT {listed} FROM {name} WITH NO DATA"
        self.connection.execute(sql.SQL(make).format(draft=draft, listed=listed, name=name))
        task = progress.add_task(table, total=total)
        done = 0
        while done < total:
            count = 0
            with self.connection.cursor() as cursor:
                with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(draft, listed)) as copy:
                    for row in rows:
                        copy.write_row(row)
                        count += 1
                        if count == BATCH:
                            break
                cursor.execute(sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {}").format(name, listed, listed, draft))
            self.connection.commit()
            self.connection.execute("SET ROLE wt_operator")
            done += count
            progress.update(task, completed=done)

    def _accounts(self) -> str:
        from api.domain.access.passwords import hash_password  # noqa: PLC0415 - as above

        word = secrets.token_urlsafe(12)
        hashed = hash_password(word)
        execute = self.connection.execute
        execute(
            "INSERT INTO organisation (id, kind, name, asks_second_factor) VALUES (%s, 'provider', %s, false)",
            [self.organisation, f"Seeded provider {self.mark}"],
        )
        for account, role in ((self.carer, "carer"), (self.new_id(), "manager")):
            username = f"{role}-{self.mark}@example.org"
            execute(
                "INSERT INTO account (id, organisation_id, username, name, password_hash) VALUES (%s, %s, %s, %s, %s)",
                [account, self.organisation, username, role.title(), hashed],
            )
            execute(
                "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, %s)",
                [self.new_id(), self.organisation, account, role],
            )
        return f"carer-{self.mark}@example.org manager-{self.mark}@example.org {word}"

    def _teams(self) -> Rows:
        for number, team in enumerate(self.teams):
            name = f"Team {number:05}"
            yield team, self.organisation, name, name.casefold(), "To be measured.", "home_care", self.began

    def _members(self) -> Rows:
        for team in self.teams:
            for place in range(MEMBERS):
                account = self.carer if team == self.teams[0] and place == 0 else None
                given, family = self.dice.choice(self.names)
                name = f"{given} {family}"
                yield (
                    self.new_id(),
                    self.organisation,
                    team,
                    account,
                    name,
                    name.casefold(),
                    1800,
                    self.began + timedelta(days=100),
                )

    def _people(self, ids: list[UUID]) -> Rows:
        from api.demo.numbers import nhs_numbers  # noqa: PLC0415 - as above

        numbers = nhs_numbers(10_000)
        for place, person in enumerate(ids):
            given, family = self.dice.choice(self.names)
            since = self.history + self.dice.randint(5, 160) if self.history else self.dice.randint(1, 800)
            born = self.today - timedelta(days=self.dice.randint(60 * 365, 98 * 365))
            yield (
                person,
                self.organisation,
                self.teams[place // self.per_team],
                given,
                given,
                family,
                f"{family} {given}".casefold(),
                f"{given} {given} {family}".casefold(),
                "supported",
                self.today - timedelta(days=since),
                next(numbers, None),
                born,
                f"WN{1 + place % 8} {place % 10}AA",
                "en",
                ["seeded"],
            )

    def _profiles(self, ids: list[UUID]) -> Rows:
        from psycopg.types.json import Jsonb  # noqa: PLC0415 - as above

        appreciate, matters, support = Jsonb(["I listen."]), Jsonb(["Being warm.", "Company."]), Jsonb(["Knock and wait."])
        for place, person in enumerate(ids):
            team = self.teams[place // self.per_team]
            yield self.new_id(), self.organisation, team, person, 1, appreciate, matters, support, self.today - timedelta(days=30)


def _names() -> list[tuple[str, str]]:
    from api.demo import pools  # noqa: PLC0415 - as above

    return [(given, family) for given in (*pools.WOMEN, *pools.MEN) for family in pools.FAMILIES]
