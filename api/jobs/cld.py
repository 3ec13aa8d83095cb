"""Client Level Data: what stands in the records, out of the database, some people after others; the file, into it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final
from uuid import UUID

import orjson

from api.domain.commissioning.cld.making import Making
from api.jobs.app import call_kernel
from api.logs import get_logger

AT_ONCE: Final = 2000
BEFORE_ALL: Final = UUID(int=0)
Call = Callable[..., Awaitable[list[tuple[Any, ...]]]]
log = get_logger("api.jobs")


async def make(export: UUID, call: Call = call_kernel, at_once: int = AT_ONCE) -> bool:
    """Make one export. False when there is nothing to make (any more), or somebody else was quicker.

    A process killed on the way leaves the export `asked`, with nothing in it; the queue runs its job again, and this begins anew.
    How far it is stands in the log, and never how many people.
    """
    making, after, turn, turns = Making(), BEFORE_ALL, 0, 1
    while turn < turns:
        found = (await call("SELECT cld_facts(%s, %s, %s)::text", export, after, at_once))[0][0]
        if found is None:
            return False
        facts = orjson.loads(found)
        await asyncio.to_thread(making.add, facts)
        turn, turns = turn + 1, turn + max(1, -(-facts["left"] // at_once))
        log.info("cld export", export=str(export), done=turn, of=turns)
        if facts["people"]:
            after = UUID(facts["people"][-1]["id"])
    made = making.made()
    people = [UUID(person) for person in made.person_ids]
    filed = await call(
        "SELECT file_cld_export(%s, %s, %s, %s::uuid[], %s::jsonb)",
        *(export, made.packed, made.rows, people, orjson.dumps(made.missing).decode()),
    )
    return bool(filed[0][0])
