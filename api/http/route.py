"""The route class of `/v1`: who you are and what you may do is settled before a byte of the body is read.

Order of checks: 401 → 413/415/406 → 403 → 400/422 → 404 → 428/412 → 409.
"""

import warnings
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any, Final
from uuid import UUID

import orjson
from fastapi import Request, Response
from fastapi.datastructures import DefaultPlaceholder
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.utils import create_model_field
from pydantic.warnings import UnsupportedFieldAttributeWarning
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from typing_extensions import override

from api import problems
from api.domain.measures.registry import MEASURED, PLACE
from api.domain.shared.errors import DomainError, ForbiddenError
from api.http.arguments import plain_arguments
from api.http.call import Call
from api.http.conditions import checked
from api.http.guard import Guard
from api.http.idempotency import Replay, key_in
from api.spared import spare

spare("pydantic.v1")  # FastAPI looks at each model whether it is one of Pydantic 1, to refuse it
# FastAPI quiets this one where it makes a field; ours are made when the first wrong body comes.
warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
JSON: Final = "application/json"
MERGE: Final = "application/merge-patch+json"
ANSWERS: Final = frozenset({"*/*", "application/*", JSON, problems.MEDIA_TYPE})


class JsonRequest(Request):
    """Reads JSON strictly: no NaN, no infinity by exponent, no lone surrogates, bounded depth."""

    @override
    async def json(self) -> Any:
        """The parsed body; ValueError when it cannot be read."""
        return orjson.loads(await self.body())


class Route(APIRoute):
    """A route with a guard in its signature; a route without one does not start."""

    run: Callable[[Request], Coroutine[Any, Any, Response]]

    @override
    def __init__(self, path: str, endpoint: Callable[..., Any], *, response_model: Any = None, **rest: Any) -> None:
        """PostgreSQL makes what a route answers, so its model says what that is and is not made into a serialiser here."""
        super().__init__(path, endpoint, response_model=None, **rest)
        self.response_model = None if isinstance(response_model, DefaultPlaceholder) else response_model

    def describe(self) -> None:
        """Make FastAPI's field of the answer: the contract is written from it."""
        if self.response_model is not None and self.response_field is None:
            name = f"Response_{self.unique_id}"
            self.response_field = create_model_field(name, self.response_model, mode="serialization")

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's own handler, with the checks before it and refusals as problems after it."""
        inner = super().get_route_handler()
        guard, called = _guard(self.dependant)
        if guard is None:
            message = f"{self.name} has no guard: put Requires(…) in its signature."
            raise TypeError(message)
        scope, name, merge = guard.scope, self.name, "PATCH" in (self.methods or ())
        reads_body = self.body_field is not None
        arguments = plain_arguments(self.dependant, reads_body=reads_body)
        endpoint = self.endpoint
        answers = ANSWERS.union(guard.also)
        wanted = MERGE if merge else JSON
        check_headers = _header_checks(self.methods or set())

        async def answer(request: JsonRequest, call: Call) -> Response:
            headers = request.headers
            if reads_body and headers.get("content-type", "").partition(";")[0].strip().lower() != wanted:
                return problems.of_http(415, call.asker.request, {"accept-patch": MERGE} if merge else None)
            accept = headers.get("accept")
            if accept is not None and accept != "*/*" and not _answerable(accept, answers):
                return problems.of_http(406, call.asker.request)
            if scope and scope not in call.asker.scopes:
                raise ForbiddenError
            check_headers(headers)
            made = await arguments(request) if arguments is not None else None
            if made is None:
                return await _by_fastapi(inner, request)
            response: Response = await endpoint(**{called: call}, **made)
            return response

        async def handle(request: Request) -> Response:
            try:
                reading = JsonRequest(request.scope, request.receive)
                call = request.scope["wellbeing.call"] = Call(reading, request.scope["wellbeing.kernel"], name)
                return _described(await answer(reading, call), name)
            except Replay as replay:
                return replay.response
            except (DomainError, RequestValidationError, HTTPException) as error:
                return _refusal(error, request.scope["wellbeing.request_id"])

        self.run = handle
        return handle


def _described(response: Response, operation: str) -> Response:
    """An answer with figures links to what they are."""
    if operation in MEASURED:
        response.headers.append("link", f'<{PLACE}?operation={operation}>; rel="describedby"')
    return response


def _header_checks(methods: set[str]) -> Callable[[Headers], object]:
    """The check of the one header that a method takes beside its body; it raises InvalidError."""
    if "POST" in methods:
        return lambda headers: key_in(headers.get("idempotency-key"))
    name = "If-None-Match" if "GET" in methods else "If-Match"
    return lambda headers: checked(name, headers.get(name))


def _refusal(error: DomainError | RequestValidationError | HTTPException, request_id: UUID) -> Response:
    """A refusal as a problem."""
    if isinstance(error, DomainError):
        return problems.of_domain(error, request_id)
    if isinstance(error, HTTPException):  # FastAPI's word for a body that cannot be read
        return problems.of_http(error.status_code if error.status_code in problems.HTTP else 400, request_id)
    found = list(error.errors())
    if any(item["type"] == "json_invalid" for item in found):
        return problems.of_http(400, request_id)
    return problems.of_validation(found, request_id)


async def _by_fastapi(inner: Callable[[Request], Coroutine[Any, Any, Response]], request: Request) -> Response:
    """FastAPI's own way, with the stacks that its middleware would have made."""
    async with AsyncExitStack() as stack:
        for name in ("fastapi_middleware_astack", "fastapi_inner_astack", "fastapi_function_astack"):
            request.scope[name] = stack
        return await inner(request)


def _guard(dependant: Dependant) -> tuple[Guard | None, str]:
    """The guard, and the name of the parameter that takes its call."""
    return next(((d.call, d.name or "") for d in dependant.dependencies if isinstance(d.call, Guard)), (None, ""))


def _answerable(accept: str, answers: frozenset[str]) -> bool:
    for part in accept.split(","):
        kind, *parameters = part.split(";")
        if kind.strip().lower() in answers and not any(
            p.strip().replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000") for p in parameters
        ):
            return True
    return False
