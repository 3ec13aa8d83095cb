"""The application: pools, problem handlers, routers. Nothing else."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from api import problems
from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.domain.access.providers.discovery import Providers
from api.domain.access.providers.reaching import LOCAL_NAMES, Reach
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import DomainError
from api.http.call import Kernel
from api.http.cursor import Cursors
from api.http.edge import Edge
from api.http.rates import Rates
from api.jobs.beside import beside
from api.logs import configure
from api.open_referral.app import feed_routes
from api.routers import ROUTERS
from api.routers.site import site_routes
from api.settings import Settings, settings
from api.storage.pools import check_login, make_pool

VERSION = "1.4.0"
DESCRIPTION = (
    "The open backend for self-managing home-care teams: the people they support, their visits, their teams and circles, "
    "and what a good week looks like."
)


def create_app(given: Settings | None = None) -> Edge:
    """The whole service as one ASGI application."""
    s = given or settings()
    configure(s.log_level)
    api = FastAPI(
        title="Wellbeing Teams API", version=VERSION, description=DESCRIPTION, docs_url=None, redoc_url=None, openapi_url=None,
        contact={"name": "Wellbeing Teams API", "url": "https://example.org/wellbeing-teams", "email": "api@example.org"},
        lifespan=None, redirect_slashes=False,
    )  # fmt: skip
    # Not include_router: it builds each route again, with its fields and handler, for the sake of a prefix (3 MB of a worker).
    for router in ROUTERS:
        api.router.routes.extend(router.routes)
    api.router.routes.extend(site_routes(api, s))
    api.router.routes.extend(feed_routes())
    api.add_exception_handler(HTTPException, _on_http)
    api.add_exception_handler(DomainError, _on_domain)
    api.add_exception_handler(Exception, _on_defect)
    edge = Edge(api, routes=api.routes, trusted_proxies=s.trusted_proxies, origins=s.cors_origins)
    api.router.lifespan_context = _lifespan(edge, s)
    return edge


def _lifespan(edge: Edge, s: Settings) -> Any:  # noqa: ANN401 - Starlette's type
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if s.api_database_url is None:
            message = "Set API_DATABASE_URL to the login of the service (see docs/operating.md), or run `python -m api demo`."
            raise RuntimeError(message)
        if s.smtp_url is not None:
            from api.jobs.mail import sender_of, server_of  # noqa: PLC0415 - where mails are sent

            server_of(s.smtp_url.get_secret_value()), sender_of(s.mail_from)  # refuses to start with what cannot be meant
        pool = make_pool(s.api_database_url.get_secret_value(), size=s.pool_size, request_seconds=s.request_seconds)
        await check_login(pool)
        await pool.open()  # does not wait: a service that starts before its database says 503 until it is there
        prepare(s.keys, utc_now().timestamp())
        ring = KeyRing.load(s.keys, issuer=s.issuer, audience=s.issuer)
        edge.kernel = Kernel(
            pool, ring, Cursors(ring.cursor_key), Rates(s.requests_per_minute, enforced=not s.demo), s.request_seconds,
            mails=s.smtp_url is not None,
            providers=Providers(Reach(s.provider_networks, loopback=urlsplit(s.issuer).hostname in LOCAL_NAMES)),
        )  # fmt: skip
        work = asyncio.create_task(beside(edge.kernel))
        # What stands now stands for good (routes, schemas, statements): the collector need not walk it at every turn.
        # Measured: a few per cent of a worker. Of what requests leave, 20,000 objects at a time would be 4 MB more for no less
        # time, and 2,000 save nothing further.
        gc.collect()
        gc.freeze()
        gc.set_threshold(5_000, 20, 50)
        try:
            yield
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work
            await pool.close(timeout=5)

    return lifespan


async def _on_http(request: Request, error: Exception) -> Response:
    """What Starlette itself refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it
    headers = dict(error.headers or {})
    if error.status_code == 405:  # noqa: PLR2004 - the status says itself
        headers["Allow"] = ", ".join(_methods(request))
    status = error.status_code if error.status_code in problems.HTTP else 400
    return problems.of_http(status, request.scope["wellbeing.request_id"], headers)


def _methods(request: Request) -> list[str]:
    """All methods of this path; the router on its own names those of one route."""
    found = set()
    for context in iter_route_contexts(request.app.routes):
        match, _ = context.matches(request.scope)
        if match is not Match.NONE:
            found |= set(context.methods or ())
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


async def _on_defect(request: Request, _: Exception) -> Response:
    """A defect of ours. Starlette raises it again once this is sent, and the edge logs it."""
    return problems.of_http(500, request.scope["wellbeing.request_id"])


async def _on_domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 - registered for it
    return problems.of_domain(error, request.scope["wellbeing.request_id"])
