"""The stage in this module's database, and a caller for each role and relation, with the most that the role may hold."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.access.roles import ROLE_SCOPES, Role
from tests.access_matrix.harness import roll_back
from tests.access_matrix.stage import Stage, set_up
from tests.world import Caller


@pytest.fixture(scope="module")
def stage(operator: psycopg.Connection[Any], world: World) -> Stage:
    """Who stands where."""
    return set_up(operator, world)


@pytest.fixture(scope="module")
def callers(stage: Stage, as_: Callable[..., Caller]) -> dict[tuple[str, str], Caller]:
    """A caller for each role and relation; a client holds all that any client of a provider may."""
    most = " ".join(sorted(ROLE_SCOPES[Role.integration]))
    return {
        (role, relation): as_(who, scopes=most) if role == "integration" else as_(who)
        for role, relations in stage.cells.items()
        for relation, (who, _) in relations.items()
    }


@pytest.fixture
def nothing_stays() -> Iterator[None]:
    """Writes are rolled back (see harness.roll_back)."""
    with pytest.MonkeyPatch.context() as patch:
        roll_back(patch)
        yield
