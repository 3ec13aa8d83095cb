"""snapshots: the weekly figures that are due, made now instead of with the next turn of the jobs process."""

import asyncio
from contextlib import closing
from typing import Any, LiteralString

import psycopg
import typer

from api.commands.common import admin_url, say


def snapshots() -> None:
    """Make the weekly figures that are due, and show how far it is. The jobs process makes them by itself each hour.

    Breaking off is safe: each is filed whole or not at all, and running it again goes on with those that are missing.
    """
    with admin_url() as url, closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute("SET jit = off")
        connection.execute("SET client_connection_check_interval = 2000")  # what was broken off ends in the server too
        connection.execute("SET ROLE wt_operator")
        made, of = asyncio.run(_make(connection))
    say(f"{made} of {of} snapshots made" if of else "No snapshot is due")
    if made < of:
        raise typer.Exit(1)


async def _make(connection: psycopg.Connection[Any]) -> tuple[int, int]:
    from rich.console import Console  # noqa: PLC0415 - for those who make them by hand
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - as above

    from api.domain.commissioning.figures.making import due, make_due  # noqa: PLC0415 - as above
    from api.domain.shared.clock import london_today  # noqa: PLC0415 - as above

    async def call(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any column's value
        return connection.execute(sql, values).fetchall()

    today, made = london_today(), 0
    of = len(await due(call, today))
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("snapshots", total=of)
        async for step in make_due(call, today, bears=lambda error: isinstance(error, psycopg.Error) and not connection.closed):
            made, of = made + step.made, step.of
            progress.update(task, completed=step.done, total=of, description=f"{step.unit.span} of {step.unit.from_on}")
    return made, of
