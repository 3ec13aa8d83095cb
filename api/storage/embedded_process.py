"""The process of one embedded PostgreSQL: made, found, launched and stopped, also after somebody killed it.

All of it is called under `locked`, so two programs that start at once never both run initdb or both start the server.
"""

import fcntl
import os
import shlex
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from api.storage.embedded_account import Account, ServerFailed

PID_FILE_LINES = 8
LOOK_SECONDS = 0.05
PROC = Path("/proc")


@contextmanager
def locked(home: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the server's folder against other starts and stops. Raises `ServerFailed` when it stays taken."""
    deadline = time.monotonic() + wait_seconds
    try:
        file = (home / "lock").open("a", encoding="ascii")
    except OSError as error:
        raise ServerFailed(f"{home} belongs to another user of this machine: {error}") from error
    with file:  # the kernel lets go of the lock if we are killed
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ServerFailed(f"Another program has been starting or stopping {home} for {wait_seconds:.0f} s") from None
                time.sleep(LOOK_SECONDS)
        yield


@dataclass(frozen=True)
class Process:
    """What a running server tells about itself in its pid file. Until `ready` the rest may still be empty."""

    pid: int
    port: int = 0
    socket_folder: Path = Path()
    tcp: bool = False
    state: str = ""

    @property
    def ready(self) -> bool:
        """Whether it says that it accepts logins, and something answers on its socket (a server just killed does not)."""
        if self.state != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as caller:
            return caller.connect_ex(str(self.socket_folder / f".s.PGSQL.{self.port}")) == 0


@dataclass(frozen=True)
class Cluster:
    """One data folder, with the programs and the system user that serve it."""

    home: Path
    programs: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder, mode 0700."""
        return self.home / "data"

    @property
    def log(self) -> Path:
        """The server's log, mode 0600."""
        return self.home / "log"

    @property
    def settings_file(self) -> Path:
        """Read instead of data/postgresql.conf: kept outside `data`, where root writes nothing."""
        return self.home / "server.conf"

    def make(self, version: str, *, sync: bool) -> None:
        """Run initdb unless there is data. Raises `ServerFailed` when the data is of another major version.

        It happens in a draft folder that is renamed last: one that was broken off leaves nothing that looks whole.
        """
        if self.data.exists():
            major = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
            if major != version.split(".", maxsplit=1)[0]:
                raise ServerFailed(f"{self.data} was made by PostgreSQL {major}, this is {version}: dump it there, load it here")
            return
        draft = self.home / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.account.give(draft)
        answer = self.account.run(
            [
                self.programs / "initdb",
                *("--pgdata", draft),
                *("--username", "postgres"),
                *("--pwfile", self.home / "password"),
                *("--encoding", "UTF8"),
                "--auth=scram-sha-256",
                "--locale=C",
                "--data-checksums",
                "--no-instructions",
                *(() if sync else ("--no-sync",)),
            ]
        )
        if answer.returncode:
            raise ServerFailed(f"initdb failed: {answer.stderr.strip() or answer.stdout.strip()}")
        draft.rename(self.data)

    def process(self) -> Process | None:
        """The server that runs on this data, in whatever state, or None."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
            pid = int(lines[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        if not self._is_ours(pid):
            return None
        if len(lines) < PID_FILE_LINES:
            return Process(pid)
        return Process(pid, int(lines[3]), Path(lines[4]), bool(lines[5].strip()), lines[7].strip())

    def wait_for_running(self, wait_seconds: float) -> Process | None:
        """The server once it is ready, or None once it is clear that none runs. Raises `ServerFailed` when neither comes."""
        deadline = time.monotonic() + wait_seconds
        while (found := self.process()) is not None and not found.ready:
            if time.monotonic() > deadline:
                state = found.state or "starting"
                raise ServerFailed(f"The server {found.pid} is still {state} after {wait_seconds:.0f} s: {self.tail()}")
            time.sleep(LOOK_SECONDS)
        return found

    def launch(self, socket_folder: Path, wait_seconds: float) -> Process:
        """Start the server and return when it accepts logins. Raises `ServerFailed` with the end of its log.

        `socket_folder` is the one in the settings: what a killed server left in it is swept away.
        """
        deadline = time.monotonic() + wait_seconds
        while True:
            # The pid files of a killed server: PostgreSQL looks whether that pid lives, and a pid may be taken again by
            # now, or linger as a zombie where the container's first process reaps late or never. We know better (_is_ours).
            if self.process() is None:
                for left_over in (self.data / "postmaster.pid", *socket_folder.glob(".s.PGSQL.*")):
                    left_over.unlink(missing_ok=True)
            offset = self.log.stat().st_size
            left = max(deadline - time.monotonic(), 1)
            answer = self.account.run(
                [
                    self.programs / "pg_ctl",
                    *("start", "--wait", "--silent"),
                    *("--timeout", str(int(left))),
                    *("--pgdata", self.data),
                    *("--log", self.log),
                    *("--options", f"-c config_file={shlex.quote(str(self.settings_file))}"),
                ],
                left + 10,
            )
            found = self.process()
            if answer.returncode == 0 and found is not None and found.ready:
                return found
            # After kill -9 of the server its sessions take a moment to notice and to let go of the shared memory.
            if "still in use" not in self.tail(offset) or time.monotonic() > deadline:
                raise ServerFailed(f"PostgreSQL did not start: {answer.stderr.strip()} {self.tail(offset)}")
            time.sleep(LOOK_SECONDS)

    def stop(self, mode: Literal["smart", "fast", "immediate"], wait_seconds: float) -> None:
        """Stop the server if it runs. Raises `ServerFailed` when it still runs after `wait_seconds`."""
        if self.process() is None:
            return
        command = ["stop", "--wait", "--silent", "--mode", mode, "--timeout", str(max(int(wait_seconds), 1))]
        answer = self.account.run([self.programs / "pg_ctl", *command, "--pgdata", self.data], wait_seconds + 10)
        if answer.returncode and self.process() is not None:
            raise ServerFailed(f"PostgreSQL did not stop: {answer.stderr.strip()}")

    def tail(self, offset: int = 0) -> str:
        """The last lines of the log, from `offset` bytes on at the earliest."""
        with suppress(FileNotFoundError):
            return b"\n".join(self.log.read_bytes()[offset:].splitlines()[-12:]).decode(errors="replace")
        return ""

    def _is_ours(self, pid: int) -> bool:
        """Whether `pid` is a live server on this data, not a zombie and not a stranger who got the same number."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass  # somebody else's process; /proc tells more
        if not (PROC / "self").exists():
            return True  # no /proc (macOS): the pid file's word is all there is
        try:
            state = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
            words = (PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, IndexError):
            return False
        return state != "Z" and os.fsencode(self.data) in words
