"""T10: whose access ends is refused at the next request. A thousand of them leave in tests/proof/leavers.py."""

from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from tests.access_matrix.leaving import WAYS, Leaving
from tests.access_matrix.leaving_sign_ins import SIGN_IN_WAYS
from tests.world import Caller

ROUNDS = 4


@pytest.mark.parametrize("way", [*WAYS, *SIGN_IN_WAYS], ids=lambda way: way.__name__)
async def test_at_the_next_request_access_is_over_when(
    way: Callable[[Leaving], Awaitable[str]], operator: psycopg.Connection[Any], world: World, as_: Callable[..., Caller]
) -> None:
    leaving = Leaving(operator, world, as_)
    assert [found for _ in range(ROUNDS) if (found := await way(leaving))] == []


async def test_whoever_stays_is_noticed(operator: psycopg.Connection[Any], world: World, as_: Callable[..., Caller]) -> None:
    leaving = Leaving(operator, world, as_)
    account, _, _ = leaving.member(world.teams[2].id)
    assert "200, then 200" in await leaving.refused(account, "/people", lambda: None, 404)
