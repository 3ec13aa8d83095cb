"""T1 in small: schemathesis with a token per role over all operations. With every phase: `python -m tests.proof fuzz`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from tests.contract.fuzzing import fuzz
from tests.process import serving
from tests.world import Tokens

ROLES = ("carer", "coach", "commissioner", "connector", "person", "family", "manager", "integration")


@pytest.fixture(name="live", scope="module")
def _live(service_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(service_settings, log=tmp_path_factory.mktemp("fuzz") / "log") as url:
        yield url


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_nothing_that_is_sent_brings_a_defect_or_an_undocumented_answer(
    role: str, live: str, token: Tokens, tmp_path: Path
) -> None:
    found = fuzz(live, role, token(role), tmp_path, examples=2, phases="examples,fuzzing", seconds=300)
    assert found.cases > 100
    assert found.failures == [], found.output
