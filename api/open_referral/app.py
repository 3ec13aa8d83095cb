"""The feed's own application: its routes, its refusals, and the headers by which everybody may read it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from hashlib import blake2b
from types import SimpleNamespace
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from api import problems
from api.domain.shared.errors import AwayError, DomainError, NotThereError
from api.http.conditions import same
from api.open_referral import asking, queries, shapes
from api.open_referral.document import document
from api.storage.pools import connection
from api.storage.reader import translated
from api.storage.wire import QueryError, Statement

PATH: Final = "/open-referral"
VERSION: Final = "HSDS-UK-3.0"
PROFILE: Final = "https://docs.openreferraluk.org/en/latest/"
# Any web page may read it. No token is ever looked at here, so nothing of a signed-in reader can leak by that.
OPEN: Final = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "ETag, RateLimit, RateLimit-Policy, Retry-After",
}
# A list may be a minute old in somebody's cache. A record is asked for anew each time (its tag makes that cheap): a group that
# was withdrawn, and a story that somebody no longer wants told, end with the next request.
LIST: Final = {**OPEN, "cache-control": "public, max-age=60"}
RECORD: Final = {**OPEN, "cache-control": "public, no-cache"}
READS: Final = ("GET", "HEAD")
Handler = Callable[[Request], Awaitable[Response]]
Terms = dict[UUID, tuple[str, str]]


def feed_routes() -> list[BaseRoute]:
    """The feed, to be mounted in the main application; its root also answers without the slash."""
    return [Route(PATH, _counted(root), methods=["GET"]), Mount(PATH, _application())]


def _application() -> Starlette:
    handlers: dict[str, Handler] = {
        "/": root, "/openapi.json": described,
        "/services": services, "/services/{id}": one_service,
        "/taxonomies": taxonomies, "/taxonomies/{id}": one_taxonomy,
        "/taxonomy_terms": terms, "/taxonomy_terms/{id}": one_term,
        "/service_at_locations": places, "/service_at_locations/{id}": one_place,
        "/organizations": organizations,
    }  # fmt: skip
    app = Starlette(
        routes=[Route(path, _counted(handler), methods=["GET"]) for path, handler in handlers.items()],
        exception_handlers={HTTPException: _on_http, DomainError: _on_domain, Exception: _on_defect},
    )
    app.router.redirect_slashes = False
    return app


# ---- what it is --------------------------------------------------------------------------------------------------------
async def root(request: Request) -> Response:
    """Which standard this is, and where it is described."""
    base = request.scope["wellbeing.kernel"].ring.issuer + PATH
    return _answer(request, {"version": VERSION, "profile": PROFILE, "openapi_url": f"{base}/openapi.json"}, LIST)


async def described(request: Request) -> Response:
    """The feed's own OpenAPI document."""
    return _answer(request, document(request.scope["wellbeing.kernel"].ring.issuer + PATH), LIST)


# ---- services ----------------------------------------------------------------------------------------------------------
async def services(request: Request) -> Response:
    """The published groups."""
    ask = asking.asked(request.query_params, asking.GROUPS)
    shaped = shapes.minimal if ask.get("minimal") else shapes.whole_service if ask.get("full") else shapes.service
    found = await _groups(request, ask)
    return _answer(request, asking.page_of([shaped(group) for group in found["groups"]], found["total"], ask), LIST)


async def one_service(request: Request) -> Response:
    """One published group."""
    return _answer(request, shapes.whole_service(await _group(request, _id(request))), RECORD)


async def places(request: Request) -> Response:
    """The published groups that say where they are."""
    ask = asking.asked(request.query_params, asking.PLACES)
    found = await _groups(request, {**ask, "located": True})
    whole = bool(ask.get("full"))
    contents = [shapes.service_at_location(group, whole=whole) for group in found["groups"]]
    return _answer(request, asking.page_of(contents, found["total"], ask), LIST)


async def one_place(request: Request) -> Response:
    """One published group at its place."""
    group = await _group(request, shapes.turned(_id(request)))
    found = shapes.service_at_location(group, whole=True)
    if found is None:
        raise NotThereError
    return _answer(request, {**found, "service": shapes.service(group)}, RECORD)


# ---- the gifts they seek -----------------------------------------------------------------------------------------------
async def taxonomies(request: Request) -> Response:
    """Gifts of head, heart and hands."""
    ask = asking.asked(request.query_params, asking.PAGES)
    return _answer(request, asking.cut([shapes.taxonomy(part) for part in shapes.PARTS], ask), LIST)


async def one_taxonomy(request: Request) -> Response:
    """One of the three."""
    return _answer(request, shapes.taxonomy(_part(_id(request)) or _missing()), LIST)


async def terms(request: Request) -> Response:
    """The gifts that published groups seek."""
    ask = asking.asked(request.query_params, asking.GIFTS)
    found = [shapes.term(part, tag) for part, tag in (await _terms(request, ask.get("organization_id"))).values()]
    if "taxonomy_id" in ask:
        found = [term for term in found if term["taxonomy_id"] == str(ask["taxonomy_id"])]
    if "search" in ask:
        found = [term for term in found if ask["search"].lower() in term["name"]]
    return _answer(request, asking.cut(found, ask), LIST)


