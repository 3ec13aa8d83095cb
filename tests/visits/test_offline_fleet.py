"""T12: a fleet of phones hands in visits over a road that cuts four of ten connections. Nothing lost, doubled or wrong."""

from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.settings import Settings
from tests.process import serving
from tests.visits.fleet import Fleet
from tests.world import Tokens

VISITS = 2_000


@pytest.mark.slow
async def test_phones_without_signal_lose_double_and_spoil_nothing(
    operator: psycopg.Connection[Any], world: World, token: Tokens, service_settings: Settings
) -> None:
    with serving(service_settings) as url:
        result = await Fleet(operator, world, token, visits=VISITS).send_all(url)
    assert (result.lost, result.doubled, result.wrong, result.refused) == (0, 0, 0, {}), result
    assert result.visits == VISITS
    assert result.submissions > 2 * VISITS
    assert 0.35 < result.cut < 0.45
