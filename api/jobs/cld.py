"""Client Level Data: what stands in the records, out of the database; the file, into it. In between nothing is held."""

import asyncio
from uuid import UUID

import orjson

from api.domain.commissioning.cld.making import made_of
from api.jobs.app import call_kernel


async def make(export: UUID) -> bool:
    """Make one export. False when there is nothing to make, or somebody else was quicker.

    A process killed on the way leaves the export `asked`; the queue runs its job again, and this begins anew.
    """
    facts = (await call_kernel("SELECT cld_facts(%s)::text", export))[0][0]
    if facts is None:
        return False
    made = await asyncio.to_thread(lambda: made_of(orjson.loads(facts)))
    missing = orjson.dumps(made.missing).decode()
    people = [UUID(person) for person in made.person_ids]
    filed = await call_kernel(
        "SELECT file_cld_export(%s, %s, %s, %s::uuid[], %s::jsonb)", export, made.csv, made.rows, people, missing
    )
    return bool(filed[0][0])
