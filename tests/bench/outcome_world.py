"""Two databases in one server, seeded with few check-ins and with many, kept for the next time.

Teams are alike in both (twelve people, eight members, a check-in a fortnight and what goes with it): more check-ins are more
teams, and three years instead of two. What is kept is used again while the seeded tables are as the code has them; after
`FRESH` too little is of these weeks, and it is seeded again.
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

from api.commands.seeding import Seed
from api.commands.seeding_outcomes import PEOPLE_PER_TEAM, TABLES, people_for_check_ins
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

FRESH = timedelta(days=7)
TEAMS = 12  # those among which the load goes round
SEEDING = {"max_wal_size": "8GB", "checkpoint_timeout": "15min"}
# What an earlier run gave.
UNDONE = "DELETE FROM check_in WHERE created_at > %s"
# The tables that hold what was seeded. All others begin empty each time.
SEEDED = renewed.BELOW | set(TABLES)


@dataclass(frozen=True)
class Asker:
    """Somebody signed in."""

    account: UUID
    session: UUID
    role: Role


@dataclass(frozen=True)
class Team:
    """A team, its first member, whom it supports, and an outcome of each that has not ended."""

    id: UUID
    carer: Asker
    people: tuple[UUID, ...]
    outcomes: tuple[UUID, ...]


@dataclass(frozen=True)
class OutcomeWorld:
    """One seeded database, and who asks it."""

    check_ins: int
    admin_url: str
    api_url: str
    keys: Path
    organisation: UUID
    seeded_at: datetime
    teams: tuple[Team, ...]
    manager: Asker

    def token(self, asker: Asker) -> str:
        """A fresh access token."""
        ring = KeyRing.load(self.keys, issuer=ISSUER, audience=ISSUER)
        return tokens.sign(
            ring, subject=asker.account, session=asker.session, client_id="bench", organisation=self.organisation,
            role=asker.role, scopes=ROLE_SCOPES[asker.role], now=time.time(),
        )  # fmt: skip

    def settings(self) -> Mapping[str, str]:
        """Environment of the served application."""
        return {
            "API_DATABASE_URL": self.api_url, "KEYS_FOLDER": str(self.keys), "PUBLIC_URL": ISSUER,
            "REQUESTS_PER_MINUTE": "100000000",
        }  # fmt: skip


def prepared(folder: Path, sizes: tuple[int, ...]) -> tuple[embedded.Server, list[OutcomeWorld]]:
    """The server, durable, and its databases in the order of `sizes`; what is not there is seeded."""
    server = embedded.start(folder / "postgres", durable=False, settings=SEEDING)
    try:
        kept = {size: renewed.kept(server, _name(size), SEEDED, FRESH) for size in sizes}
        now = min((when for when in kept.values() if when is not None), default=utc_now())  # all as of one moment
        for size in sizes:
            if kept[size] != now:
                _seed(server, size, now, most=max(sizes))
        for size in sizes:
            _settle(server, size, now)
    finally:
        server.stop(wait_seconds=300)  # what was written without waiting for the disk is on it after a clean stop
    server = embedded.start(folder / "postgres", durable=True)
    keys = folder / "keys"
    if not keys.exists():
        prepare(keys, time.time())
    word = secrets.token_hex(16)
    return server, [_world(server, size, now, keys, word) for size in sizes]


def _name(size: int) -> str:
    return f"outcomes_{size}"


def _people(size: int, most: int) -> int:
    """At least as many teams as are asked; the larger world has more teams, and three years where the smaller has two."""
    teams = -(-people_for_check_ins(size) // PEOPLE_PER_TEAM)
    return PEOPLE_PER_TEAM * (teams if size == most else max(TEAMS, teams * 3 // 2))


def _seed(server: embedded.Server, size: int, now: datetime, *, most: int) -> None:
    from rich.progress import Progress

    name = sql.Identifier(_name(size))
    with psycopg.connect(server.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    url = create_database(server.superuser_url, _name(size))
    migrate(url)
    began = time.perf_counter()
    with psycopg.connect(url) as connection, Progress() as progress:
        connection.execute("SET ROLE wt_operator")
        seed = Seed(connection, _people(size, most), check_ins=size)
        seed.now, seed.today = now, now.astimezone(LONDON).date()
        seed.write(progress)
    with psycopg.connect(url, autocommit=True) as connection:
        large = renewed.tell(connection, _name(size), SEEDED, now)
    seconds = time.perf_counter() - began
    print(f"Seeded {seed.checked_in} check-ins of {seed.people} people in {seconds:.0f} s: {large}", flush=True)


def _settle(server: embedded.Server, size: int, now: datetime) -> None:
    """What an earlier run left, undone; fresh statistics."""
    with psycopg.connect(server.url(_name(size)), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(UNDONE, [now])
        connection.execute("RESET session_replication_role")
        renewed.renew(connection, server.url(_name(size)), SEEDED)


def _world(server: embedded.Server, size: int, now: datetime, keys: Path, word: str) -> OutcomeWorld:
    admin = server.url(_name(size))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        found = connection.execute("SELECT organisation_id FROM check_in LIMIT 1").fetchone()
        assert found is not None
        manager = connection.execute(
            "SELECT account_id FROM account_grant WHERE organisation_id = %s AND role = 'manager'", [found[0]]
        ).fetchone()
        assert manager is not None
        teams = tuple(_teams(connection, found[0]))
        asks = _signed_in(connection, found[0], manager[0], Role.manager)
    return OutcomeWorld(size, admin, login_for_api(admin, word), keys, found[0], now, teams, asks)


def _teams(connection: psycopg.Connection[Any], organisation: UUID) -> Iterator[Team]:
    """Some teams, evenly among all of them, whose first members can sign in."""
    teams = connection.execute("SELECT id FROM team WHERE organisation_id = %s ORDER BY name", [organisation]).fetchall()
    step = max(1, len(teams) // TEAMS)
    for (team,) in teams[::step][:TEAMS]:
        first = connection.execute(
            "SELECT id, account_id FROM team_member WHERE team_id = %s ORDER BY id LIMIT 1", [team]
        ).fetchone()
        assert first is not None
        account = first[1] or _account(connection, organisation, first[0])
        found = connection.execute(
            "SELECT DISTINCT ON (person_id) person_id, id FROM outcome WHERE team_id = %s AND ended_on IS NULL"
            " ORDER BY person_id, started_on, id",
            [team],
        ).fetchall()
        yield Team(
            team,
            _signed_in(connection, organisation, account, Role.carer),
            tuple(p for p, _ in found),
            tuple(o for _, o in found),
        )


def _signed_in(connection: psycopg.Connection[Any], organisation: UUID, account: UUID, role: Role) -> Asker:
    session = new_id()
    connection.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
        " VALUES (%s, %s, %s, 'bench', %s, '', now(), now() + interval '1 day')",
        [session, organisation, account, role],
    )
    return Asker(account, session, role)


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
