"""Takes one wall away at a time, in a test only: the application's checks, or PostgreSQL's row security."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import _lru_cache_wrapper
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import literal_column

from api.domain.access import rules
from api.domain.access.rules import rights
from api.domain.access.trails import Change
from api.domain.shared.owners import Owner
from api.storage import context, writing
from api.storage.schema import API, OPERATOR
from api.storage.shape import Shape
from api.storage.wire import plain

BYPASS = "wt_bypass_in_tests"
WITHOUT_ROW_SECURITY = (
    "SELECT set_config('role', CASE WHEN enter($1::uuid, $2, $3::uuid, $4::uuid, $5::boolean) IS NULL THEN NULL"
    f" ELSE '{BYPASS}' END, true)"
)


def forget_statements() -> None:
    """Statements are made once and kept; after a patch they have to be made again."""
    writing._compiled.clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("api."):
            for thing in list(vars(module).values()):
                if isinstance(thing, _lru_cache_wrapper) and thing.__name__ != "settings":
                    thing.cache_clear()


@contextmanager
def made_anew() -> Iterator[None]:
    """Whatever comes of it, no statement that was made under a patch is left for the tests that follow."""
    try:
        yield
    finally:
        forget_statements()


@contextmanager
def without_the_application() -> Iterator[None]:
    """No row filter in any query, and every column asked for: only PostgreSQL stands. The tokens have to hold every scope."""
    with made_anew(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shape, "visible", lambda _self, _reader, **_: literal_column("true"))
        patch.setattr(Shape, "readable", lambda _self, _reader: None)
        patch.setattr("api.storage.writing.may", lambda *_, **__: None)
        patch.setattr("api.domain.history.changes.reads_log", lambda _shape, reader: reader in rights(Owner.system, Change.rules))
        patch.setattr("api.domain.history.changes._rule", lambda _table, _reader: "true")
        for name, module in list(sys.modules.items()):  # whoever writes the rule into a statement of their own
            if name.startswith("api.domain.") and name != rules.__name__ and getattr(module, "reach", None) is rules.reach:
                patch.setattr(module, "reach", lambda *_: "true")
        forget_statements()
        yield


@contextmanager
def without_row_security(admin_url: str) -> Iterator[None]:
    """Every request works as a role that bypasses row security and holds every grant: only the application stands."""
    name = sql.Identifier(BYPASS)
    with closing(psycopg.connect(admin_url, autocommit=True)) as connection:
        connection.execute("RESET ROLE")
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [BYPASS]).rowcount:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN BYPASSRLS").format(name))
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        connection.execute(sql.SQL("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}").format(name))
        connection.execute(sql.SQL("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {}").format(name))
        inherit = "WITH INHERIT FALSE, SET TRUE" if connection.info.server_version >= 160000 else ""
        connection.execute(sql.SQL(f"GRANT {{}} TO {{}} {inherit}").format(name, sql.Identifier(API)))
        try:
            with pytest.MonkeyPatch.context() as patch:
                entering = context.ENTER
                bypassing = plain(WITHOUT_ROW_SECURITY, *entering.keys)
                patch.setitem(context.entering.__kwdefaults__, "statement", bypassing)  # type: ignore[arg-type]
                yield
        finally:
            connection.execute(sql.SQL("DROP OWNED BY {}").format(name))
            connection.execute(sql.SQL("DROP ROLE {}").format(name))


# What a request may leave behind whatever its outcome.
TRACES = ("look", "person_look", "rate_window", "idempotency", "session", "alembic_version")


def digest(operator: psycopg.Connection[Any]) -> dict[str, str]:
    """A digest of every table's rows."""
    names = [
        row[0] for row in operator.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'") if row[0] not in TRACES
    ]
    found = {}
    for name in names:
        query = sql.SQL("SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t").format(
            sql.Identifier("public", name)
        )
        row = operator.execute(query).fetchone()
        found[name] = row[0] if row else ""
    return found


__all__ = ["OPERATOR", "digest", "forget_statements", "made_anew", "without_row_security", "without_the_application"]
