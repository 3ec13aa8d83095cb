"""Making a database ready: create it, migrate it, give the service's login its password."""

import secrets
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from psycopg import sql

from api.storage.schema import API

ROOT = Path(__file__).resolve().parents[2]


def alembic_config(url: str = "") -> Config:
    """Alembic's configuration for a database."""
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config


def create_database(server_url: str, name: str, *, template: str | None = None) -> str:
    """Create a database if it is missing and answer its URL."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            made = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            if template:
                made += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
            connection.execute(made)
    parts = urlsplit(server_url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def migrate(url: str, revision: str = "head") -> None:
    """Bring a database to a revision, up or down."""
    config = alembic_config(url)
    (command.upgrade if revision == "head" or not revision.startswith("-") else command.downgrade)(config, revision)


def print_sql(revision: str = "head") -> None:
    """Print the SQL that brings an empty database to a revision; no database is asked."""
    command.upgrade(alembic_config(), revision, sql=True)


def revisions(url: str) -> tuple[str | None, str | None]:
    """Which revision a database is at, and which the code needs."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT to_regclass('alembic_version')").fetchone()
        if not row or row[0] is None:
            return None, head
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return (found[0] if found else None), head


def at_head(url: str) -> bool:
    """Whether a database is at the revision that the code needs."""
    now, head = revisions(url)
    return now == head


def login_for_api(admin_url: str, password: str | None = None) -> str:
    """Give the service's login a password and answer the URL it signs in with."""
    word = password or secrets.token_urlsafe(24)
    with psycopg.connect(admin_url, autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN NOINHERIT PASSWORD {}").format(sql.Identifier(API), sql.Literal(word)))
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{API}:{quote(word, safe='')}@{host}"))
