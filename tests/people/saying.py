"""What the tests about people say again and again."""

from collections.abc import Callable
from typing import Any

import httpx2

from tests.world import Caller

As = Callable[..., Caller]


def refused(answer: httpx2.Response, status: int, code: str | None = None, pointer: str | None = None) -> dict[str, Any]:
    """The answer is a problem of this status (and code, and about this member)."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    if code is not None:
        assert problem["type"] == f"/problems/{code}"
    if pointer is not None:
        assert pointer in [error["pointer"] for error in problem["errors"]], problem
    return problem


def told(answer: httpx2.Response, status: int = 200) -> dict[str, Any]:
    """The answer went well."""
    assert answer.status_code == status, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def listed(caller: Caller, path: str, **params: Any) -> list[dict[str, Any]]:
    """The items of a list's first page."""
    items: list[dict[str, Any]] = told(await caller.get(path, params={"limit": 200, **params}))["items"]
    return items


async def ended_person(caller: Caller, team: object) -> str:
    """Somebody who asked and declined."""
    person = told(await caller.post("/people", {"team_id": team, "preferred_name": "Somebody"}), 201)["id"]
    told(await caller.post(f"/people/{person}/status-changes", {"to": "ended", "reason": "declined"}))
    return str(person)
