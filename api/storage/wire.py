"""Several statements in one round trip, on psycopg's connection.

psycopg's own pipeline costs about 100 µs of Python for two statements; the same two sent through its libpq layer (`psycopg.pq`)
cost about 35 µs, less than asyncpg's single statement, and the whole design hangs on this one path. Statements between two
Syncs are one implicit transaction in PostgreSQL's protocol, so a read needs no BEGIN and COMMIT of its own.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any, Final
from uuid import UUID

import orjson
from psycopg import AsyncConnection, OperationalError
from psycopg.adapt import Transformer
from psycopg.pq import DiagnosticField, ExecStatus
from psycopg.pq.abc import PGresult
from sqlalchemy import ClauseElement, Dialect
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from typing_extensions import override

from api.domain.shared.errors import InvalidError

_DIALECT: Final[Dialect] = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
_names = count()


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """SQL with `$1` parameters and the names and default values of these, prepared once per connection under `name`.

    `guarded`: the last column of its rows says whether they may be written as they now are.
    """

    name: bytes
    sql: bytes
    keys: tuple[str, ...]
    defaults: Mapping[str, Any]
    guarded: bool = False

    def values(self, given: Mapping[str, Any]) -> list[bytes | None]:
        """Parameter values as text for the wire, in order."""
        defaults = self.defaults
        return [encode(given[key] if key in given else defaults[key]) for key in self.keys]


def plain(sql: str, *keys: str) -> Statement:
    """A statement written by hand."""
    return Statement(b"s%d" % next(_names), sql.encode(), keys, {})


def compiled(clause: ClauseElement, *, guarded: bool = False) -> Statement:
    """A statement built with SQLAlchemy, compiled once and for all."""
    made: Any = clause.compile(dialect=_DIALECT, compile_kwargs={"render_postcompile": True})
    return Statement(b"s%d" % next(_names), made.string.encode(), tuple(made.positiontup or ()), dict(made.params), guarded)


def wrapped(before: str, inner: Statement, after: str, *keys: str) -> Statement:
    """SQL around a compiled statement; `{0}`, `{1}` … in `after` stand for the further parameters `keys`."""
    first = len(inner.keys) + 1
    numbered = after.format(*(f"${first + i}" for i in range(len(keys))))
    return Statement(
        b"s%d" % next(_names), f"{before}{inner.sql.decode()}{numbered}".encode(), (*inner.keys, *keys), inner.defaults
    )


def encode(value: Any) -> bytes | None:  # noqa: ANN401, PLR0911 - one line per type
    """A value in PostgreSQL's text format. Every parameter carries a cast in the SQL, so the server knows its type."""
    match value:
        case None:
            return None
        case str():
            return _text(value)
        case bool():
            return b"t" if value else b"f"
        case UUID() | int() | float():
            return str(value).encode()
        case bytes():
            return b"\\x" + value.hex().encode()
        case datetime() | date():
            return value.isoformat().encode()
        case dict():
            return orjson.dumps(value)
        case JsonList():
            return orjson.dumps(value.items)
        case list() | tuple() | set() | frozenset():
            return _array(value)
    message = f"No wire format for {type(value).__name__}"
    raise TypeError(message)


def _text(value: str) -> bytes:
    """A text. The wire ends it at a NUL, so what follows one would be lost without a word."""
    if "\0" in value:
        raise InvalidError("Send text without NUL characters.")
    return value.encode()


@dataclass(frozen=True, slots=True)
class JsonList:
    """A list that goes into a jsonb column and not into an array."""

    items: Sequence[Any]


