"""The operations that the service really has, read from the running application and from nowhere else."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from api.http.route import Route
from api.main import create_app
from api.settings import Settings


@dataclass(frozen=True)
class Operation:
    """One operation: its id, method, path below /v1 and the names in the path."""

    name: str
    method: str
    path: str
    parameters: tuple[str, ...]
    is_list: bool

    @property
    def names_a_record(self) -> bool:
        """Whether the path ends in a record's id."""
        return self.path.endswith("}")


@cache
def operations() -> dict[str, Operation]:
    """Every operation of `/v1` by its id."""
    found: dict[str, Operation] = {}
    app: Any = create_app(Settings(log_level="error")).app
    for route in app.routes:
        if not isinstance(route, Route):
            continue
        path = re.sub(r":\w+}", "}", route.path)
        (method,) = sorted(route.methods or ())
        parts = tuple(part[1:-1] for part in path.split("/") if part.startswith("{"))
        is_list = str(getattr(route.response_model, "__name__", "")).endswith("Page")
        found[route.name] = Operation(route.name, method, path.removeprefix("/v1"), parts, is_list)
    return found


def is_log(operation: Operation) -> bool:
    """Whether a list is about its parent rather than made of its records: histories and looks."""
    return operation.name.endswith(("_history", "_looks"))
