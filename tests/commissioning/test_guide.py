"""The guide for councils: its example calls run, for a commissioner, as they stand there."""

import re
from pathlib import Path

import pytest

from tests.people.saying import As

GUIDE = (Path(__file__).parents[2] / "docs/councils.md").read_text(encoding="utf-8")
CALLS = re.findall(r"```http\n(GET /v1(\S+))\n```", GUIDE)


def test_the_guide_has_calls() -> None:
    assert len(CALLS) > 4


@pytest.mark.parametrize("path", [path for _, path in CALLS])
async def test_a_call_of_the_guide_runs(as_: As, path: str) -> None:
    answer = await as_("commissioner").get(path)
    assert answer.status_code == 200, answer.text


def test_every_path_of_the_guide_is_in_the_contract() -> None:
    from tests.measures.figures import document  # noqa: PLC0415 - generated when it is asked for

    named = set(re.findall(r"`(?:GET|POST) /v1(/[^`?]+)`", GUIDE))
    assert named <= document()["paths"].keys()
    assert len(named) > 3
