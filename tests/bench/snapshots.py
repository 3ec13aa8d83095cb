"""Figures of a council with 50,000 people and 10 million visits: what a snapshot costs to make, and what it costs to read.

Asked for by name only (`--only snapshots`): seeding takes a quarter of an hour and nine gigabytes, which go when it ends.
"""

import asyncio
import resource
import statistics
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, LiteralString
from uuid import UUID

import psycopg

from api.commands.seeding import Seed
from api.domain.commissioning.figures.making import make_due
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from api.storage import embedded
from api.storage.provision import create_database, migrate
from tests.bench import exported, snapshot_reads

DATABASE: Final = "bench_snapshots"
WEEK_AT_MOST, YEAR_AT_MOST, EXPORT_AT_MOST, READ_AT_MOST = 60.0, 300.0, 300.0, 0.1  # seconds
CHECK_INS_EACH: Final = 12
FILL: Final = Path(__file__).with_name("snapshots.sql").read_text().split("\n--=\n")
READ: Final[LiteralString] = (
    "SELECT p.id, p.label, p.cells::text FROM published_figures p JOIN figure_snapshot f ON f.id = p.snapshot_id"
    " WHERE f.span = 'year' AND p.breakdown = 'team' ORDER BY p.label, p.id LIMIT 800"
)
SEEDING: Final = {"max_wal_size": "8GB", "checkpoint_timeout": "30min"}


def measure(folder: Path, people: int, visits: int, rounds: int) -> None:
    """Fill a server of one's own, make what is due, read it, print, and end the server by its own id."""
    server = embedded.start(folder / "snapshots", durable=False, settings=SEEDING)
    try:
        url = create_database(server.superuser_url, DATABASE)
        migrate(url)
        began = time.perf_counter()
        big = _fill(url, people, visits)
        seconds = time.perf_counter() - began
        print(f"\nSnapshots of a council with {people} people and {visits} visits (seeded in {seconds:.0f} s)", flush=True)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SET jit = off")
            connection.execute("SET ROLE wt_operator")
            asyncio.run(_make(connection))
            _told("800 teams of a year read", _read(connection, big, rounds), READ_AT_MOST)
        pages, whole = snapshot_reads.measure(url, big, folder, rounds)
        for form, slowest in pages.items():
            _told(f"200 of them over HTTP, {form}", slowest, READ_AT_MOST)
        print(f"  {'all 800 in their four pages, as JSON':<44}{whole:>9.3f} s")
        export = exported.measure(url, big)
        _told(f"Client Level Data, {export.rows} rows, kept as {export.kept / 1e6:.1f} MB", export.seconds, EXPORT_AT_MOST)
        print(f"  the process itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    finally:
        with suppress(Exception):
            server.destroy()


def _fill(url: str, people: int, visits: int) -> UUID:
    from rich.progress import Progress

    councils = {"big": new_id(), "small": new_id()}
    with psycopg.connect(url) as connection, Progress() as progress:
        connection.execute("SET ROLE wt_operator")
        Seed(connection, people, visits, people * CHECK_INS_EACH).write(progress)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # no log of what nobody did
        for statement in FILL:
            connection.execute(statement.encode(), councils)
        connection.execute("SET session_replication_role = origin")
        connection.execute("VACUUM ANALYZE")
    return councils["big"]


async def _make(connection: psycopg.Connection[Any]) -> None:
    async def call(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        return connection.execute(sql, values).fetchall()

    began = time.perf_counter()
    async for step in make_due(call, london_today()):
        now = time.perf_counter()
        most = WEEK_AT_MOST if step.unit.span == "week" else YEAR_AT_MOST
        _told(f"{step.done} of {step.of}: a {step.unit.side}'s {step.unit.span}", now - began, most)
        began = now


def _read(connection: psycopg.Connection[Any], council: UUID, rounds: int) -> float:
    """As the commissioner's role, with its row security."""
    times = []
    with connection.transaction():
        for name, value in {"app.role": "commissioner", "app.organisation_id": str(council)}.items():
            connection.execute("SELECT set_config(%s, %s, true)", [name, value])
        connection.execute("SET LOCAL ROLE wt_commissioner")
        for _ in range(rounds + 1):
            began = time.perf_counter()
            assert connection.execute(READ).fetchall()
            times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def _told(what: str, seconds: float, most: float) -> None:
    print(f"  {what:<44}{seconds:>9.3f} s  <= {most:g} s {'holds' if seconds <= most else 'MISSED'}", flush=True)
