"""T10: whose access ends is refused at the next request. A thousand of them leave in tests/proof/leavers.py."""

from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest

from api.demo.made import DemoAccount, DemoClient, World
from tests.access_matrix import harness, table
from tests.access_matrix.leaving import WAYS, Leaving
from tests.access_matrix.leaving_councils import COUNCIL_WAYS
from tests.access_matrix.leaving_sign_ins import SIGN_IN_WAYS
from tests.access_matrix.places import nowhere
from tests.access_matrix.stage import Stage
from tests.world import Caller

ROUNDS = 4


@pytest.mark.parametrize("way", [*WAYS, *SIGN_IN_WAYS, *COUNCIL_WAYS], ids=lambda way: way.__name__)
async def test_at_the_next_request_access_is_over_when(
    way: Callable[[Leaving], Awaitable[str]], operator: psycopg.Connection[Any], world: World, as_: Callable[..., Caller]
) -> None:
    leaving = Leaving(operator, world, as_)
    assert [found for _ in range(ROUNDS) if (found := await way(leaving))] == []


async def test_whoever_has_left_is_turned_away_at_every_door(
    operator: psycopg.Connection[Any], world: World, as_: Callable[..., Caller]
) -> None:
    leaving = Leaving(operator, world, as_)
    left: dict[str, DemoAccount | DemoClient] = {}
    for role in ("manager", "commissioner"):
        account, grant = leaving.account(role)
        assert (await as_(account).get("/me")).status_code == 200
        leaving.end("account_grant", "removed_at = now()", grant)
        left[role] = account
    stage = Stage({role: {"random": (who, nowhere())} for role, who in left.items()}, {})
    # What a role never does its token is refused for, without a look at whose it is.
    theirs = [(op, role) for op, (_, words) in table.rows().items() for role in left if words[role] not in ("-", "no")]
    cells = [harness.Cell(operation, role, "random", "401") for operation, role in theirs]
    answers = await harness.run({(role, "random"): as_(who) for role, who in left.items()}, stage, cells)
    assert {str(answer.cell): answer.outcome for answer in answers if answer.outcome != "401"} == {}
    assert len(answers) > 300


async def test_whoever_stays_is_noticed(operator: psycopg.Connection[Any], world: World, as_: Callable[..., Caller]) -> None:
    leaving = Leaving(operator, world, as_)
    account, _, _ = leaving.member(world.teams[2].id)
    assert "200, then 200" in await leaving.refused(account, "/people", lambda: None, 404)
