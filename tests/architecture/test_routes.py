"""Every route: a guard in its signature, a scope with words, an operation id that makes a good method name."""

import pkgutil
import re
from importlib import import_module

import pytest
from fastapi import APIRouter
from fastapi.routing import iter_route_contexts

import api.routers
from api.domain.access.roles import ROLE_SCOPES, SCOPES
from api.http.guard import Guard
from api.http.route import Route
from api.main import create_app
from api.settings import Settings


def all_routes() -> list[Route]:
    """The routes of `/v1`."""
    edge = create_app(Settings())
    routes = edge.app.routes  # type: ignore[attr-defined]  # an Edge takes any ASGI application; this one is FastAPI's
    contexts = [c for c in iter_route_contexts(routes) if str(c.path).startswith("/v1/") and c.path != "/v1/openapi.json"]
    return [c.route for c in contexts]  # type: ignore[misc]


ROUTES = all_routes()


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: r.name)
def test_a_route_is_guarded_and_its_scope_has_words_and_somebody_holds_it(route: Route) -> None:
    assert isinstance(route, Route)
    guard = route.arguments.guard
    assert isinstance(guard, Guard)
    if guard.scope:
        assert guard.scope in SCOPES
        assert any(guard.scope in held for held in ROLE_SCOPES.values())


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: r.name)
def test_what_changes_something_asks_for_a_scope_to_write(route: Route) -> None:
    guard = route.arguments.guard
    if route.methods and not route.methods & {"GET"} and route.name != "lookup_person":
        assert guard.scope.endswith((":write", ":answer", ":agree", ":export"))


def test_operation_ids_are_short_and_all_different() -> None:
    names = [route.name for route in ROUTES]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{2,49}", name) for name in names)


def test_every_router_is_in_the_index() -> None:
    modules = [import_module(f"api.routers.{m.name}") for m in pkgutil.iter_modules(api.routers.__path__)]
    made = [m.router for m in modules if isinstance(getattr(m, "router", None), APIRouter)]
    assert [r for r in made if r not in api.routers.ROUTERS] == []
    assert {tag for r in api.routers.ROUTERS for tag in r.tags} == set(api.routers.TAGS)
