"""jobs: the process that works on the queue, and how it is kept beside the web workers."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Final

import typer
from typing_extensions import override

from api.commands.common import refuse, say
from api.settings import settings

COMMAND: Final = ("-m", "api", "jobs", "--until-input-ends")
STEADY_SECONDS: Final = 60.0
LONGEST_WAIT: Final = 30.0
END_SECONDS: Final = 25.0  # a little more than the process takes to finish what runs


def jobs(
    *,
    until_input_ends: Annotated[
        bool, typer.Option("--until-input-ends", hidden=True, help="Also stop when standard input ends.")
    ] = False,
) -> None:
    """Work on the queue until SIGTERM. `serve` and `demo` start one themselves unless told --no-jobs."""
    chosen = settings()
    if chosen.api_database_url is None:
        refuse("Set API_DATABASE_URL to the service's own login (`migrate --login` makes one).")
    import asyncio  # noqa: PLC0415 - as below

    from api.jobs.worker import work  # noqa: PLC0415 - procrastinate is for the process that works
    from api.logs import configure  # noqa: PLC0415 - as above

    configure(chosen.log_level)
    url = chosen.api_database_url.get_secret_value()
    _check_login(url)
    asyncio.run(work(url, until_input_ends=until_input_ends))


def _check_login(url: str) -> None:
    """As the web workers do. A database that is away is looked at by them."""
    import psycopg  # noqa: PLC0415 - as above

    from api.storage.pools import MAY_NOT  # noqa: PLC0415 - as above

    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(MAY_NOT).fetchone()
    except psycopg.OperationalError:
        return
    if row and row[0]:
        refuse(f"API_DATABASE_URL names a login that {row[0]}: use one that owns nothing (see docs/operating.md).")


@contextmanager
def jobs_beside(*, wanted: bool) -> Iterator["Keeper | None"]:
    """A jobs process for as long as the block runs, started again whenever it ends before."""
    if not wanted:
        yield None
        return
    keeper = Keeper()
    keeper.start()
    try:
        yield keeper
    finally:
        keeper.stop()


class Keeper(threading.Thread):
    """Keeps one jobs process running. It holds the other end of that process's input: a killed parent takes it along."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="jobs")
        self._ending = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The process that runs now, if one does."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    @override
    def run(self) -> None:
        """Start it, wait for its end, start it again; more slowly the sooner it ended."""
        wait = 1.0
        while not self._ending.is_set():
            began = time.monotonic()
            how = self._once()
            if self._ending.is_set():
                return
            wait = 1.0 if time.monotonic() - began > STEADY_SECONDS else min(wait * 2, LONGEST_WAIT)
            say(f"the jobs process {how}; it starts again in {wait:.0f} s")
            self._ending.wait(wait)

    def _once(self) -> str:
        """Run one to its end. Answers how it ended."""
        try:
            process = self._begin()
        except OSError as error:  # no memory, no processes left
            return f"cannot be started ({error.strerror})"
        if process is None:
            return "is not wanted any more"
        code = process.wait()
        if process.stdin is not None:
            process.stdin.close()
        return f"ended with {code}"

    def _begin(self) -> subprocess.Popen[bytes] | None:
        with self._lock:
            if self._ending.is_set():
                return None
            # Its own group: Ctrl-C is for the service, which then ends this one.
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, *COMMAND], stdin=subprocess.PIPE, stdout=None, process_group=0
            )
            return self._process

    def stop(self) -> None:
        """End it by its process id; what it does it may finish, within reason."""
        with self._lock:
            self._ending.set()
            process = self._process
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        self.join(END_SECONDS)
        if self.is_alive():
            process.kill()
            self.join()
