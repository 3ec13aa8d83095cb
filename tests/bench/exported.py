"""Client Level Data of a council's people, for twelve months: what an export costs to make, and how long its file is."""

import asyncio
import time
from datetime import timedelta
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import psycopg

from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from api.jobs.cld import make

ASKED: LiteralString = (
    "INSERT INTO cld_export (id, organisation_id, council_id, from_on, until_on)"
    " SELECT %(id)s, organisation_id, council_id, %(until_on)s::date - interval '1 year', %(until_on)s FROM arrangement"
    " WHERE council_id = %(council)s LIMIT 1"
)


class Exported(NamedTuple):
    """One export: how long it took, its rows, and the file as it is kept, in bytes."""

    seconds: float
    rows: int
    kept: int


def measure(url: str, council: UUID) -> Exported:
    """Ask for an export of everybody, as the manager would, and make it as the job does."""
    export = new_id()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # who asked is nobody
        until_on = london_today().replace(day=1) - timedelta(days=1)
        connection.execute(ASKED, {"id": export, "council": council, "until_on": until_on})
        connection.execute("SET session_replication_role = origin")
        connection.execute("SET jit = off")

        async def call(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
            return connection.execute(sql, values).fetchall()

        began = time.perf_counter()
        made = asyncio.run(make(export, call))
        seconds = time.perf_counter() - began
        found = connection.execute(
            "SELECT rows, length(csv) FROM cld_export WHERE id = %s AND state = 'made'", [export]
        ).fetchone()
    assert made
    assert found is not None
    return Exported(seconds, *found)
