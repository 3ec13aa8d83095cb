"""Snapshots: made once, whole or not at all, and never again; of a council nothing true is kept anywhere."""

import asyncio
import logging
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, LiteralString
from uuid import UUID

import httpx2
import psycopg
import pytest
import structlog
from structlog.testing import LogCapture

from api.demo.made import World
from api.domain.commissioning.figures.making import Step, due, make, make_due
from api.domain.commissioning.figures.models import Side
from api.domain.commissioning.figures.registry import COUNTS, MEANS
from api.domain.commissioning.figures.small_numbers.suppression import Rule
from api.jobs import snapshots
from api.jobs.snapshots import make_snapshots
from api.settings import settings
from tests.commissioning.planted import DAY, TODAY, Planted
from tests.demo.commanding import ROOT, call, environment
from tests.world import Database

WHOLE = b"""
SELECT f.organisation_id, f.side, f.span, f.from_on, f.made_at,
       md5(string_agg(p.breakdown || p.label || p.cells::text, '|' ORDER BY p.id))
  FROM figure_snapshot f
  LEFT JOIN (SELECT id, snapshot_id, breakdown, label, cells FROM published_figures
             UNION ALL SELECT id, snapshot_id, breakdown, label, cells FROM exact_figures) p ON p.snapshot_id = f.id
 GROUP BY f.id"""
PARTS = b"""
SELECT organisation_id, side, span, from_on, (SELECT count(*) FROM published_figures p WHERE p.snapshot_id = f.id)
       + (SELECT count(*) FROM exact_figures p WHERE p.snapshot_id = f.id)
  FROM figure_snapshot f"""


