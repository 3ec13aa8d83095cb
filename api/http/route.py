"""The route class of `/v1`: who you are and what you may do is settled before a byte of the body is read.

Order of checks: 401 → 413/415/406 → 403 → 400/422 → 404 → 428/412 → 409.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final
from uuid import UUID

import orjson
from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from api import problems
from api.domain.shared.errors import DomainError, ForbiddenError
from api.http.call import Call, Kernel
from api.http.guard import Guard
from api.http.conditions import checked
from api.http.idempotency import Replay, key_in

JSON: Final = "application/json"
MERGE: Final = "application/merge-patch+json"
ANSWERS: Final = frozenset({"*/*", "application/*", JSON, problems.MEDIA_TYPE})


class JsonRequest(Request):
    """Reads JSON strictly: no NaN, no infinity by exponent, no lone surrogates, bounded depth."""

    async def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The parsed body; ValueError when it cannot be read."""
        return orjson.loads(await self.body())


class Route(APIRoute):
    """A route with a guard in its signature; a route without one does not start."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, with the checks before it and refusals as problems after it."""
        inner = super().get_route_handler()
        guard = _guard(self.dependant)
        if guard is None:
            message = f"{self.name} has no guard: put Requires(…) in its signature."
            raise TypeError(message)
        scope, name, merge = guard.scope, self.name, "PATCH" in (self.methods or ())
        reads_body = self.body_field is not None
        wanted = MERGE if merge else JSON
        methods = self.methods or set()
        conditional = ("If-None-Match",) if "GET" in methods else () if "POST" in methods else ("If-Match",)
        keyed = "POST" in methods

        async def handle(request: Request) -> Response:
            request_id: UUID = request.scope["wellbeing.request_id"]
            try:
                kernel: Kernel = request.scope["wellbeing.kernel"]
                reading = JsonRequest(request.scope, request.receive)
                call = Call(reading, kernel, name)
                request.scope["wellbeing.call"] = call
                headers = request.headers
                if reads_body and headers.get("content-type", "").partition(";")[0].strip().lower() != wanted:
                    return problems.of_http(415, request_id, {"accept-patch": MERGE} if merge else None)
                accept = headers.get("accept")
                if accept is not None and accept != "*/*" and not _answerable(accept):
                    return problems.of_http(406, request_id)
                if scope and scope not in call.asker.scopes:
                    raise ForbiddenError
                for header in conditional:
                    checked(header, headers.get(header))
                if keyed:
                    key_in(headers.get("idempotency-key"))
                return await inner(reading)
            except Replay as replay:
                return replay.response
            except DomainError as error:
                return problems.of_domain(error, request_id)
            except RequestValidationError as error:
                found = list(error.errors())
                if any(item["type"] == "json_invalid" for item in found):
                    return problems.of_http(400, request_id)
                return problems.of_validation(found, request_id)

        return handle


def _guard(dependant: Dependant) -> Guard | None:
    return next((d.call for d in dependant.dependencies if isinstance(d.call, Guard)), None)


def _answerable(accept: str) -> bool:
    for part in accept.split(","):
        kind, *parameters = part.split(";")
        if kind.strip().lower() in ANSWERS and not any(p.strip().replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000") for p in parameters):
            return True
    return False