async def one_term(request: Request) -> Response:
    """One gift that some published group seeks."""
    found = (await _terms(request, None)).get(_id(request))
    return _answer(request, shapes.term(*(found or _missing())), LIST)


async def organizations(request: Request) -> Response:
    """Who publishes."""
    ask = asking.asked(request.query_params, ("organization_id", *asking.PAGES))
    publishers = await _told(request, queries.PUBLISHERS, organisation=ask.get("organization_id"))
    return _answer(request, asking.cut([shapes.organization(one) for one in publishers], ask), LIST)


# ---- what they share ---------------------------------------------------------------------------------------------------
def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["id"])
    except ValueError:
        raise NotThereError from None


def _missing() -> Any:  # noqa: ANN401 - never returns
    raise NotThereError


def _part(taxonomy: UUID) -> str | None:
    return next((part for part in shapes.PARTS if shapes.taxonomy_id(part) == taxonomy), None)


async def _group(request: Request, id_: UUID) -> Mapping[str, Any]:
    found = await _told(request, queries.GROUPS, ask={"id": id_, "limit": 1, "offset": 0, "full": True})
    group: Mapping[str, Any] = found["groups"][0] if found["groups"] else _missing()
    return group


async def _groups(request: Request, ask: Mapping[str, Any]) -> Mapping[str, Any]:
    """A page of groups with what the database needs to know; none at once where a gift is asked for that nobody seeks."""
    nobody = {"total": 0, "groups": []}
    wanted = {name: value for name, value in ask.items() if name not in {"page", "per_page", "minimal", "taxonomy_id", "full"}}
    if ask.get("full"):
        wanted["full"] = True
    part = None
    if "taxonomy_id" in ask:
        part = wanted["part"] = _part(ask["taxonomy_id"])
        if part is None:
            return nobody
    if "taxonomy_term_id" in ask:
        found = (await _terms(request, ask.get("organization_id"))).get(wanted.pop("taxonomy_term_id"))
        if found is None or part not in {None, found[0]}:
            return nobody
        wanted["part"], wanted["tag"] = found
    wanted |= {"limit": ask["per_page"], "offset": (ask["page"] - 1) * ask["per_page"]}
    told: Mapping[str, Any] = await _told(request, queries.GROUPS, ask=wanted)
    return told


async def _terms(request: Request, organisation: UUID | None) -> Terms:
    found = await _told(request, queries.TERMS, organisation=organisation)
    return {shapes.term_id(part, tag): (part, tag) for part, tag in found}


async def _told(request: Request, statement: Statement, **values: Any) -> Any:  # noqa: ANN401 - JSON of ours
    kernel = request.scope["wellbeing.kernel"]
    deadline = asyncio.get_running_loop().time() + kernel.request_seconds
    async with connection(kernel.pool, deadline) as wire:
        try:
            rows = wire.rows((await wire.send([(statement, statement.values(values))], deadline))[-1])
        except QueryError as error:
            raise translated(error, {}) from error
    return orjson.loads(rows[0][0])


def _counted(handler: Handler) -> Handler:
    """Count the request by the caller's address: nobody signs in here."""

    async def counted(request: Request) -> Response:
        kernel = request.scope["wellbeing.kernel"]
        try:
            if kernel is None:  # still starting
                raise AwayError
            request.scope["route"] = SimpleNamespace(path=_template(request))  # for log and figures: never a path with an id
            address = (request.scope.get("client") or ("", 0))[0]
            kernel.rates.count(uuid5(NAMESPACE_URL, address), request.scope)
            return await handler(request)
        except DomainError as error:
            return await _on_domain(request, error)

    return counted


def _template(request: Request) -> str:
    parts = str(request.scope["path"]).removeprefix(PATH).split("/")
    return PATH + "/".join("{id}" if place > 1 else part for place, part in enumerate(parts))


def _answer(request: Request, told: Any, headers: Mapping[str, str]) -> Response:  # noqa: ANN401 - any JSON
    body = orjson.dumps(told)
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    if same(request.headers.get("if-none-match"), tag):
        return Response(None, 304, {**headers, "etag": tag})
    return Response(body, 200, {**headers, "etag": tag}, "application/json")


async def _on_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) and error.status_code in problems.HTTP else 400
    allowed = {"allow": ", ".join(READS)} if status == 405 else {}  # noqa: PLR2004 - the status says itself
    return _opened(problems.of_http(status, request.scope["wellbeing.request_id"], allowed))


async def _on_domain(request: Request, error: Exception) -> Response:
    assert isinstance(error, DomainError)  # noqa: S101 - registered for it
    return _opened(problems.of_domain(error, request.scope["wellbeing.request_id"]))


async def _on_defect(request: Request, _: Exception) -> Response:
    return _opened(problems.of_http(500, request.scope["wellbeing.request_id"]))


def _opened(response: Response) -> Response:
    """A refusal too is for any page to read; it says what to do."""
    response.headers.update(OPEN)
    return response