def _array(items: Iterable[Any]) -> bytes:
    parts = []
    for item in items:
        text = (encode(item) or b"NULL").decode()
        parts.append('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
    return ("{" + ",".join(parts) + "}").encode()


class QueryError(Exception):
    """The server refused a statement. `state` is its SQLSTATE, `constraint` the constraint's name if one spoke."""

    def __init__(self, state: str, constraint: str | None, message: str) -> None:
        super().__init__(f"{state} {constraint or ''}")  # the message may quote values: kept apart, never logged
        self.state, self.constraint, self.message = state, constraint, message


Call = tuple[Statement, Sequence[bytes | None]]


class Wire(AsyncConnection[Any]):
    """A connection that sends several prepared statements and one Sync, and reads all answers."""

    _parsed: set[bytes] | None = None  # names of the statements that this connection knows
    _waiter: asyncio.Future[None] | None = None
    _listening = False

    def _start(self) -> set[bytes]:
        """Listen to the socket. The first time also change to pipeline mode, in which nothing is prepared yet."""
        if self._parsed is None:
            self.pgconn.nonblocking = 1
            self.pgconn.enter_pipeline_mode()
            self._parsed = set()
        asyncio.get_running_loop().add_reader(self.pgconn.socket, self._readable)
        self._listening = True
        return self._parsed

    def _readable(self) -> None:
        if self._waiter is None:
            # The server says something unasked (that it is shutting down). Left unread it would wake us for ever: the next
            # request reads it.
            self.hang_up()
        elif not self._waiter.done():
            self._waiter.set_result(None)

    @override
    async def close(self) -> None:
        """Close, and stop listening first: a closed descriptor's number is soon another's."""
        self.hang_up()
        await super().close()

    def hang_up(self) -> None:
        """Stop listening to the socket."""
        if self._listening:
            self._listening = False
            asyncio.get_running_loop().remove_reader(self.pgconn.socket)

    async def send(self, calls: Sequence[Call], deadline: float) -> list[PGresult]:
        """Send all calls in one go and read their results.

        `deadline` is on the loop's clock. Raises QueryError for the first statement refused (those after it did not run),
        OperationalError when the server is gone, TimeoutError when the deadline passed. After the last two, and when the
        task is cancelled, the connection is closed: half an answer must never be read by the next request.
        """
        prepared = self._parsed if self._listening and self._parsed is not None else self._start()
        connection = self.pgconn
        sent: list[bytes | None] = []  # the name for each Parse, None for each query, in the order of the results
        try:
            for statement, values in calls:
                if statement.name not in prepared:
                    prepared.add(statement.name)
                    connection.send_prepare(statement.name, statement.sql)
                    sent.append(statement.name)
                connection.send_query_prepared(statement.name, values)
                sent.append(None)
            connection.pipeline_sync()
            results = await self._receive(deadline)
        except BaseException:
            self.hang_up()
            connection.finish()
            raise
        refused = next((r for r in results if r.status == ExecStatus.FATAL_ERROR), None)
        if refused is not None:  # what came after the refusal was not prepared
            prepared.difference_update(n for n, r in zip(sent, results, strict=False) if n and r.status != ExecStatus.COMMAND_OK)
            raise _refusal(refused)
        if len(sent) == len(calls):
            return results
        return [r for n, r in zip(sent, results, strict=True) if n is None]

    async def _receive(self, deadline: float) -> list[PGresult]:
        connection = self.pgconn
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle | None = None
        results: list[PGresult] = []
        try:
            sending = connection.flush() == 1
            timer = loop.call_at(deadline, self._too_late)
            while True:
                self._waiter = waiter = loop.create_future()
                if sending:  # the kernel's buffer is full: go on sending when it drains
                    loop.add_writer(connection.socket, self._readable)
                try:
                    await waiter
                finally:
                    if sending:
                        loop.remove_writer(connection.socket)
                if sending:
                    sending = connection.flush() == 1
                connection.consume_input()
                while not connection.is_busy():
                    result = connection.get_result()
                    if result is None:
                        continue
                    if result.status == ExecStatus.PIPELINE_SYNC:
                        return results
                    results.append(result)
        finally:
            self._waiter = None
            if timer is not None:
                timer.cancel()

    def _too_late(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(TimeoutError("the request's time is over"))

    def rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        """The rows of a result as Python values."""
        transformer = Transformer(self)
        transformer.set_pgresult(result)
        return transformer.load_rows(0, result.ntuples, tuple)


def _refusal(result: PGresult) -> QueryError | OperationalError:
    state = (result.error_field(DiagnosticField.SQLSTATE) or b"XX000").decode()
    message = (result.error_field(DiagnosticField.MESSAGE_PRIMARY) or b"").decode(errors="replace")
    if state.startswith(("08", "57P")):  # connection failures, server shutting down
        return OperationalError(message)
    constraint = result.error_field(DiagnosticField.CONSTRAINT_NAME)
    return QueryError(state, constraint.decode() if constraint else None, message)
