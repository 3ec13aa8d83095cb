"""The queue as tests see it: from its owner's side, as a request that queues, and a jobs process of one's own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.world import Database

ROOT = Path(__file__).resolve().parents[2]
QUEUE = "SELECT queue_job(%s, %s::jsonb, %s)"
LONGEST = 180.0  # a guard against waiting for ever, no promise: a busy machine may take its time


@dataclass
class Queue:
    """The queue, looked at by the administrator."""

    database: Database
    owner: psycopg.Connection[Any] = field(repr=False)

    def jobs(self, task: str = "tidy") -> list[dict[str, Any]]:
        """All jobs of a task, the first queued first."""
        cursor = self.owner.execute(
            "SELECT id, status::text, attempts, lock, args, scheduled_at > now() AS later FROM jobs.procrastinate_jobs"
            " WHERE task_name = %s ORDER BY id",
            [task],
        )
        names = [c.name for c in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def status(self) -> str:
        """The status of the one job of `tidy`; "gone" once it was done."""
        jobs = self.jobs()
        return str(jobs[0]["status"]) if jobs else "gone"

    def becomes(self, *wanted: str) -> None:
        """Wait for the one job to have a status."""
        until(lambda: self.status() in wanted, lambda: f"the job is {self.status()}, not {wanted}")

    @contextmanager
    def asked_by(self, role: str = "wt_carer", **who: object) -> Iterator[psycopg.Connection[Any]]:
        """A request's transaction, as the service's login begins it; it ends by rolling back unless the test commits."""
        with closing(psycopg.connect(self.database.api_url)) as connection:
            connection.execute("SELECT set_config('role', %s, true)", [role])
            for name, value in who.items():
                connection.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", str(value)])
            yield connection
            connection.rollback()

    def ask(self, task: str = "tidy", args: str = "{}", lock: str | None = None) -> None:
        """Queue a job as a carer's request does, and commit."""
        with self.asked_by() as request:
            request.execute(QUEUE, [task, args, lock])
            request.commit()

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts, the job `tidy` cannot end: it waits for a table."""
        with closing(psycopg.connect(self.database.admin_url)) as connection:
            connection.execute("LOCK TABLE rate_window IN ACCESS EXCLUSIVE MODE")
            yield
            connection.rollback()


@contextmanager
def process(database: Database, log: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A jobs process. It is ended, by its process id, if the test did not."""
    settings = {"API_DATABASE_URL": database.api_url, "LOG_LEVEL": "info"}
    with log.open("ab") as out:
        made = subprocess.Popen(
            [sys.executable, "-m", "api", "jobs", *words],
            cwd=ROOT, env=os.environ | settings, stdin=subprocess.PIPE, stdout=out, stderr=out,
        )  # fmt: skip
        try:
            yield made
        finally:
            made.kill()
            made.wait()
            if made.stdin is not None:
                made.stdin.close()


def until(true: Callable[[], bool], why: Callable[[], str] = lambda: "it did not become so") -> None:
    """Wait for something; AssertionError if it does not come."""
    end = time.monotonic() + LONGEST
    while not true():
        assert time.monotonic() < end, why()
        time.sleep(0.05)
