"""Two that wait for each other: PostgreSQL stops one, the service runs it again, and no caller hears of it."""

import asyncio
from types import SimpleNamespace
from typing import Any, Self

import pytest
from starlette.responses import Response

from api.domain.shared.errors import AgainError, AwayError
from api.http import call as calls
from api.http.call import TRIES, Call


class _Nothing:
    """A transaction without a database."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


@pytest.fixture(name="call")
def _call(monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setattr(calls, "writing", lambda *_, **__: _Nothing())
    made = object.__new__(Call)
    made.kernel = SimpleNamespace(pool=None)  # type: ignore[assignment]
    made.asker, made.deadline = None, 0.0  # type: ignore[assignment]
    made.request = SimpleNamespace(path_params={})  # type: ignore[assignment]
    return made


async def test_what_was_stopped_for_another_is_run_again(call: Call) -> None:
    runs: list[Any] = []

    async def run(work: object) -> Response:
        await asyncio.sleep(0)
        runs.append(work)
        if len(runs) < TRIES:
            raise AgainError
        return Response(status_code=201)

    assert (await call.written(run)).status_code == 201
    assert len(runs) == TRIES


async def test_it_says_come_back_when_it_never_gets_through(call: Call) -> None:
    runs: list[Any] = []

    async def run(work: object) -> Response:
        runs.append(work)
        raise AgainError

    with pytest.raises(AwayError):
        await call.written(run)
    assert len(runs) == TRIES


async def test_other_refusals_are_not_tried_again(call: Call) -> None:
    runs: list[Any] = []

    async def run(work: object) -> Response:
        runs.append(work)
        raise AwayError

    with pytest.raises(AwayError):
        await call.written(run)
    assert len(runs) == 1
