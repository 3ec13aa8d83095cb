"""What is measured: three teams of sixty people, twenty thousand people elsewhere, and a plain copy for the references."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from api.domain.access import tokens
from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.shared.ids import new_id
from api.storage.embedded import Server
from api.storage.provision import create_database, login_for_api, migrate

DATABASE = "bench"
PLAIN_LOGIN = "wt_bench_plain"
ISSUER = "http://bench.invalid"
OTHER_TEAMS = 334  # of ten other organisations, sixty people each: 20,040

PEOPLE = Path(__file__).with_name("people.sql").read_text()
TEAM = (
    "INSERT INTO team (id, organisation_id, name, name_key, purpose, setting, started_on)"
    " VALUES (%s, %s, %s, %s, 'A good life at home', 'home_care', '2020-01-01')"
)
PLAIN = f"""
CREATE SCHEMA plain;
CREATE TABLE plain.person (LIKE public.person INCLUDING ALL);
CREATE TABLE plain.gift (LIKE public.gift INCLUDING ALL);
INSERT INTO plain.person SELECT * FROM public.person;
ALTER TABLE plain.gift ADD FOREIGN KEY (person_id, team_id, organisation_id)
  REFERENCES plain.person (id, team_id, organisation_id) ON UPDATE CASCADE ON DELETE RESTRICT;
GRANT USAGE ON SCHEMA plain TO {PLAIN_LOGIN};
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA plain TO {PLAIN_LOGIN};
"""


@dataclass(frozen=True)
class World:
    """A measured database, and who asks it."""

    server: Server
    admin_url: str
    api_url: str
    plain_url: str
    keys: Path
    organisation: UUID
    team: UUID
    account: UUID
    session: UUID
    person: UUID

    def token(self) -> str:
        """A fresh access token of a carer of the team."""
        ring = KeyRing.load(self.keys, issuer=ISSUER, audience=ISSUER)
        return tokens.sign(
            ring, subject=self.account, session=self.session, client_id="bench", organisation=self.organisation,
            role=Role.carer, scopes=ROLE_SCOPES[Role.carer], now=time.time(),
        )  # fmt: skip

    def settings(self, name: str) -> Mapping[str, str]:
        """Environment of a served application. The general limit is out of the way; everything else is as shipped."""
        if name == "ours":
            return {
                "API_DATABASE_URL": self.api_url,
                "KEYS_FOLDER": str(self.keys),
                "PUBLIC_URL": ISSUER,
                "REQUESTS_PER_MINUTE": "100000000",
            }
        return {"PLAIN_URL": self.plain_url, "TEAM_ID": str(self.team)}


def make(server: Server, folder: Path) -> World:
    """Create, migrate and fill the database."""
    admin = create_database(server.superuser_url, DATABASE)
    migrate(admin)
    word = secrets.token_hex(16)
    names = ("organisation", "team", "account", "session")
    ids = {name: new_id() for name in names}
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        _fill(connection, ids)
        connection.execute("RESET ROLE")
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(PLAIN_LOGIN), sql.Literal(word)))
        connection.execute(PLAIN.encode())
        connection.execute(sql.SQL("ALTER ROLE {} SET search_path = plain").format(sql.Identifier(PLAIN_LOGIN)))
        connection.execute("VACUUM ANALYZE")
        row = connection.execute("SELECT id FROM person WHERE team_id = %s ORDER BY name_key LIMIT 1", [ids["team"]]).fetchone()
    assert row is not None
    keys = folder / "keys"
    prepare(keys, time.time())
    return World(server, admin, login_for_api(admin), server.url(DATABASE, PLAIN_LOGIN, word), keys, person=row[0], **ids)


def _fill(connection: psycopg.Connection[Any], ids: Mapping[str, UUID]) -> None:
    ours = ids["organisation"]
    organisations = [ours, *(new_id() for _ in range(10))]
    for number, organisation in enumerate(organisations):
        connection.execute(
            "INSERT INTO organisation (id, kind, name) VALUES (%s, 'provider', %s)", [organisation, f"Provider {number}"]
        )
    teams = [
        (ids["team"], ours),
        (new_id(), ours),
        (new_id(), ours),
        *((new_id(), organisations[1 + n % 10]) for n in range(OTHER_TEAMS)),
    ]
    for number, (team, organisation) in enumerate(teams):
        connection.execute(TEAM, [team, organisation, f"Team {number}", f"team {number}"])
    for number, (team, organisation) in enumerate(teams):  # eight members each; the first of our team asks
        for seat in range(8):
            account = ids["account"] if (number, seat) == (0, 0) else new_id()
            _member(connection, account, team, organisation, f"carer{number}.{seat}")
    connection.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
        " VALUES (%s, %s, %s, 'bench', 'carer', '', now(), now() + interval '1 day')",
        [ids["session"], ours, ids["account"]],
    )
    connection.execute(PEOPLE.encode())


def _member(connection: psycopg.Connection[Any], account: UUID, team: UUID, organisation: UUID, name: str) -> None:
    connection.execute(
        "INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, %s)", [account, organisation, name, name]
    )
    connection.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, 'carer')",
        [new_id(), organisation, account],
    )
    connection.execute(
        "INSERT INTO team_member (id, organisation_id, team_id, account_id, name, name_key, contracted_minutes, joined_on)"
        " VALUES (%s, %s, %s, %s, %s, %s, 1800, '2020-01-01')",
        [new_id(), organisation, team, account, name, name],
    )
