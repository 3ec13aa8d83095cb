"""A seeded database that is kept: seeded tables stay while the code makes them so, all else is made anew."""

import hashlib
import json
import re
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg import sql

from api.domain.shared.clock import utc_now
from api.storage import embedded, schema
from api.storage.provision import revisions

# What every seed fills.
BELOW = frozenset({"organisation", "account", "account_grant", "team", "team_member", "person", "profile_version"})
# What the code makes anew, as statements that take it away.
MADE = (
    "SELECT format('DROP POLICY %I ON %I', policyname, tablename) FROM pg_policies WHERE schemaname = 'public'",
    """SELECT format('DROP TRIGGER %I ON %s', tgname, tgrelid::regclass) FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
        WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace""",
    """SELECT format('DROP FUNCTION %s CASCADE', p.oid::regprocedure) FROM pg_proc p JOIN pg_roles r ON r.oid = proowner
        WHERE rolname = 'wt_kernel' AND pronamespace = 'public'::regnamespace""",
)


def _tables(names: frozenset[str], *, seeded: bool) -> list[str]:
    """The statements that make these tables, or all others."""
    made = schema.create_tables()
    of = (re.search(r'^CREATE (?:UNLOGGED )?TABLE "?(\w+)|^CREATE .*INDEX .* ON "?(\w+)', each) for each in made)
    return [each for each, found in zip(made, of, strict=True) if found and ((found[1] or found[2]) in names) is seeded]


def digest(names: frozenset[str]) -> str:
    """What these tables look like."""
    return hashlib.sha256("\n".join(_tables(names, seeded=True)).encode()).hexdigest()[:16]


def told(server: embedded.Server, name: str) -> dict[str, Any]:
    """What is written on a database that was seeded whole."""
    with psycopg.connect(server.superuser_url) as connection:
        asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        row = connection.execute(asked, [name]).fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row and row[0] else {}
    return found


def tell(connection: psycopg.Connection[Any], name: str, names: frozenset[str], now: datetime) -> str:
    """Write on it that it is whole. Answers its size in words."""
    words = sql.Literal(json.dumps({"tables": digest(names), "now": now.isoformat()}))
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), words))
    row = connection.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return str(row and row[0])


def kept(server: embedded.Server, name: str, names: frozenset[str], fresh: timedelta) -> datetime | None:
    """When a whole seed was made, if it can be used."""
    found = told(server, name)
    if found.get("tables") != digest(names):
        return None
    when = datetime.fromisoformat(found["now"])
    return when if utc_now() - when < fresh else None


def renew(connection: psycopg.Connection[Any], url: str, names: frozenset[str]) -> None:
    """Functions, triggers, rules and grants as the code has them; the other tables empty; fresh statistics."""
    for query in MADE:
        for (statement,) in connection.execute(query.encode()).fetchall():
            connection.execute(statement.encode())
    for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
        if table not in names | {"alembic_version"}:
            connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier("public", table)))
    connection.execute("UPDATE alembic_version SET version_num = %s", [revisions(url)[1]])
    made = (schema.roles(), _tables(names, seeded=False), schema.functions(), schema.triggers(), schema.policies())
    for statements in made:
        for statement in statements:
            connection.execute(statement.encode())
    connection.execute("VACUUM (ANALYZE)")
