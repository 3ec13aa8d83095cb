"""T8 in small: phones that hang up half-way leave no context behind, no wrong rows, and a whole pool.

In large: tests/proof/cancel_storm.py.
"""

import asyncio
import random
from collections.abc import Callable
from typing import Any

import pytest

from api.demo.made import World
from api.http.edge import Edge
from tests.world import Caller

REQUESTS = 600
HANG_UP = 0.7


@pytest.fixture(name="callers")
def _callers(as_: Callable[..., Caller], world: World) -> list[tuple[Caller, set[str]]]:
    found = [(as_(account), {str(t) for t in account.team_ids}) for account in world.accounts if account.role == "carer"]
    assert len({frozenset(t) for _, t in found}) > 1
    return found


async def test_who_hangs_up_leaves_nothing_of_theirs_behind(callers: list[tuple[Caller, set[str]]], service: Edge) -> None:
    rng = random.Random(8)
    gate = asyncio.Semaphore(24)
    foreign: list[str] = []
    answered = 0

    async def one(caller: Caller, teams: set[str]) -> None:
        nonlocal answered
        async with gate:
            work = asyncio.ensure_future(caller.get("/people?limit=200"))
            if rng.random() < HANG_UP:
                await asyncio.sleep(rng.random() * 0.004)
                work.cancel()
            try:
                response = await work
            except asyncio.CancelledError:
                return
        if response.status_code == 503:
            return
        answered += 1
        foreign.extend(p["id"] for p in response.json()["items"] if p["team_id"] not in teams)

    await asyncio.gather(*(one(*rng.choice(callers)) for _ in range(REQUESTS)))
    assert foreign == []
    assert answered > REQUESTS * (1 - HANG_UP) / 2
    stats: dict[str, Any] = service.kernel.pool.get_stats()
    assert stats.get("requests_waiting", 0) == 0
    for caller, teams in callers * 3:  # the pool is whole: everybody is answered, with their own people
        response = await caller.get("/people?limit=200")
        assert response.status_code == 200
        assert {p["team_id"] for p in response.json()["items"]} <= teams


async def test_a_connection_goes_back_without_a_role_or_a_context(callers: list[tuple[Caller, set[str]]], service: Edge) -> None:
    for caller, _ in callers:
        await caller.get("/people")
    pool = service.kernel.pool
    for _ in range(8):
        async with pool.connection() as wire:
            from api.storage.wire import plain

            asked = plain(
                "SELECT current_user::text, current_setting('app.team_ids', true), current_setting('app.account_id', true)"
            )
            results = await wire.send([(asked, [])], asyncio.get_running_loop().time() + 2)
            who, teams, account = wire.rows(results[-1])[0]
            assert who == "wt_api"
            assert not teams
            assert not account
