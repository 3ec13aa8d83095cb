"""Finds the route of a request by its segments, whatever the number of routes.

FastAPI tries one pattern after another and wraps each request in six layers; with two hundred routes that costs more than the
answer. What is not found here (unknown paths, other methods, pages outside `/v1`) goes FastAPI's way: refusals stay as they are.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, NamedTuple

from fastapi import Request, Response
from fastapi.routing import iter_route_contexts
from starlette.convertors import PathConvertor, StringConvertor
from starlette.routing import BaseRoute

from api.http.route import Route

Handler = Callable[[Request], Awaitable[Response]]


class Found(NamedTuple):
    """A route with its own path template, and what stood in the path for its parameters."""

    handler: Handler
    route: Any
    parameters: dict[str, Any]


class _Leaf(NamedTuple):
    handler: Handler
    route: Any
    names: tuple[str, ...]
    convertors: tuple[Callable[[str], Any] | None, ...]

    def parameters(self, values: list[str]) -> dict[str, Any] | None:
        """What stood in the path by name; None when a value is not of its kind (`{person_id:uuid}`)."""
        found: dict[str, Any] = {}
        for name, convert, value in zip(self.names, self.convertors, values, strict=True):
            found[name] = value if convert is None else convert(value)
            if found[name] is None:
                return None
        return found


class _Node:
    __slots__ = ("any", "fixed", "leaf")

    def __init__(self) -> None:
        self.fixed: dict[str, _Node] = {}
        self.any: _Node | None = None
        self.leaf: _Leaf | None = None


class Switchboard:
    """Method and path to a guarded route. A fixed segment goes before a parameter, in whatever order the routes were written."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._roots: dict[str, _Node] = {}
        for context in iter_route_contexts(routes):
            route, segments = context.original_route, (context.path_format or "").split("/")
            if not isinstance(route, Route) or any(isinstance(c, PathConvertor) for c in context.param_convertors.values()):
                continue  # `{rest:path}` spans segments
            names = tuple(s[1:-1] for s in segments if s.startswith("{"))
            convertors = tuple(_converting(context.param_convertors[name]) for name in names)
            for method in context.methods or ():
                node = self._roots.setdefault(method, _Node())
                for segment in segments:
                    if not segment.startswith("{"):
                        node = node.fixed.setdefault(segment, _Node())
                        continue
                    if node.any is None:
                        node.any = _Node()
                    node = node.any
                if node.leaf is None:  # the first of two equal templates, as FastAPI has it
                    node.leaf = _Leaf(route.run, context, names, convertors)

    def find(self, method: str, path: str) -> Found | None:
        """The route of a request, or None when FastAPI is to say what is wrong."""
        root = self._roots.get(method)
        if root is None:
            return None
        values: list[str] = []
        leaf = _follow(root, path.split("/"), 0, values)
        parameters = None if leaf is None else leaf.parameters(values)
        return None if leaf is None or parameters is None else Found(leaf.handler, leaf.route, parameters)


def _converting(convertor: Any) -> Callable[[str], Any] | None:  # noqa: ANN401 - Starlette's convertor of any type
    """Text to value, or None for text of another kind; no function at all for plain text."""
    if isinstance(convertor, StringConvertor):
        return None
    pattern = re.compile(convertor.regex)

    def convert(value: str) -> Any:  # noqa: ANN401 - as above
        return convertor.convert(value) if pattern.fullmatch(value) else None

    return convert


def _follow(node: _Node, segments: list[str], at: int, values: list[str]) -> _Leaf | None:
    if at == len(segments):
        return node.leaf
    segment = segments[at]
    further = node.fixed.get(segment)
    if further is not None and (found := _follow(further, segments, at + 1, values)) is not None:
        return found
    if node.any is None or not segment:
        return None
    values.append(segment)
    found = _follow(node.any, segments, at + 1, values)
    if found is None:
        values.pop()
    return found
