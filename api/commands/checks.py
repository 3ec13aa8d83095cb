"""What `check` looks at. Each finding is (what, whether it is a fault, a sentence)."""

import time
from collections.abc import Iterator
from contextlib import closing

import psycopg

from api.domain.access.key_files import KeysRefused, kids_in
from api.domain.access.keys import KeyRing
from api.settings import Settings
from api.storage.pools import MAY_NOT
from api.storage.provision import revisions
from api.storage.schema import OPERATOR

Finding = tuple[str, bool, str]
OLDEST = 150000


def findings(chosen: Settings) -> Iterator[Finding]:
    """All findings, in the order in which one would repair them."""
    yield "data folder", False, str(chosen.data_folder.absolute())
    yield from _url(chosen)
    admin = chosen.database_url.get_secret_value() if chosen.database_url else None
    if admin is None:
        yield "administrator", False, "DATABASE_URL is empty: `demo` brings a PostgreSQL of its own"
    else:
        yield from _administrator(admin)
    if chosen.api_database_url is None:
        yield "service's login", admin is not None, "API_DATABASE_URL is empty: `serve` needs it (`migrate --login` makes one)"
    else:
        yield from _login(chosen.api_database_url.get_secret_value())
    yield from _keys(chosen)


def _url(chosen: Settings) -> Iterator[Finding]:
    local = chosen.host in {"127.0.0.1", "::1", "localhost"}
    if chosen.public_url.startswith("http://") and not local:
        yield "public URL", True, "PUBLIC_URL is http: passwords and tokens would travel in the clear"
    elif not chosen.public_url and not local:
        yield "public URL", True, "PUBLIC_URL is empty: tokens would name this machine's address as their issuer"
    else:
        yield "public URL", False, chosen.issuer
    if chosen.demo:
        yield (
            "demo",
            not local and not chosen.sandbox_beyond_loopback,
            "on: invented people, passwords told to whoever asks on this machine",
        )


def _administrator(url: str) -> Iterator[Finding]:
    try:
        with closing(psycopg.connect(url, connect_timeout=3)) as connection:
            version = connection.info.server_version
            yield (
                "database",
                version < OLDEST,
                f"PostgreSQL {version // 10000}.{version % 10000}" + (": 15 or newer is needed" if version < OLDEST else ""),
            )
            now, head = revisions(url)
            yield (
                "migrations",
                now != head,
                f"at {now or 'nothing'}" + ("" if now == head else f", the code needs {head}: run `migrate`"),
            )
            if now:
                yield from _operator(connection)
    except psycopg.Error as error:
        yield "database", True, f"DATABASE_URL cannot be used: {_words(error)}"


def _operator(connection: psycopg.Connection[tuple[object, ...]]) -> Iterator[Finding]:
    row = connection.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [OPERATOR]).fetchone()
    may = bool(row and row[0])
    yield (
        "operator",
        not may,
        "may set up organisations and accounts" if may else f"DATABASE_URL's login is not a member of {OPERATOR}",
    )


def _login(url: str) -> Iterator[Finding]:
    try:
        with closing(psycopg.connect(url, connect_timeout=3)) as connection:
            row = connection.execute(MAY_NOT).fetchone()
    except psycopg.Error as error:
        yield "service's login", True, f"API_DATABASE_URL cannot be used: {_words(error)}"
        return
    fault = row[0] if row else None
    yield (
        "service's login",
        bool(fault),
        f"{fault}: use one that owns nothing" if fault else "owns nothing and cannot go round row security",
    )


def _words(error: psycopg.Error) -> str:
    """The first line of what the database says; it names hosts and roles, never passwords."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _keys(chosen: Settings) -> Iterator[Finding]:
    if not chosen.keys.exists():
        yield "signing keys", False, f"none yet in {chosen.keys.absolute()}: the first start makes one"
        return
    try:
        ring = KeyRing.load(chosen.keys)
        signing = ring.signing()
    except KeysRefused as error:
        yield "signing keys", True, str(error)
        return
    days = int((time.time() - signing.begin) / 86400)
    yield "signing keys", False, f"{len(kids_in(chosen.keys))} in {chosen.keys.absolute()}, {signing.kid} signs for {days} days"
