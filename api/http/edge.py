"""The outermost layer: request ids, headers of every answer, HEAD, CORS, and a problem for whatever was not foreseen."""

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from ipaddress import ip_address, ip_network
from time import perf_counter
from typing import Any, Final
from uuid import UUID

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from api import problems
from api.domain.shared.errors import AwayError
from api.domain.shared.ids import new_id
from api.http.metrics import observe
from api.http.switchboard import Switchboard
from api.logs import get_logger

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

EXPOSED: Final = "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, Request-Id, Idempotency-Replayed"
PREFLIGHT: Final = {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Request-Id",
    "access-control-max-age": "600",
}
log = get_logger("api")


class Edge:
    """Wraps the application. Pure ASGI: nothing here cancels a handler half-way, so a phone that hangs up changes nothing."""

    def __init__(self, app: App, *, routes: Sequence[BaseRoute] = (), trusted_proxies: str = "", origins: str = "") -> None:
        self.app = app
        self._switchboard = Switchboard(routes)
        self.kernel: Any = None
        self._trusted = [ip_network(n.strip(), strict=False) for n in trusted_proxies.split(",") if n.strip()]
        self._origins = frozenset(o.strip() for o in origins.split(",") if o.strip())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = perf_counter()
        headers = scope["headers"]
        named = {name: value for name, value in headers if name in (b"request-id", b"origin", b"x-forwarded-for")}
        request_id = _request_id(named.get(b"request-id"))
        scope["wellbeing.request_id"], scope["wellbeing.kernel"] = request_id, self.kernel
        if self._trusted and b"x-forwarded-for" in named:
            self._believe(scope, named[b"x-forwarded-for"].decode("latin-1"))
        method = scope["method"]
        answer = _Answer(scope, send, request_id, self._allowed(named.get(b"origin")), self.kernel, bodiless=method == "HEAD")
        if method == "HEAD":  # a copy: the server looks at its own scope to know that no body may follow
            scope = {**scope, "method": "GET"}
        if method == "OPTIONS" and b"origin" in named and Headers(scope=scope).get("access-control-request-method"):
            await Response(None, 204, PREFLIGHT if answer.origin else None)(scope, receive, answer)
            return
        try:
            found = None if scope.get("root_path") else self._switchboard.find(scope["method"], scope["path"])
            if found is None:
                await self.app(scope, receive, answer)
            else:
                scope["route"], scope["path_params"] = found.route, found.parameters
                response = await found.handler(Request(scope, receive, answer))
                await response(scope, receive, answer)
        except AwayError as error:
            await self._instead(answer, problems.of_domain(error, request_id), scope, receive)
        except Exception as error:  # the last line: a 500 is a defect, and still a problem that says its number
            log.exception("defect", request_id=str(request_id), route=_template(scope), kind=type(error).__name__)
            await self._instead(answer, problems.of_http(500, request_id), scope, receive)
        finally:
            spent = perf_counter() - began
            observe(method, _template(scope), answer.status, spent)
            if log.is_enabled_for(20):
                log.info(
                    "answered",
                    request_id=str(request_id),
                    method=method,
                    route=_template(scope),
                    status=answer.status,
                    ms=round(spent * 1000, 1),
                )

    @staticmethod
    async def _instead(answer: "_Answer", response: Any, scope: Scope, receive: Receive) -> None:  # noqa: ANN401 - a Starlette response
        if not answer.status:
            await response(scope, receive, answer)

    def _allowed(self, origin: bytes | None) -> str | None:
        if origin is None:
            return None
        text = origin.decode("latin-1")
        known = text in self._origins or (self.kernel is not None and text in self.kernel.origins)
        return text if known else None

    def _believe(self, scope: Scope, forwarded: str) -> None:
        """The nearest address that is not a proxy of ours is the client's."""
        peer = scope["client"][0] if scope.get("client") else ""
        for hop in [peer, *(h.strip() for h in reversed(forwarded.split(",")))]:
            try:
                address = ip_address(hop)
            except ValueError:
                return
            scope["client"] = (hop, 0)
            if not any(address in network for network in self._trusted):
                return


class _Answer:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, scope: Scope, send: Send, request_id: UUID, origin: str | None, kernel: Any, *, bodiless: bool) -> None:  # noqa: ANN401 - Kernel
        self.scope, self.send, self.origin, self.bodiless = scope, send, origin, bodiless
        self.request_id, self.kernel = request_id, kernel
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = message["headers"] = list(message.get("headers", ()))
            headers.append((b"request-id", str(self.request_id).encode()))
            headers.append((b"x-content-type-options", b"nosniff"))
            rate = self.scope.get("wellbeing.rate")
            if rate is not None:
                headers.append((b"ratelimit-policy", self.kernel.rates.policy_header))
                headers.append((b"ratelimit", b'"default";r=%d;t=%d' % rate))
            if self.origin is not None:
                added = MutableHeaders(raw=headers)
                added["access-control-allow-origin"] = self.origin
                added["access-control-expose-headers"] = EXPOSED
                added.add_vary_header("Origin")
        elif self.bodiless:
            message = {**message, "body": b""}
        await self.send(message)


def _request_id(given: bytes | None) -> UUID:
    """The caller's, if it is a UUID; else a new one."""
    if given is not None and len(given) == 36:  # noqa: PLR2004 - a UUID's length
        try:
            return UUID(given.decode("ascii"))
        except ValueError:
            pass
    return new_id()


def _template(scope: Scope) -> str:
    """The route's template, never a path: paths carry ids."""
    return str(getattr(scope.get("route"), "path", "") or "other")