class Ask:
    """The operator's login as the making asks: each statement a transaction."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def __call__(self, sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:
        async with await psycopg.AsyncConnection.connect(self.url, autocommit=True) as connection:
            await connection.execute("SET ROLE wt_operator")
            return await (await connection.execute(sql, values)).fetchall()


@pytest.fixture(scope="module")
def planted(operator: psycopg.Connection[Any], world: World) -> Planted:
    return Planted(operator, world)


@pytest.fixture
def ask(database: Database, planted: Planted, operator: psycopg.Connection[Any]) -> Ask:
    """With nothing made yet."""
    assert planted.people
    forget(operator)
    return Ask(database.admin_url)


def forget(operator: psycopg.Connection[Any]) -> None:
    for table in ("figure_report", "published_figures", "exact_figures", "figure_snapshot"):
        operator.execute(f"DELETE FROM {table}".encode())


async def made(ask: Ask) -> list[Step]:
    return [step async for step in make_due(ask, TODAY)]


async def test_four_weeks_a_quarter_and_a_year_are_made_of_each_once(ask: Ask, operator: psycopg.Connection[Any]) -> None:
    waiting = await due(ask, TODAY)
    spans = [(one.side, one.span) for one in waiting if one.organisation == waiting[0].organisation]
    assert sorted(span for _, span in spans) == ["quarter", "week", "week", "week", "week", "year"]
    steps = await made(ask)
    assert [step.unit for step in steps] == waiting
    assert [(step.done, step.of, step.made) for step in steps] == [(n + 1, len(steps), True) for n in range(len(steps))]
    assert await made(ask) == []
    assert operator.execute("SELECT count(*) FROM figure_snapshot").fetchone() == (len(waiting),)


async def test_a_week_is_due_when_what_came_late_is_in(ask: Ask) -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    newest = [max(one.until_on for one in await due(ask, day) if one.span == "week") for day in (monday + DAY, monday + 2 * DAY)]
    assert newest == [monday - 7 * DAY, monday]


async def test_the_metrics_say_how_many_are_due_and_not_made(ask: Ask, api: httpx2.AsyncClient) -> None:
    async def waiting() -> float:
        text = (await api.get("/metrics")).text
        return next(float(line.split()[1]) for line in text.splitlines() if line.startswith("wellbeing_snapshots_waiting "))

    assert await waiting() == len(await due(ask, TODAY)) > 0
    await made(ask)
    assert await waiting() == 0


async def test_several_at_once_make_each_once(ask: Ask, operator: psycopg.Connection[Any]) -> None:
    runs = await asyncio.gather(*(made(ask) for _ in range(4)))
    units = [step.unit for run in runs for step in run if step.made]
    assert len(units) == len(set(units))
    await made(ask)  # what one left to another that was at it
    assert await due(ask, TODAY) == []
    once = "SELECT count(*), count(DISTINCT (organisation_id, side, span, from_on)) FROM figure_snapshot"
    count, different = operator.execute(once).fetchone() or (0, 1)
    assert count == different


async def test_what_is_written_down_later_leaves_what_is_made_as_it_is(ask: Ask, operator: psycopg.Connection[Any]) -> None:
    await made(ask)
    before = set(operator.execute(WHOLE).fetchall())
    operator.execute("UPDATE visit SET unplanned = NOT unplanned WHERE planned_start_at < now() - interval '1 day'")
    assert await made(ask) == []
    unit = next(step for step in await due(Ask(ask.url), TODAY - 28 * DAY))  # a week that nobody has made yet
    assert await make(ask, unit)
    assert not await make(ask, unit)
    assert before < set(operator.execute(WHOLE).fetchall())


async def test_every_name_of_the_registry_is_in_every_part(ask: Ask, operator: psycopg.Connection[Any]) -> None:
    await made(ask)
    published = operator.execute("SELECT cells FROM published_figures").fetchall()
    exact = operator.execute("SELECT cells FROM exact_figures").fetchall()
    assert published
    assert exact
    for (cells,) in (*published, *exact):
        assert cells["counts"].keys() == set(COUNTS)
    for (cells,) in published:
        assert cells["means"].keys() == set(MEANS)


async def test_a_council_nobody_is_funded_by_now_has_zeros(ask: Ask, operator: psycopg.Connection[Any], planted: Planted) -> None:
    operator.execute("UPDATE arrangement SET removed_at = now() WHERE council_id = %s", [planted.other])
    operator.execute(
        "UPDATE arrangement SET removed_at = NULL, from_on = %s WHERE id = (SELECT min(id::text)::uuid FROM arrangement"
        " WHERE council_id = %s)",
        [TODAY, planted.other],
    )
    await made(ask)
    rows = operator.execute(
        "SELECT breakdown, cells FROM published_figures WHERE organisation_id = %s", [planted.other]
    ).fetchall()
    assert {breakdown for breakdown, _ in rows} == {"everyone"}
    assert all(set(cells["counts"].values()) == {0} for _, cells in rows)
    operator.execute("UPDATE arrangement SET removed_at = NULL WHERE council_id = %s", [planted.other])


async def test_no_true_count_of_a_council_is_in_any_table_that_it_reads_nor_in_the_log(
    ask: Ask, database: Database, operator: psycopg.Connection[Any], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    true, small = set(), 0
    for unit in await due(ask, TODAY):
        if unit.side is Side.council:
            for part in (
                await ask("SELECT snapshot_cells(%s, %s, %s, %s)", "council", unit.organisation, unit.from_on, unit.until_on)
            )[0][0]:
                for value in part["cells"]["counts"].values():
                    small += 0 < value <= Rule().threshold
                    true.add(value)
    telling = {value for value in true if value > 1000 and value % 5}
    assert small > 100
    assert len(telling) > 10
    monkeypatch.setenv("API_DATABASE_URL", database.api_url)
    log = LogCapture()  # of every level, whatever another test made of the process's own
    every = structlog.make_filtering_bound_logger(logging.DEBUG)
    monkeypatch.setattr(snapshots, "log", structlog.wrap_logger(None, processors=[log], wrapper_class=every))
    settings.cache_clear()
    try:
        assert await make_snapshots() > 0
    finally:
        settings.cache_clear()
    assert {line["event"] for line in log.entries} == {"snapshot"}
    assert all(line.keys() <= _SAID for line in log.entries)
    for cells in (row[0] for row in operator.execute("SELECT cells FROM published_figures").fetchall()):
        assert all(count is None or (count % 5 == 0 and count >= 0) for count in cells["counts"].values())
    seen = "\n".join(everything_a_commissioner_reads(database, world.council_id))
    assert "week_items_happened" in seen
    found = {int(number) for number in re.findall(r"(?<![\w.-])\d{4,7}(?![\w.-])", seen)}
    assert found & telling == set()


_SAID = {"event", "log_level", "organisation", "side", "span", "from_on", "done", "of", "made", "kind"}


def everything_a_commissioner_reads(database: Database, council: UUID) -> list[str]:
    """Every row of every table, as far as the role's rights and rows go."""
    told = []
    with closing(psycopg.connect(database.api_url, autocommit=False)) as connection:
        for name, value in (("role", "commissioner"), ("organisation_id", council), ("account_id", council)):
            connection.execute("SELECT set_config(%s, %s, false)", [f"app.{name}", str(value)])
        connection.execute("SET ROLE wt_commissioner")
        columns = connection.execute(
            "SELECT table_name, string_agg(quote_ident(column_name), ', ') FROM information_schema.column_privileges"
            " WHERE grantee = 'wt_commissioner' AND privilege_type = 'SELECT' AND table_schema = 'public' GROUP BY 1"
        ).fetchall()
        assert len(columns) > 10
        for table, listed in columns:
            rows = connection.execute(f"SELECT to_jsonb(t)::text FROM (SELECT {listed} FROM {table}) t".encode()).fetchall()
            told += [row[0] for row in rows]
    return told


def test_a_process_killed_at_any_moment_leaves_each_snapshot_whole_or_not_at_all(
    ask: Ask, database: Database, operator: psycopg.Connection[Any], tmp_path: Path
) -> None:
    assert ask.url
    where = {"DATABASE_URL": database.admin_url}
    assert call("snapshots", folder=tmp_path, **where).code == 0
    whole = set(operator.execute(PARTS).fetchall())
    forget(operator)
    dice = random.Random(9)
    for _ in range(4):
        killed = subprocess.Popen(
            [sys.executable, "-m", "api", "snapshots"], cwd=ROOT, env=environment(tmp_path, **where), stderr=subprocess.DEVNULL
        )
        time.sleep(dice.uniform(0.4, 2.0))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert set(operator.execute(PARTS).fetchall()) <= whole
    _left_alone(operator)  # PostgreSQL goes on with the last statement of a process that is gone, and holds what it was at
    said = call("snapshots", folder=tmp_path, **where)
    assert said.code == 0, said.err
    assert set(operator.execute(PARTS).fetchall()) == whole
    assert "No snapshot is due" in call("snapshots", folder=tmp_path, **where).err


def _left_alone(operator: psycopg.Connection[Any]) -> None:
    at_it = (
        "SELECT FROM pg_locks WHERE locktype = 'advisory'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    until = time.monotonic() + 180
    while operator.execute(at_it).fetchall() and time.monotonic() < until:
        time.sleep(0.05)
