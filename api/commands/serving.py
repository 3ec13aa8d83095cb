"""serve and demo."""

import fcntl
import os
import secrets
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import psycopg
import typer

from api.commands.common import DATABASE, postgres_folder, refuse, say, use
from api.commands.jobs import jobs_beside
from api.settings import Settings, settings

APP = "api.main:create_app"


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (PORT).", min=1, max=65535)] = None,
    workers: Annotated[int | None, typer.Option(help="Processes (WORKERS).", min=1, max=64)] = None,
    *,
    with_jobs: Annotated[
        bool, typer.Option("--jobs/--no-jobs", help="Also work on the queue; --no-jobs where others do.")
    ] = True,
) -> None:
    """Serve the API on the database of API_DATABASE_URL. No demo, no sandboxes."""
    use(host=host, port=port, workers=workers, demo="false")
    chosen = settings()
    if chosen.api_database_url is None:
        refuse("Set API_DATABASE_URL to the service's own login (`migrate --login` makes one), or try `demo`.")
    _run(chosen, with_jobs=with_jobs)


def _run(chosen: Settings, *, with_jobs: bool) -> None:
    """Serve until SIGINT or SIGTERM, with a jobs process beside if wanted."""
    from api.http import server  # noqa: PLC0415 - uvicorn is for those who serve

    with jobs_beside(wanted=with_jobs):
        server.run(APP, host=chosen.host, port=chosen.port, workers=chosen.workers)


def demo(
    host: Annotated[str | None, typer.Option(help="Address to listen on (HOST).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (PORT).", min=1, max=65535)] = None,
    workers: Annotated[int | None, typer.Option(help="Processes (WORKERS).", min=1, max=64)] = None,
    *,
    spelled: Annotated[bool, typer.Option("--demo", help="Write the demo world into the server of DATABASE_URL.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Throw the embedded server's data away and begin again.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log every answer.")] = False,
    with_jobs: Annotated[bool, typer.Option("--jobs/--no-jobs", help="Also work on the queue.")] = True,
) -> None:
    """Serve a demo world with a PostgreSQL of its own, and say how to sign in."""
    chosen = settings()
    if chosen.database_url is not None and not (spelled or chosen.demo):
        refuse(
            "DATABASE_URL names a server of your own, and the demo writes invented people and their passwords into it.\n"
            "If that is what you want, spell it out: `python -m api demo --demo` (with make: `make run DEMO=1`). "
            "To serve it as it is: `python -m api migrate --login`, then `python -m api serve`."
        )
    use(host=host, port=port, workers=workers, demo="true", data_folder=chosen.data_folder.absolute())
    if "LOG_LEVEL" not in os.environ:
        use(log_level="info" if verbose else "warning")
    chosen = settings()
    _free_port(chosen.host, chosen.port)
    chosen.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    signal.signal(signal.SIGTERM, _end)
    try:
        with _alone(chosen.data_folder), _loading(), _database(chosen, fresh=fresh) as (admin, api_url):
            told = _prepare(admin, chosen)
            use(database_url=admin, api_database_url=api_url)
            _tell_when_ready(chosen, told)
            _run(settings(), with_jobs=with_jobs)
    except KeyboardInterrupt:
        say("stopped")


@contextmanager
def _loading() -> Iterator[None]:
    """Load the service while PostgreSQL starts: each takes about a second, and neither needs the other.

    No daemon: an interpreter that ends while such a thread is inside a library's initialisation is aborted by it.
    """
    threading.Thread(target=import_module, args=("api.main",), name="loading").start()
    yield


def _end(_number: int, _frame: object) -> NoReturn:
    """SIGTERM before the service runs: leave through the `finally`s, so that no PostgreSQL stays behind."""
    raise SystemExit(0)


def _free_port(host: str, port: int) -> None:
    """Say it before anything is started."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            refuse(f"{host}:{port} cannot be listened on ({error.strerror}). Choose another port: `make run PORT={port + 1}`.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One demo at a time on one data folder: the one that ends would stop the other's database."""
    with (folder / "demo.lock").open("a", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            refuse(f"A demo is running on {folder} already. Give this one a folder of its own: DATA_FOLDER=…")
        yield


@contextmanager
def _database(chosen: Settings, *, fresh: bool) -> Iterator[tuple[str, str | None]]:
    """The administrator's URL and, where the environment has one, the service's."""
    if chosen.database_url is not None:
        api_url = chosen.api_database_url
        yield chosen.database_url.get_secret_value(), api_url.get_secret_value() if api_url else None
        return
    from api.storage import embedded  # noqa: PLC0415 - only where there is no other server
    from api.storage.provision import create_database  # noqa: PLC0415 - as above

    folder = postgres_folder(chosen)
    try:
        if fresh:
            say("throwing the demo's data away")
            embedded.start(folder).destroy()
            chosen.demo_file.unlink(missing_ok=True)
        say(f"PostgreSQL in {folder}")
        server = embedded.start(folder)
    except embedded.ServerFailed as error:
        refuse(f"The embedded PostgreSQL did not start: {error}", 1)
    try:
        yield create_database(server.superuser_url, DATABASE), None
    finally:
        server.stop()  # also one that a killed demo left behind: we are alone here
        say("PostgreSQL stopped; the data stays")


def _prepare(admin: str, chosen: Settings) -> dict[str, Any]:
    """Migrations, the service's password, the world. Answers the world's credentials."""
    from api.demo import kept  # noqa: PLC0415 - as above
    from api.storage.provision import at_head, login_for_api, migrate  # noqa: PLC0415 - as above

    if not at_head(admin):
        say("migrations")
        migrate(admin)
    if chosen.api_database_url is None:
        word = chosen.data_folder / "service-password"
        if not word.exists():
            kept.write_private(word, secrets.token_urlsafe(24))
        use(api_database_url=login_for_api(admin, word.read_text("utf-8").strip()))
    told = kept.kept(chosen.demo_file)
    if told is None or not _stands(admin, told):
        told = _build(admin, chosen)
    return told


def _stands(admin: str, told: dict[str, Any]) -> bool:
    with closing(psycopg.connect(admin)) as connection:
        connection.execute("SET ROLE wt_operator")
        return connection.execute("SELECT FROM organisation WHERE id = %s", [told["organisation_id"]]).fetchone() is not None


def _build(admin: str, chosen: Settings) -> dict[str, Any]:
    from api.demo import kept  # noqa: PLC0415 - only the first start builds
    from api.demo.world import build  # noqa: PLC0415 - as above
    from api.domain.shared.clock import utc_now  # noqa: PLC0415 - as above

    say("a demo world: a provider with three teams and sixty people, a council, a second provider")
    now: datetime = utc_now()
    with closing(psycopg.connect(admin)) as connection:
        connection.execute("SET ROLE wt_operator")
        # A world whose passwords were lost keeps its user names; the new one gets others.
        taken = connection.execute("SELECT FROM account WHERE username = 'jean.aspinall@example.org'").fetchone()
        suffix = "" if taken is None else f"-{secrets.token_hex(2)}"
        world = build(connection, now=now, password=secrets.token_urlsafe(12), usernames_suffix=suffix)
        connection.commit()
    kept.keep(chosen.demo_file, world)
    return kept.kept(chosen.demo_file) or {}


def _tell_when_ready(chosen: Settings, told: dict[str, Any]) -> None:
    from api.commands.welcome import tell_when_ready  # noqa: PLC0415 - as above

    base = chosen.issuer
    (chosen.data_folder / "demo.url").write_text(base, "utf-8")
    tell_when_ready(base, told)
