"""Worlds for trying out: one for each who asks, apart from all others, removed with the secret or after a day.

Everything here blocks and needs the administrator's login; a request runs it in a thread.
"""

import random
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import sql

from api.demo.made import World
from api.demo.world import build
from api.domain.access.secrets import digest_of, matches, new_secret
from api.domain.registry import tables
from api.domain.shared.errors import AwayError, NotThereError
from api.storage.schema import OPERATOR

LASTS: Final = timedelta(hours=24)
# These go first. All but the looks name a session, an account or a client and no organisation, while those can still be found.
_BESIDE: Final = {
    # Before what is made of them: a worker that is showing looks to people ends first, and what it made is there to be removed.
    "look": "organisation_id = ANY (%(them)s)",
    "refresh_token": "session_id IN (SELECT id FROM session WHERE organisation_id = ANY (%(them)s))",
    "visit_slot": "visit_id IN (SELECT id FROM visit WHERE organisation_id = ANY (%(them)s))",
    "browser_sign_in": "account_id IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s))",
    "second_factor": "account_id IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s))",
    "recovery_code": "account_id IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s))",
    # Two organisations have a part in it, and either's end is its end.
    "commissioned_provider": "organisation_id = ANY (%(them)s) OR council_id = ANY (%(them)s)",
    "message": "account_id IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s))",
    "provider_sign_in": "provider_id IN (SELECT id FROM identity_provider WHERE organisation_id = ANY (%(them)s))",
    "notice_read": "account_id IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s))",
    "idempotency": "session_subject IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s) "
    "UNION ALL SELECT id FROM client WHERE organisation_id = ANY (%(them)s))",
    "rate_window": "subject IN (SELECT id FROM account WHERE organisation_id = ANY (%(them)s) "
    "UNION ALL SELECT id FROM client WHERE organisation_id = ANY (%(them)s))",
}
# Counted by a hash of the name or the address that was tried: nothing in it says whose it is, and it ends by itself within a day.
NOBODYS: Final = frozenset({"sign_in_failure"})


@dataclass(frozen=True)
class Sandbox:
    """A world of one's own. Its id is the provider's."""

    id: UUID
    secret: str
    ends_at: datetime
    world: World

    def told(self) -> dict[str, Any]:
        """The answer of POST /sandbox."""
        return {"id": self.id, "secret": self.secret, "ends_at": self.ends_at, **self.world.told()}


def open_sandbox(database_url: str, now: datetime) -> Sandbox:
    """Build a world of its own, and remove what has ended by itself. AwayError when the database does not answer."""
    secret, digest = new_secret()
    with _operator(database_url) as connection:
        _remove(connection, _ended(connection, now - LASTS))
        world = build(
            connection,
            now=now,
            password=secrets.token_urlsafe(12),
            seed=random.SystemRandom().randrange(2**31),
            usernames_suffix=f"-{secrets.token_hex(4)}",
            secret_hash=digest,
        )
        connection.commit()
    return Sandbox(world.organisation_id, secret, now + LASTS, world)


def close_sandbox(database_url: str, id_: UUID, secret: str) -> None:
    """Remove every row of a sandbox. NotThereError alike for an unknown id, a wrong secret and what is no sandbox."""
    with _operator(database_url) as connection:
        found = connection.execute("SELECT sandbox_secret_hash FROM organisation WHERE id = %s", [id_]).fetchone()
        if not matches(found[0] if found else None, secret):
            raise NotThereError
        them = connection.execute(
            "SELECT id FROM organisation WHERE sandbox_secret_hash = %s FOR UPDATE", [digest_of(secret)]
        ).fetchall()
        _remove(connection, [row[0] for row in them])
        connection.commit()


@contextmanager
def _operator(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the operator until the block ends; what the block did not commit is undone."""
    try:
        connection = psycopg.connect(url, connect_timeout=3, application_name="wellbeing sandbox")
    except psycopg.OperationalError as error:
        raise AwayError from error
    with closing(connection):
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OPERATOR)))
        yield connection


def _ended(connection: psycopg.Connection[Any], before: datetime) -> list[UUID]:
    """Organisations of sandboxes that are older; what another process is removing is left to it."""
    rows = connection.execute(
        "SELECT id FROM organisation WHERE sandbox_secret_hash IS NOT NULL AND created_at < %s "
        "ORDER BY id FOR UPDATE SKIP LOCKED",
        [before],
    )
    return [row[0] for row in rows]


def _remove(connection: psycopg.Connection[Any], them: list[UUID]) -> None:
    """Every row of these organisations, children first."""
    if not them:
        return
    others = {
        name: "organisation_id = ANY (%(them)s)" for name in reversed(list(tables())) if name not in NOBODYS | _BESIDE.keys()
    }
    with connection.pipeline():
        for name, where in {**_BESIDE, **others, "organisation": "id = ANY (%(them)s)"}.items():
            connection.execute(sql.SQL("DELETE FROM {} WHERE {}").format(sql.Identifier(name), sql.SQL(where)), {"them": them})
