"""The weekly figures of a world, made as the jobs process makes them: by the same code, in the caller's transaction."""

from collections.abc import Coroutine
from datetime import date
from typing import Any, LiteralString
from uuid import UUID

import psycopg

from api.domain.commissioning.figures.making import due, make


def make_snapshots(connection: psycopg.Connection[Any], today: date, organisations: tuple[UUID, ...]) -> None:
    """Make what is due of these organisations; what is due of others is nothing of this world."""

    async def call(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any column's value
        return connection.execute(sql, values).fetchall()

    connection.execute("SET LOCAL jit = off")
    for unit in _now(due(call, today)):
        if unit.organisation in organisations:
            _now(make(call, unit))


def _now(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever it answers
    """What it answers. Nothing in it waits: the connection is not asynchronous, and a loop may be running here already."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value
    message = "Making a snapshot waited for something."
    raise RuntimeError(message)
