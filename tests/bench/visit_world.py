"""Two databases in one server, seeded with few visits and with many, kept for the next time.

Teams are alike in both (forty people, eight members, the same number of visits a week): more visits are more teams and, up to
two years, more weeks. What is kept is used again while the seeded tables are as the code has them; the other tables, functions,
triggers and row rules are made anew from the code. After `FRESH` the coming weeks run out, and it is seeded again.
"""

import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from api.commands.seeding import PEOPLE_PER_TEAM, Seed
from api.commands.seeding_visits import DAYS_AHEAD, people_for
from api.domain.access import tokens
from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.shared.clock import LONDON, utc_now
from api.domain.shared.ids import new_id
from api.storage import embedded
from api.storage.provision import create_database, login_for_api, migrate
from tests.bench import renewed
from tests.bench.world import ISSUER

FRESH = timedelta(days=21)
TEAMS = 12  # those among which the load goes round, where there are so many
SEEDING = {"max_wal_size": "8GB", "checkpoint_timeout": "15min"}
# What an earlier run planned and recorded, taken back: the seed plans nothing beyond its weeks ahead.
UNDONE = (
    "DELETE FROM visit_slot WHERE lower(during) > %(end)s",
    "DELETE FROM visit WHERE organisation_id = (SELECT organisation_id FROM visit LIMIT 1) AND planned_start_at > %(end)s",
    """WITH r AS (DELETE FROM visit_record WHERE created_at > %(now)s RETURNING visit_id)
        UPDATE visit SET state = 'planned', actual_start_at = NULL, version = 1, late_at = NULL
        FROM r WHERE visit.id = r.visit_id""",
)
# The tables that hold what was seeded, and one that they point to. All others begin empty each time.
SEEDED = renewed.BELOW | {"visit_series", "visit", "visit_record", "visit_slot"}


@dataclass(frozen=True)
class Carer:
    """A team member, signed in."""

    member: UUID
    account: UUID
    session: UUID


@dataclass(frozen=True)
class Team:
    """A team that asks: its members, and whom it supports."""

    id: UUID
    members: tuple[Carer, ...]
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class VisitWorld:
    """One seeded database, and who asks it."""

    visits: int
    admin_url: str
    api_url: str
    keys: Path
    organisation: UUID
    seeded_at: datetime
    teams: tuple[Team, ...]

    def tokens(self) -> dict[UUID, str]:
        """Fresh access tokens, by member."""
        ring = KeyRing.load(self.keys, issuer=ISSUER, audience=ISSUER)
        return {
            carer.member: tokens.sign(
                ring, subject=carer.account, session=carer.session, client_id="bench", organisation=self.organisation,
                role=Role.carer, scopes=ROLE_SCOPES[Role.carer], now=time.time(),
            )
            for team in self.teams for carer in team.members
        }  # fmt: skip

    def settings(self) -> Mapping[str, str]:
        """Environment of the served application."""
        return {
            "API_DATABASE_URL": self.api_url, "KEYS_FOLDER": str(self.keys), "PUBLIC_URL": ISSUER,
            "REQUESTS_PER_MINUTE": "100000000",
        }  # fmt: skip


def prepared(folder: Path, sizes: tuple[int, ...]) -> tuple[embedded.Server, list[VisitWorld]]:
    """The server, durable, and its databases in the order of `sizes`; what is not there is seeded."""
    server = embedded.start(folder / "postgres", durable=False, settings=SEEDING)
    try:
        kept = {size: renewed.kept(server, _name(size), SEEDED, FRESH) for size in sizes}
        days = [when for when in kept.values() if when is not None]
        now = min(days, default=utc_now())  # all as of one moment: the smaller one follows the one that took long
        for size in sizes:
            if kept[size] != now:
                _seed(server, size, now)
        for size in sizes:
            _settle(server, size)
    finally:
        server.stop(wait_seconds=300)  # what was written without waiting for the disk is on it after a clean stop
    server = embedded.start(folder / "postgres", durable=True)
    keys = folder / "keys"
    if not keys.exists():
        prepare(keys, time.time())
    word = secrets.token_hex(16)
    return server, [_world(server, size, now, keys, word) for size in sizes]


def _name(size: int) -> str:
    return f"visits_{size}"


def _seed(server: embedded.Server, size: int, now: datetime) -> None:
    from rich.progress import Progress

    name = sql.Identifier(_name(size))
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    url = create_database(server.superuser_url, _name(size))
    migrate(url)
    people = -(-people_for(size) // PEOPLE_PER_TEAM) * PEOPLE_PER_TEAM
    began = time.perf_counter()
    with psycopg.connect(url) as connection, Progress() as progress:
        connection.execute("SET ROLE wt_operator")
        seed = Seed(connection, people, size)
        seed.now, seed.today = now, now.astimezone(LONDON).date()
        seed.write(progress)
    with psycopg.connect(url, autocommit=True) as connection:
        large = renewed.tell(connection, _name(size), SEEDED, now)
    print(f"Seeded {seed.visited} visits in {time.perf_counter() - began:.0f} s: {large}", flush=True)


def _settle(server: embedded.Server, size: int) -> None:
    """What an earlier run left, undone; functions, triggers, rules and grants as the code has them; fresh statistics."""
    now = datetime.fromisoformat(renewed.told(server, _name(size))["now"])
    end = now + timedelta(days=DAYS_AHEAD + 2)
    with psycopg.connect(server.url(_name(size)), autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS plain CASCADE")
        connection.execute("SET session_replication_role = replica")
        for statement in UNDONE:
            connection.execute(statement.encode(), {"end": end, "now": now})
        connection.execute("RESET session_replication_role")
        renewed.renew(connection, server.url(_name(size)), SEEDED)


def _world(server: embedded.Server, size: int, now: datetime, keys: Path, word: str) -> VisitWorld:
    admin = server.url(_name(size))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        found = connection.execute("SELECT organisation_id FROM visit LIMIT 1").fetchone()
        assert found is not None
        teams = tuple(_teams(connection, found[0]))
    return VisitWorld(size, admin, login_for_api(admin, word), keys, found[0], now, teams)


def _teams(connection: psycopg.Connection[Any], organisation: UUID) -> Iterator[Team]:
    """Some teams, evenly among all of them, whose members can sign in."""
    teams = connection.execute("SELECT id FROM team WHERE organisation_id = %s ORDER BY name", [organisation]).fetchall()
    step = max(1, len(teams) // TEAMS)
    for (team,) in teams[::step][:TEAMS]:
        members = connection.execute("SELECT id, account_id FROM team_member WHERE team_id = %s ORDER BY id", [team]).fetchall()
        people = connection.execute("SELECT id FROM person WHERE team_id = %s ORDER BY id", [team]).fetchall()
        carers = tuple(_signed_in(connection, organisation, member, account) for member, account in members)
        yield Team(team, carers, tuple(one for (one,) in people))


def _signed_in(connection: psycopg.Connection[Any], organisation: UUID, member: UUID, known: UUID | None) -> Carer:
    account, session = known or _account(connection, organisation, member), new_id()
    connection.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
        " VALUES (%s, %s, %s, 'bench', 'carer', '', now(), now() + interval '1 day')",
        [session, organisation, account],
    )
    return Carer(member, account, session)


def _account(connection: psycopg.Connection[Any], organisation: UUID, member: UUID) -> UUID:
    account = new_id()
    connection.execute(
        "INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, 'Bench')",
        [account, organisation, f"bench-{member}"],
    )
    connection.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, 'carer')",
        [new_id(), organisation, account],
    )
    connection.execute("UPDATE team_member SET account_id = %s WHERE id = %s", [account, member])
    return account
