"""Worlds to try the service on: only where the demo is on, and for callers on this machine unless set otherwise."""

import asyncio
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Final
from uuid import UUID

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.settings import Settings

NO_STORE: Final = {"cache-control": "no-store"}
FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-real-ip")
LONGEST_BODY: Final = 4096
# Each takes a connection beside the pool's, and half a second of the database.
AT_ONCE: Final = 2

Handler = Callable[[Request], Awaitable[Response]]


def sandbox_routes(settings: Settings) -> list[BaseRoute]:
    """POST /sandbox and DELETE /sandbox/{id}; none where the demo is off: then both are 404 like any other path."""
    if not settings.demo or settings.database_url is None:
        return []
    from api.demo.sandbox import close_sandbox, open_sandbox  # noqa: PLC0415 - a megabyte of invented people, for the demo alone

    url = settings.database_url.get_secret_value()
    turn = asyncio.Semaphore(AT_ONCE)

    async def post(_: Request) -> Response:
        """Make a world: a provider, the council that funds some of its people, and a second provider.

        Anyone on this machine may call it; no body is read. 201 with `id`, `secret`, `organisation_id` (the provider), and the
        credentials of `accounts` and `clients`. The secret is told once. A sandbox ends by itself after a day.
        """
        async with turn:
            made = await asyncio.to_thread(open_sandbox, url, utc_now())
        headers = {**NO_STORE, "location": f"/sandbox/{made.id}"}
        return Response(orjson.dumps(made.told()), 201, headers, "application/json")

    async def delete(request: Request) -> Response:
        """Remove a world, with the secret that POST told: `Sandbox-Secret: …`, `Authorization: Bearer …` or `{"secret": "…"}`.

        404 alike for an unknown id and a wrong secret. 204 when every row of it is gone.
        """
        try:
            id_ = UUID(request.path_params["id"])
        except ValueError:
            raise NotThereError from None
        secret = await _secret(request)
        if secret is None:
            raise NotThereError
        async with turn:
            await asyncio.to_thread(close_sandbox, url, id_, secret)
        return Response(None, 204, NO_STORE)

    return [
        Route("/sandbox", for_this_machine(post, settings), methods=["POST"], name="open_sandbox"),
        Route("/sandbox/{id}", for_this_machine(delete, settings), methods=["DELETE"], name="close_sandbox"),
    ]


def for_this_machine(handler: Handler, settings: Settings) -> Handler:
    """Answer callers on this machine as `handler` does, and others as if nothing were here."""

    async def guarded(request: Request) -> Response:
        if not settings.sandbox_beyond_loopback and not _is_here(request):
            raise HTTPException(404)
        return await handler(request)

    return guarded


def _is_here(request: Request) -> bool:
    """Whether the caller is on this machine. A proxy on this machine speaks for others, so whatever came through one is not."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def _secret(request: Request) -> str | None:
    """The sandbox's secret, never from the URL: URLs are written down in too many places."""
    if named := request.headers.get("sandbox-secret"):
        return named
    scheme, _, word = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and word:
        return word.strip()
    if not 0 < int(request.headers.get("content-length", "0")) <= LONGEST_BODY:
        return None
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        return None
    found = body.get("secret") if isinstance(body, dict) else None
    return found if isinstance(found, str) else None
