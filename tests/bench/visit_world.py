"""Two databases in one server, seeded with few visits and with many, kept for the next time.

Teams are alike in both (forty people, eight members, the same number of visits a week): more visits are more teams and, up to
two years, more weeks. What is kept is used again while its tables are as the code has them; its functions, triggers and row rules
are made anew from the code. After `FRESH` the coming weeks run out, and it is seeded again.
"""

import hashlib
import json
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
from api.commands.seeding_visits import people_for
from api.domain.access import tokens
from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.shared.clock import LONDON, utc_now
from api.domain.shared.ids import new_id
from api.storage import embedded, schema
from api.storage.provision import create_database, login_for_api, migrate
from tests.bench.world import ISSUER

FRESH = timedelta(days=21)
SEATS = 12  # teams among which the load goes round, where there are so many
SEEDING = {"max_wal_size": "8GB", "checkpoint_timeout": "15min"}
# What the code makes anew, as statements that take it away.
MADE = (
    "SELECT format('DROP POLICY %I ON %I', policyname, tablename) FROM pg_policies WHERE schemaname = 'public'",
    """SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace""",
    """SELECT format('DROP FUNCTION %s CASCADE', p.oid::regprocedure) FROM pg_proc p JOIN pg_roles r ON r.oid = proowner
        WHERE rolname = 'wt_kernel' AND pronamespace = 'public'::regnamespace""",
)


@dataclass(frozen=True)
class Seat:
    """A carer of one team, signed in, and whom that team supports."""

    team: UUID
    account: UUID
    session: UUID
    member: UUID
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
    seats: tuple[Seat, ...]

    def headers(self, seat: Seat) -> Mapping[str, str]:
        """A fresh sign-in."""
        ring = KeyRing.load(self.keys, issuer=ISSUER, audience=ISSUER)
        word = tokens.sign(
            ring, subject=seat.account, session=seat.session, client_id="bench", organisation=self.organisation,
            role=Role.carer, scopes=ROLE_SCOPES[Role.carer], now=time.time(),
        )  # fmt: skip
        return {"Authorization": f"Bearer {word}"}

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
        kept = {size: _kept(server, size) for size in sizes}
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


def _tables() -> str:
    return hashlib.sha256("\n".join(schema.create_tables()).encode()).hexdigest()[:16]


def _kept(server: embedded.Server, size: int) -> datetime | None:
    """When a whole seed of this size was made, if it can be used."""
    with psycopg.connect(server.superuser_url) as connection:
        asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        row = connection.execute(asked, [_name(size)]).fetchone()
    told = json.loads(row[0]) if row and row[0] else {}
    if told.get("tables") != _tables():
        return None
    when = datetime.fromisoformat(told["now"])
    return when if utc_now() - when < FRESH else None


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
    told = json.dumps({"tables": _tables(), "now": now.isoformat()})
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(told)))
        row = connection.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    print(f"Seeded {seed.visited} visits in {time.perf_counter() - began:.0f} s: {row and row[0]}", flush=True)


def _settle(server: embedded.Server, size: int) -> None:
    """Functions, triggers, row rules and grants as the code has them now; statistics as after a night."""
    with psycopg.connect(server.url(_name(size)), autocommit=True) as connection:
        for query in MADE:
            for (statement,) in connection.execute(query.encode()).fetchall():
                connection.execute(statement.encode())
        for statement in (*schema.roles(), *schema.functions(), *schema.triggers(), *schema.policies()):
            connection.execute(statement.encode())
        connection.execute("VACUUM (ANALYZE)")


def _world(server: embedded.Server, size: int, now: datetime, keys: Path, word: str) -> VisitWorld:
    admin = server.url(_name(size))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        found = connection.execute("SELECT organisation_id FROM visit LIMIT 1").fetchone()
        assert found is not None
        seats = tuple(_seats(connection, found[0]))
    return VisitWorld(size, admin, login_for_api(admin, word), keys, found[0], now, seats)


def _seats(connection: psycopg.Connection[Any], organisation: UUID) -> Iterator[Seat]:
    """The first member of some teams, evenly among all of them, with an account of their own."""
    teams = connection.execute("SELECT id FROM team WHERE organisation_id = %s ORDER BY name", [organisation]).fetchall()
    step = max(1, len(teams) // SEATS)
    for (team,) in teams[::step][:SEATS]:
        first = "SELECT id, account_id FROM team_member WHERE team_id = %s ORDER BY account_id, id LIMIT 1"
        row = connection.execute(first, [team]).fetchone()
        assert row is not None
        account = row[1] or _account(connection, organisation, row[0])
        session = new_id()
        connection.execute(
            "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
            " VALUES (%s, %s, %s, 'bench', 'carer', '', now(), now() + interval '1 day')",
            [session, organisation, account],
        )
        people = connection.execute("SELECT id FROM person WHERE team_id = %s ORDER BY id", [team]).fetchall()
        yield Seat(team, account, session, row[0], tuple(one for (one,) in people))


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
