"""A worker has a limit of memory, and each of its megabytes is paid once per worker."""

import json
import subprocess
import sys

import pytest

# Of a process of its own: here the tests have loaded far more than a worker does.
WORKER = """
import gc, json, sys
import api.http.server
from fastapi._compat import ModelField
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from api.domain.shared.fields import MODELS, Body
from api.storage.lists import ListQuery
from api.http.route import Route
from api.main import create_app
from api.settings import Settings

def kinds(of):
    for each in of.__subclasses__():
        yield each
        yield from kinds(each)

routes = [route for route in create_app(Settings()).app.routes if isinstance(route, Route)]
print(json.dumps({
    "routes": len(routes),
    "loaded": [name for name, module in sys.modules.items() if module is not None],
    "told_by_fastapi": [type(each).__name__ for each in gc.get_objects() if isinstance(each, (APIRoute, Dependant, ModelField))],
    "answers": [kind.__name__ for kind in MODELS],
    "built": [kind.__name__ for base in (Body, ListQuery) for kind in kinds(base) if kind.__pydantic_complete__],
}))
import rich.progress
"""


THE_BUILT_IN_INSTRUMENT = {"Definition", "Item", "Scale", "Scoring", "Band"}  # it is there before anybody asks


@pytest.fixture(scope="module")
def worker() -> dict[str, list[str]]:
    """What a worker has in memory before its first request."""
    command = [sys.executable, "-c", WORKER]
    found: dict[str, list[str]] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


def test_a_worker_builds_nothing_that_only_the_contract_needs(worker: dict[str, list[str]]) -> None:
    assert worker["routes"]
    assert worker["told_by_fastapi"] == []
    assert worker["answers"] == []
    assert set(worker["built"]) == THE_BUILT_IN_INSTRUMENT


@pytest.mark.parametrize(
    "package", ["rich", "pygments", "greenlet", "pydantic.v1", "typer", "alembic", "api.demo.world", "fpdf", "PIL", "uharfbuzz"]
)
def test_a_worker_loads_nothing_that_no_request_needs(worker: dict[str, list[str]], package: str) -> None:
    assert package not in worker["loaded"]
