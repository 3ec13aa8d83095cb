"""The route class of `/v1`: who you are and what you may do is settled before a byte of the body is read.

Order of checks: 401 → 413/415/406 → 403 → 400/422 → 404 → 428/412 → 409.
"""

import inspect
import warnings
from collections.abc import Callable, Collection, Coroutine
from contextlib import AsyncExitStack
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson
from fastapi import Request, Response
from fastapi.datastructures import DefaultPlaceholder
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic.warnings import UnsupportedFieldAttributeWarning
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Route as StarletteRoute
from typing_extensions import override

from api import problems
from api.domain.measures.registry import MEASURED, PLACE
from api.domain.shared.errors import DomainError, ForbiddenError
from api.domain.shared.fields import model_of
from api.http.arguments import arguments_of
from api.http.call import Call
from api.http.conditions import checked
from api.http.idempotency import Replay, key_in
from api.spared import spare

spare("pydantic.v1")  # FastAPI looks at each model whether it is one of Pydantic 1, to refuse it
# FastAPI quiets this one where it makes a field; ours are made when the first wrong body comes.
warnings.simplefilter("ignore", UnsupportedFieldAttributeWarning)
JSON: Final = "application/json"
MERGE: Final = "application/merge-patch+json"
STOCK: Final = inspect.signature(APIRoute).parameters
ANSWERS: Final = frozenset({"*/*", "application/*", JSON, problems.MEDIA_TYPE})


class JsonRequest(Request):
    """Reads JSON strictly: no NaN, no infinity by exponent, no lone surrogates, bounded depth."""

    @override
    async def json(self) -> Any:
        """The parsed body; ValueError when it cannot be read."""
        return orjson.loads(await self.body())


class Route(StarletteRoute):
    """A route with a guard in its signature; a route without one does not start.

    It is not FastAPI's, which keeps 17 KB for each (fields, validators and settings of its own, and there are hundreds of
    routes): FastAPI's form of it is made for the contract, and where a request is wrong and FastAPI says what is wrong with it.
    """

    __hash__ = object.__hash__  # Starlette's equality leaves it without

    def __init__(
        self, path: str, endpoint: Callable[..., Any], *, methods: Collection[str], response_model: Any, **told: Any  # noqa: ANN401 - as routers pass it
    ) -> None:  # fmt: skip
        """Take what a router passes on; what is FastAPI's own default is not kept."""
        super().__init__(path, self.run, methods=methods, name=told.pop("name") or endpoint.__name__)
        self.methods, self.endpoint = set(methods), endpoint  # without HEAD, which the edge makes a GET
        self.response_model = None if isinstance(response_model, DefaultPlaceholder) else response_model
        self.told = {name: said for name, said in told.items() if said not in (STOCK[name].default, [], {})}
        self.arguments = arguments_of(endpoint, frozenset(self.param_convertors))

    def described(self, *, answer: bool = True) -> APIRoute:
        """FastAPI's form of it, with what it answers or only with what it takes."""
        model = model_of(self.response_model) if answer and self.response_model else None
        return APIRoute(self.path, self.endpoint, name=self.name, methods=self.methods, response_model=model, **self.told)

    async def run(self, request: Request) -> Response:
        """Answer a request, refusals as problems."""
        try:
            reading = JsonRequest(request.scope, request.receive)
            call = request.scope["wellbeing.call"] = Call(reading, request.scope["wellbeing.kernel"], self.name)
            return _described(await self._answer(reading, call), self.name)
        except Replay as replay:
            return replay.response
        except (DomainError, RequestValidationError, HTTPException) as error:
            return _refusal(error, request.scope["wellbeing.request_id"])

    async def _answer(self, request: JsonRequest, call: Call) -> Response:
        headers, arguments = request.headers, self.arguments
        if arguments.body is not None:
            merge = request.method == "PATCH"
            if headers.get("content-type", "").partition(";")[0].strip().lower() != (MERGE if merge else JSON):
                return problems.of_http(415, call.asker.request, {"accept-patch": MERGE} if merge else None)
        accept, guard = headers.get("accept"), arguments.guard
        if accept is not None and accept != "*/*" and not _answerable(accept, ANSWERS.union(guard.also)):
            said = " or ".join((JSON, *guard.also))
            return problems.of_http(406, call.asker.request, detail=f"Accept {said}.")
        if guard.scope and guard.scope not in call.asker.scopes:
            raise ForbiddenError
        _check_headers(request.method, headers)
        made = await arguments.read(request)
        if made is None:
            return await _by_fastapi(self, request)
        response: Response = await self.endpoint(**{arguments.call: call}, **made)
        return response


def _described(response: Response, operation: str) -> Response:
    """An answer with figures links to what they are."""
    if operation in MEASURED:
        response.headers.append("link", f'<{PLACE}?operation={operation}>; rel="describedby"')
    return response


def _check_headers(method: str, headers: Headers) -> None:
    """Check the one header that a method takes beside its body: InvalidError."""
    if method == "POST":
        key_in(headers.get("idempotency-key"))
    else:
        name = "If-None-Match" if method == "GET" else "If-Match"
        checked(name, headers.get(name))


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


async def _by_fastapi(route: Route, request: Request) -> Response:
    """FastAPI's own way, with the stacks that its middleware would have made."""
    async with AsyncExitStack() as stack:
        for name in ("fastapi_middleware_astack", "fastapi_inner_astack", "fastapi_function_astack"):
            request.scope[name] = stack
        return await _handler_by_fastapi(route)(request)


@lru_cache(maxsize=32)  # mistakes come in runs, and a handler with its validators is up to 100 KB
def _handler_by_fastapi(route: Route) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    return route.described(answer=False).get_route_handler()


def _answerable(accept: str, answers: frozenset[str]) -> bool:
    for part in accept.split(","):
        kind, *parameters = part.split(";")
        if kind.strip().lower() in answers and not any(
            p.strip().replace(" ", "") in ("q=0", "q=0.0", "q=0.00", "q=0.000") for p in parameters
        ):
            return True
    return False
