"""A proposal for a week: the facts out of the database, the answer of the solver into it. In between nothing is held."""

import asyncio
import os
import sys
from contextlib import suppress
from typing import Final
from uuid import UUID

import orjson

from api.jobs.app import call_kernel

SOLVER: Final = "api.jobs.solving"
MORE_SECONDS: Final = 30  # for loading the solver and for telling the reasons, on a machine that is busy


async def propose(proposal: UUID) -> bool:
    """Work out one proposal. False when there is nothing to work out, or somebody else was quicker.

    A process killed on the way leaves the proposal `working`; the queue runs its job again, and this begins anew.
    """
    facts = (await call_kernel("SELECT roster_problem(%s)::text", proposal))[0][0]
    if facts is None:
        return False
    answer = await solved(facts.encode(), orjson.loads(facts)["within_seconds"])
    return bool((await call_kernel("SELECT file_proposal(%s, %s::jsonb)", proposal, answer.decode()))[0][0])


async def solved(facts: bytes, seconds: float) -> bytes:
    """What the solver answers. RuntimeError when it died, TimeoutError when it did not end: the job is tried again."""
    alone = {name: value for name, value in os.environ.items() if not name.upper().endswith("DATABASE_URL")}
    pipe = asyncio.subprocess.PIPE
    solver = await asyncio.create_subprocess_exec(sys.executable, "-m", SOLVER, stdin=pipe, stdout=pipe, env=alone)
    try:
        answer, _ = await asyncio.wait_for(solver.communicate(facts), seconds + MORE_SECONDS)
    finally:
        if solver.returncode is None:  # it did not end, or this process is told to
            with suppress(ProcessLookupError):
                solver.kill()
            await solver.wait()
    if solver.returncode != 0:
        message = f"The solver ended with {solver.returncode}."
        raise RuntimeError(message)
    return answer
