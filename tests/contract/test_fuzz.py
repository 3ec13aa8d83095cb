"""T1 in small: schemathesis with a token per role over all operations. With every phase: `python -m tests.proof fuzz`."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from api.settings import Settings
from tests.contract.fuzzing import Found, fuzz
from tests.process import serving
from tests.world import Tokens

ROLES = ("carer", "coach", "commissioner", "connector", "person", "family", "manager", "integration")


@pytest.fixture(name="live", scope="module")
def _live(service_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(service_settings, log=tmp_path_factory.mktemp("fuzz") / "log") as url:
        yield url


@pytest.fixture(name="runs", scope="module")
def _runs(
    live: str, token: Tokens, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[dict[str, Future[Found]]]:
    """Two roles at a time: the generator and the service take turns. One where each core has a worker with other tests."""
    folder = tmp_path_factory.mktemp("found")
    # Only the roles asked for: with `-k carer` the others would run as well, and be waited for.
    asked = {item.callspec.params.get("role") for item in request.session.items if hasattr(item, "callspec")}
    with ThreadPoolExecutor(1 if "PYTEST_XDIST_WORKER" in os.environ else 2) as pool:

        def run(role: str) -> Found:
            # The token when its turn comes: one made now would be over before the last role is done, and prove nothing.
            return fuzz(live, role, token(role, fresh=True), folder, examples=2, phases="examples,fuzzing")

        yield {role: pool.submit(run, role) for role in ROLES if role in asked}


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_sent_brings_a_defect_or_an_undocumented_answer(role: str, runs: dict[str, Future[Found]]) -> None:
    found = runs[role].result()
    assert found.cases > 100
    assert found.failures == [], found.output
