"""The queue's application: how tasks are declared, when they are tried again, and how one of them calls the kernel.

Nothing here connects when it is imported. Only the jobs process imports it: a request queues through `queue_job()` in SQL.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final, LiteralString

from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision, RetryStrategy
from procrastinate.jobs import Job
from psycopg import AsyncConnection
from typing_extensions import override

from api.settings import settings

# Tried five times over about a quarter of an hour (after 5 s, 25 s, 2 min, 10 min); then it stays as failed and is seen.
AGAIN: Final = RetryStrategy(max_attempts=4, exponential_wait=5)
FIRST_WAIT: Final = 5
LONGEST_WAIT: Final = 1800
TRIES: Final = 200
MILLISECONDS: Final = 600_000
DAY_SECONDS: Final = 86_400

# A turn that nobody was there for is made up for within a day: a machine that was off at night plans in the morning.
app: Final = App(connector=PsycopgConnector(), periodic_defaults={"max_delay": DAY_SECONDS})

Work = Callable[[], Awaitable[None]]


class WhileAway(BaseRetryStrategy):
    """Again after 5 s, 10 s, 20 s …, then each half hour for four days: somebody else's server that is away loses us nothing."""

    max_attempts = TRIES

    @override
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When to try again."""
        if job.attempts >= TRIES:
            return None
        return RetryDecision(retry_in={"seconds": min(FIRST_WAIT * 2 ** min(job.attempts, 16), LONGEST_WAIT)})


def every(cron: str, name: str) -> Callable[[Work], Work]:
    """Declare work that is due by the clock (`cron` in UTC), once for all processes. Two turns may overlap if one takes long."""

    def declare(work: Work) -> Work:
        async def due(timestamp: int) -> None:  # noqa: ARG001 - procrastinate says when it was due
            await work()

        app.periodic(cron=cron)(app.task(name=name, retry=AGAIN)(due))
        return work

    return declare


async def call_kernel(sql: LiteralString, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any column's value
    """Call a function of the kernel (one of LOGIN_CALLABLE) in a transaction of its own, and answer its rows.

    As the service's login, which has no other right: the function decides what may happen. `sql` has `%s` for each value.
    psycopg's errors come out as they are: the job is tried again.
    """
    url = settings().api_database_url
    assert url is not None  # noqa: S101 - the command refuses to start without
    # What a killed process had asked for ends within seconds too, and is not in the way of whoever begins again.
    options = (
        f"-c statement_timeout={MILLISECONDS} -c lock_timeout=30000 -c TimeZone=UTC -c jit=off"
        " -c client_connection_check_interval=2000"
    )
    async with (
        await AsyncConnection.connect(
            url.get_secret_value(), options=options, connect_timeout=5, application_name="wellbeing jobs"
        ) as connection,
        await connection.execute(sql, values) as cursor,
    ):
        return await cursor.fetchall()
