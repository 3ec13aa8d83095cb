"""A handler's arguments from its signature, without FastAPI's general solver.

A handler of ours takes a guard, ids in the path, at most one model of query parameters and one of the body; one that takes
anything else does not start. What does not fit is left to FastAPI, which then says what is wrong (see route.py).
"""

import inspect
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NamedTuple, get_origin

from fastapi import Request
from fastapi.params import Depends, Query
from pydantic import BaseModel, TypeAdapter

from api.http.guard import Guard


class Arguments(NamedTuple):
    """What a handler takes: each by the name of its parameter."""

    guard: Guard
    call: str
    ids: tuple[tuple[str, Callable[[Any], Any]], ...] = ()
    query: tuple[str, type[BaseModel]] | None = None
    body: tuple[str, type[BaseModel]] | None = None

    async def read(self, request: Request) -> dict[str, Any] | None:
        """The arguments beside the guard's; None says: let FastAPI say what is wrong with this request."""
        try:
            values = {name: validated(request.path_params[name]) for name, validated in self.ids}
            if self.query is not None:
                sent = request.query_params.multi_items() if request.scope["query_string"] else []
                pairs = dict(sent)
                if len(pairs) != len(sent):  # given twice
                    return None
                values[self.query[0]] = self.query[1].model_validate(pairs)
            if self.body is not None:
                values[self.body[0]] = self.body[1].model_validate(await request.json())
        except ValueError:  # Pydantic's, and of JSON that cannot be read
            return None
        return values


def arguments_of(endpoint: Callable[..., Any], in_path: frozenset[str]) -> Arguments:
    """Read a handler's signature. TypeError for a handler without a guard, or with a parameter that is none of the above."""
    guard, ids = None, []
    models: dict[str, tuple[str, type[BaseModel]]] = {}
    for name, parameter in inspect.signature(endpoint).parameters.items():
        annotation = parameter.annotation
        kind, *says = (annotation.__origin__, *annotation.__metadata__) if get_origin(annotation) is Annotated else (annotation,)
        found = next((each.dependency for each in says if isinstance(each, Depends)), None)
        part = "query" if any(isinstance(each, Query) for each in says) else "body"
        if isinstance(found, Guard) and guard is None:
            guard = (found, name)
        elif name in in_path:
            ids.append((name, _validation(annotation)))
        elif isinstance(kind, type) and issubclass(kind, BaseModel) and part not in models:
            models[part] = (name, kind)
        else:
            message = f"{endpoint.__name__} takes {name}, which is neither a guard, an id in its path nor its one model."
            raise TypeError(message)
    if guard is None:
        message = f"{endpoint.__name__} has no guard: put Requires(…) in its signature."
        raise TypeError(message)
    return Arguments(*guard, tuple(ids), models.get("query"), models.get("body"))


@cache
def _validation(annotation: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type, or an Annotated one
    """One validator for all the routes that have this id in their paths: they are 500, and the kinds of ids a few."""
    return TypeAdapter(annotation).validate_python
