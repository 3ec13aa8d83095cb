"""Work that each worker does beside its requests: reconcile the rate counts, show looks to people, tidy up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

from api.domain.shared.errors import AwayError
from api.http.call import Kernel
from api.logs import get_logger
from api.storage.pools import connection
from api.storage.wire import QueryError, encode, plain
from api.storage.writing import at_the_desk

SECOND: Final = 1.0
LOOKS_AT_A_TIME: Final = 2000
TIDY_EVERY: Final = 600
COUNT: Final = plain("SELECT subject, used FROM count_requests($1::uuid[], $2::int[], $3::int)", "subjects", "counts", "minute")
EXPAND: Final = plain("SELECT expand_looks($1::int)", "most")
TIDY: Final = plain("SELECT tidy_up()")
ORIGINS: Final = plain("SELECT DISTINCT unnest(origins) FROM client WHERE removed_at IS NULL")
ORIGINS_EVERY: Final = 5  # whoever registers a front end tries it at once
log = get_logger("api.beside")


async def beside(kernel: Kernel) -> None:
    """Until cancelled. A database that is away is no reason to stop."""
    turn = 0
    while True:
        await asyncio.sleep(SECOND)
        turn += 1
        await _quietly(reconcile, kernel)
        await _quietly(show_looks, kernel)
        if turn % ORIGINS_EVERY == 1:
            await _quietly(learn_origins, kernel)
        if turn % TIDY_EVERY == 0:
            await _quietly(tidy, kernel)


async def _quietly(work: Callable[[Kernel], Awaitable[Any]], kernel: Kernel) -> None:
    try:
        await work(kernel)
    except AwayError:
        return
    except QueryError as error:
        log.warning("beside", work=work.__name__, state=error.state)


async def reconcile(kernel: Kernel) -> None:
    """Tell the other workers what this one counted, and hear what they did."""
    minute, new = kernel.rates.take()
    if not new:
        return
    subjects = sorted(new)
    values = [encode(subjects), encode([new[s] for s in subjects]), encode(minute)]
    async with connection(kernel.pool, _soon()) as wire:
        results = await wire.send([(COUNT, values)], _soon())
        totals: dict[UUID, int] = dict(wire.rows(results[-1]))
    kernel.rates.hear(minute, totals)


async def show_looks(kernel: Kernel) -> int:
    """Make looks readable to the people they were about. Answers how many."""
    async with connection(kernel.pool, _soon()) as wire:
        results = await wire.send([(EXPAND, [encode(LOOKS_AT_A_TIME)])], _soon())
        return int(results[-1].get_value(0, 0) or 0)


async def learn_origins(kernel: Kernel) -> None:
    """The origins of registered front ends, for CORS."""
    async with at_the_desk(kernel.pool, _soon()) as desk:
        kernel.origins = frozenset(row[0] for row in await desk.rows(ORIGINS))


async def tidy(kernel: Kernel) -> None:
    """Forget what need not be kept."""
    async with connection(kernel.pool, _soon()) as wire:
        await wire.send([(TIDY, [])], _soon())


def _soon() -> float:
    return asyncio.get_running_loop().time() + 2.5
