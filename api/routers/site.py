"""What is served outside /v1: liveness, readiness, metrics, documentation, problem pages, sign-in."""

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import orjson
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api import openapi, problems
from api.demo.kept import accounts_in
from api.domain.access.roles import SCOPES
from api.domain.shared.errors import AwayError
from api.http import metrics
from api.http.call import STANDS
from api.http.docs import docs_routes
from api.http.route import Route as GuardedRoute
from api.routers import oauth
from api.routers.calendars import calendar_routes
from api.routers.sandbox import for_this_machine, sandbox_routes
from api.settings import Settings
from api.sign_in import sign_in_routes
from api.storage.pools import connection
from api.storage.shape import SHAPES
from api.storage.wire import plain

WRITTEN: Final = Path(__file__).resolve().parents[2] / "openapi" / "openapi.json"
WATCH: Final = plain("SELECT looks_waiting, transactions_behind FROM watch()")
WATCH_SNAPSHOTS: Final = plain("SELECT count(*) FROM snapshots_due((now() AT TIME ZONE 'Europe/London')::date)")
WATCH_JOBS: Final = plain("SELECT waiting, failed, workers FROM watch_jobs()")


def contract(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of `/v1`."""
    from api.routers import TAGS  # noqa: PLC0415 - the index imports this package

    told = FastAPI(
        title=api.title, version=api.version, description=api.description, contact=api.contact, openapi_url=None,
        routes=[route.described() for route in api.routes if isinstance(route, GuardedRoute)],
    )  # fmt: skip
    doc = openapi.document(told, problem=problems.Problem, tags=dict(sorted(TAGS.items())), scopes=SCOPES, prefix="/v1")
    for shape in SHAPES:  # what one role does not see is absent from its answers, so it is not required
        schema = doc["components"]["schemas"].get(shape.model.__name__)
        if schema is not None and "required" in schema:
            schema["required"] = [name for name in schema["required"] if name in shape.always()]
    return doc


def served(api: FastAPI, written: Path = WRITTEN) -> bytes:
    """The document as it is committed, which a test holds to the code; made from the code where there is no such file.

    To make it takes a second in which a worker answers nobody, and ten megabytes that it keeps.
    """
    if not written.exists():
        return orjson.dumps(contract(api))
    return b"".join(line.lstrip() for line in written.read_bytes().splitlines())  # JSON has no line breaks within its strings


def site_routes(api: FastAPI, settings: Settings) -> list[BaseRoute]:
    """Routes that are not in the contract."""
    made: dict[str, bytes] = {}

    async def document(_: Request) -> Response:
        if "doc" not in made:
            made["doc"] = served(api)
        return Response(made["doc"], 200, {"cache-control": "no-cache"}, "application/json")

    return [
        Route("/v1/openapi.json", document),
        Route("/livez", live),
        Route("/readyz", ready),
        Route("/metrics", measure),
        *oauth.ROUTES,
        *sign_in_routes(settings),
        *calendar_routes(),
        *sandbox_routes(settings),
        *_documentation(settings),
    ]


def _documentation(settings: Settings) -> list[BaseRoute]:
    """The pages for people. The demo's accounts are for callers on this machine, as its sandboxes are."""
    accounts = (lambda: accounts_in(settings.demo_file)) if settings.demo else None
    routes = docs_routes(accounts, problems.all_problems())
    return [_kept_here(route, settings) if route.name == "demo_accounts" else route for route in routes]


def _kept_here(route: Route, settings: Settings) -> Route:
    async def answer(request: Request) -> Response:
        found: Response = route.endpoint(request)
        return found

    return Route(route.path, for_this_machine(answer, settings), name=route.name)


async def live(_: Request) -> Response:
    """The process answers."""
    return Response(b'{"status":"ok"}', 200, {"cache-control": "no-store"}, "application/json")


async def ready(request: Request) -> Response:
    """The database answers, and the keys can be read."""
    kernel = request.scope["wellbeing.kernel"]
    deadline = asyncio.get_running_loop().time() + 1.0
    if kernel is None or kernel.ring.problem:
        raise AwayError
    async with connection(kernel.pool, deadline) as wire:
        await wire.send([(STANDS, [])], deadline)
    return Response(b'{"status":"ready"}', 200, {"cache-control": "no-store"}, "application/json")


async def measure(request: Request) -> Response:
    """Metrics for Prometheus."""
    kernel = request.scope["wellbeing.kernel"]
    metrics.pool_waiting.set(kernel.pool.get_stats().get("requests_waiting", 0))
    with suppress(AwayError):  # the other figures are of use most when the database is away
        deadline = asyncio.get_running_loop().time() + 1.0
        async with connection(kernel.pool, deadline) as wire:
            kept, queue, figures = await wire.send([(WATCH, []), (WATCH_JOBS, []), (WATCH_SNAPSHOTS, [])], deadline)
            looks, behind = wire.rows(kept)[0]
            waiting, failed, workers = wire.rows(queue)[0]
            snapshots = wire.rows(figures)[0][0]
        metrics.looks_waiting.set(looks)
        metrics.change_behind.set(behind)
        metrics.jobs_waiting.set(waiting)
        metrics.jobs_failed.set(failed)
        metrics.jobs_processes.set(workers)
        metrics.snapshots_waiting.set(snapshots)
    body, media = metrics.exposition()
    return Response(body, 200, {"cache-control": "no-store"}, media)
