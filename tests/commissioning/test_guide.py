"""The guide for councils: its example calls run, for a commissioner, as they stand there."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.domain.commissioning.figures.sheet import COLUMNS
from tests.people.saying import As, listed

GUIDE = (Path(__file__).parents[2] / "docs/councils.md").read_text(encoding="utf-8")
CALLS = re.findall(r"```http\n(GET /v1(\S+))\n```", GUIDE)


def test_the_guide_has_calls() -> None:
    assert len(CALLS) > 4


@pytest.mark.parametrize("path", [path for _, path in CALLS])
async def test_a_call_of_the_guide_runs(as_: As, path: str) -> None:
    answer = await as_("commissioner").get(path)
    assert answer.status_code == 200, answer.text


def test_every_path_of_the_guide_is_in_the_contract() -> None:
    from tests.measures.figures import document

    named = set(re.findall(r"`(?:GET|POST|PUT|PATCH) /v1(/[^`?]+)`", GUIDE))
    assert named <= document()["paths"].keys()
    assert len(named) > 3


def shape(said: Any, told: Any) -> Any:
    """What is told, without what the example leaves out and without its values."""
    return {name: shape(said[name], told[name]) for name in said} if isinstance(said, dict) else None


async def test_the_figures_of_the_guide_look_like_those_that_are_told(as_: As) -> None:
    (example,) = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL))
    (told,) = await listed(as_("commissioner"), "/latest-figures?span=quarter")
    assert shape(example, told) == shape(example, example)
    for of in ("counts", "means"):
        assert all(one.keys() == told[of][name].keys() for name, one in example[of].items())


def test_the_guide_names_the_columns_of_a_sheet_in_their_order() -> None:
    (said,) = re.findall(r"each measure of each part: (.*?)\.\n", GUIDE, re.DOTALL)
    assert tuple(re.findall(r"`(\w+)`", said)) == COLUMNS
