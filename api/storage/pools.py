"""The pool of the service's own login, and the check that this login cannot go round row security."""

import asyncio

import psycopg
from psycopg.pq import ConnStatus, TransactionStatus
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from api.domain.shared.errors import AwayError
from api.storage.wire import QueryError, Wire, plain

ROLLBACK = plain("ROLLBACK")

MAY_NOT = """
SELECT CASE WHEN rolsuper THEN 'is a superuser' WHEN rolbypassrls THEN 'bypasses row security'
            WHEN rolinherit THEN 'inherits its group roles'
            WHEN EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) THEN 'owns tables' END
  FROM pg_roles r WHERE rolname = current_user
"""


class UnsafeLoginError(RuntimeError):
    """The login given for the service could go round row security; the service does not start with it."""


def make_pool(url: str, *, size: int, request_seconds: float) -> AsyncConnectionPool[Wire]:
    """A pool that is not open yet. Time limits are the server's own, in case a worker dies with a statement running."""
    milliseconds = int(request_seconds * 1000)
    options = (
        f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds} -c idle_in_transaction_session_timeout=10000 "
        "-c TimeZone=UTC -c DateStyle=ISO -c jit=off -c plan_cache_mode=force_generic_plan"
    )
    return AsyncConnectionPool(
        url,
        connection_class=Wire,
        min_size=min(2, size),
        max_size=size,
        open=False,
        configure=_refuse_unsafe,
        timeout=request_seconds,
        reconnect_timeout=86400.0,
        kwargs={
            "autocommit": True,
            "options": options,
            "application_name": "wellbeing",
            "connect_timeout": 5,
            "prepare_threshold": None,
        },
    )


class connection:  # noqa: N801 - used as a function: `async with connection(pool, deadline) as wire`
    """A connection until the block ends. Whatever is wrong with the database becomes AwayError.

    Leaving a transaction open (an exception in the middle) costs a ROLLBACK here, before anyone else has the connection.
    """

    __slots__ = ("_deadline", "_pool", "_wire")
    _wire: Wire

    def __init__(self, pool: AsyncConnectionPool[Wire], deadline: float) -> None:
        self._pool, self._deadline = pool, deadline

    async def __aenter__(self) -> Wire:
        """A connection, within the deadline."""
        left = self._deadline - asyncio.get_running_loop().time()
        try:
            self._wire = await self._pool.getconn(timeout=max(0.01, left))
        except (PoolTimeout, psycopg.OperationalError) as error:
            raise AwayError from error
        return self._wire

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Give it back, clean."""
        wire = self._wire
        try:
            if wire.pgconn.status == ConnStatus.OK and wire.pgconn.transaction_status != TransactionStatus.IDLE:
                await _roll_back(wire)
        finally:
            await self._pool.putconn(wire)
        if isinstance(error, psycopg.OperationalError | TimeoutError):
            raise AwayError from error


async def _roll_back(wire: Wire) -> None:
    """Nothing half-written, and nobody else's context: a connection goes back idle or not at all."""
    try:
        await wire.send([(ROLLBACK, [])], asyncio.get_running_loop().time() + 1.0)
    except (psycopg.Error, TimeoutError, QueryError):
        wire.pgconn.finish()


async def _refuse_unsafe(wire: Wire) -> None:
    """Every new connection is looked at: a login can be changed while the service runs."""
    row = await (await wire.execute(MAY_NOT)).fetchone()
    if row and row[0]:
        message = f"API_DATABASE_URL names a login that {row[0]}: use one that owns nothing (see docs/operating.md)."
        raise UnsafeLoginError(message)


async def check_login(pool: AsyncConnectionPool[Wire]) -> None:
    """Refuse to serve with a login that owns something or bypasses row security. A database that is away is looked at later."""
    try:
        async with await Wire.connect(str(pool.conninfo), connect_timeout=3) as plain_connection:
            await _refuse_unsafe(plain_connection)
    except psycopg.OperationalError:
        return
