"""A seeded database that is kept: seeded tables stay while the code makes them so, all else is made anew."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import psycopg
from psycopg import sql

from api.domain.shared.clock import utc_now
from api.storage import embedded, schema, triggers
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


def _made(names: frozenset[str], *, seeded: bool) -> Iterator[tuple[str | None, str]]:
    """The statements that make these tables and their indexes, or all others; with the name of each index."""
    for each in schema.create_tables():
        table = re.search(r'^CREATE (?:UNLOGGED )?TABLE "?(\w+)', each)
        index = re.search(r'^CREATE (?:UNIQUE )?INDEX "?(\w+)"? ON "?(\w+)', each)
        if (table and (table[1] in names) is seeded) or (index and (index[2] in names) is seeded):
            yield index and index[1], each


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest(names: frozenset[str]) -> str:
    """What these tables look like, whatever their indexes."""
    return _digest("\n".join(made for index, made in _made(names, seeded=True) if index is None))


def told(server: embedded.Server, name: str) -> dict[str, Any]:
    """What is written on a database that was seeded whole."""
    with psycopg.connect(server.superuser_url) as connection:
        asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
        row = connection.execute(asked, [name]).fetchone()
    found: dict[str, Any] = json.loads(row[0]) if row and row[0] else {}
    return found


def tell(connection: psycopg.Connection[Any], name: str, names: frozenset[str], now: datetime) -> str:
    """Write on it that it is whole. Answers its size in words."""
    for index, made in _made(names, seeded=True):
        if index is not None:
            _say_of(connection, index, made)
    words = sql.Literal(json.dumps({"tables": digest(names), "now": now.isoformat()}))
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), words))
    row = connection.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    return str(row and row[0])


def _say_of(connection: psycopg.Connection[Any], index: str, made: str) -> None:
    connection.execute(sql.SQL("COMMENT ON INDEX {} IS {}").format(sql.Identifier(index), sql.Literal(_digest(made))))


def kept(server: embedded.Server, name: str, names: frozenset[str], fresh: timedelta) -> datetime | None:
    """When a whole seed was made, if it can be used."""
    found = told(server, name)
    if found.get("tables") != digest(names):
        return None
    when = datetime.fromisoformat(found["now"])
    return when if utc_now() - when < fresh else None


def _index_anew(connection: psycopg.Connection[Any], names: frozenset[str]) -> None:
    """The seeded tables' indexes as the code has them: only what differs is made."""
    has = """SELECT c.relname, obj_description(c.oid, 'pg_class') FROM pg_index JOIN pg_class c ON c.oid = indexrelid
              JOIN pg_class t ON t.oid = indrelid LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.contype IN ('p', 'u')
             WHERE t.relname = ANY (%s) AND k.oid IS NULL"""
    known = dict(connection.execute(has, [list(names)]).fetchall())
    wanted = {index: made for index, made in _made(names, seeded=True) if index is not None}
    for index, says in known.items():
        if says != _digest(wanted.get(index, "")):
            connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
    for index, made in wanted.items():
        if known.get(index) != _digest(made):
            connection.execute(made.encode())
            _say_of(connection, index, made)


def renew(connection: psycopg.Connection[Any], url: str, names: frozenset[str]) -> None:
    """Functions, triggers, rules and grants as the code has them; the other tables empty; fresh statistics."""
    for query in MADE:
        for (statement,) in connection.execute(query.encode()).fetchall():
            connection.execute(statement.encode())
    for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
        if table not in names | {"alembic_version"}:
            connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier("public", table)))
    connection.execute("UPDATE alembic_version SET version_num = %s", [revisions(url)[1]])
    for extension in schema.EXTENSIONS:
        connection.execute(extension.encode())
    _index_anew(connection, names)
    others = [made for _, made in _made(names, seeded=False)]
    made = (schema.roles(), others, schema.functions(), triggers.triggers(), schema.policies())
    for statements in made:
        for statement in statements:
            connection.execute(statement.encode())
    connection.execute("VACUUM (ANALYZE)")
