"""The shortcuts of the hot path answer as the long way would."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

import psycopg
import pytest
from fastapi import Header, Request
from starlette.routing import Match

from api.domain.people.gifts.schemas import GiftNew
from api.http.answers import WholeAnswer
from api.http.arguments import arguments_of
from api.http.call import Call
from api.http.guard import Requires
from api.http.route import Route
from api.http.switchboard import Switchboard
from api.main import create_app
from api.routers.shared import PersonId
from api.settings import Settings
from api.storage.pools import make_pool
from api.storage.wire import plain
from tests.world import Database

EDGE = create_app(Settings())
ROUTES = [route for route in EDGE.app.routes if isinstance(route, Route)]  # type: ignore[attr-defined]
SWITCHBOARD = Switchboard(EDGE.app.routes)  # type: ignore[attr-defined]
ONE = plain("SELECT 1")
AN_ID = "01930000-0000-7000-8000-000000000001"


def by_fastapi(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """What FastAPI's own search finds first."""
    for route in ROUTES:
        match, scope = route.matches({"type": "http", "method": method, "path": path, "headers": []})
        if match is Match.FULL:
            return route.path_format, scope["path_params"]
    return None


@pytest.mark.parametrize("segment", [AN_ID, "lookup", "x", "é\n"])
def test_the_switchboard_finds_what_fastapi_finds(segment: str) -> None:
    for route in ROUTES:
        parts = [segment if part.startswith("{") else part for part in route.path_format.split("/")]
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            path = "/".join(parts)
            found = SWITCHBOARD.find(method, path)
            assert (found and (found.route.path_format, found.parameters)) == by_fastapi(method, path), (method, path)


@pytest.mark.parametrize("path", ["/v1/people/", "/v1/people//gifts", f"/v1/people/{AN_ID}/", "/v1/nope", "", "/", "v1/people"])
def test_the_switchboard_leaves_unknown_paths_to_fastapi(path: str) -> None:
    assert SWITCHBOARD.find("GET", path) is None


Called = Annotated[Call, Requires("people:read")]


async def takes_a_header(call: Called, person_id: PersonId, agent: Annotated[str, Header()]) -> None: ...
async def takes_two_bodies(call: Called, person_id: PersonId, body: GiftNew, more: GiftNew) -> None: ...
async def takes_no_call(person_id: PersonId) -> None: ...


@pytest.mark.parametrize("handler", [takes_a_header, takes_two_bodies, takes_no_call])
def test_a_handler_that_takes_what_is_not_read_for_it_does_not_start(handler: Callable[..., Any]) -> None:
    with pytest.raises(TypeError, match=handler.__name__):
        arguments_of(handler, frozenset({"person_id"}))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_what_is_read_for_a_handler_is_what_fastapi_would_read(route: Route) -> None:
    ours, theirs = route.arguments, route.described().dependant
    assert [name for name, _ in ours.ids] == [field.alias for field in theirs.path_params]
    assert ours.query == next(((field.name, field.field_info.annotation) for field in theirs.query_params), None)
    assert ours.body == next(((field.name, field.field_info.annotation) for field in theirs.body_params), None)
    assert [ours.guard] == [each.call for each in theirs.dependencies]


def asked(parameters: dict[str, str], query: str, body: bytes) -> Request:
    """A request as the server makes it."""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "headers": [],
        "query_string": query.encode(),
        "path_params": parameters,
    }
    return Request(scope, receive)


@pytest.mark.parametrize(
    ("name", "parameters", "query", "body"),
    [
        ("list_people", {}, "limit=x", b""),
        ("list_people", {}, "limit=1&limit=2", b""),
        ("list_people", {}, "bogus=1", b""),
        ("add_gift", {"person_id": "x"}, "", b'{"part":"hands","words":"a"}'),
        ("add_gift", {"person_id": AN_ID}, "", b"{"),
        ("add_gift", {"person_id": AN_ID}, "", b""),
        ("add_gift", {"person_id": AN_ID}, "", b'{"part":"feet","words":"a"}'),
    ],
)
async def test_what_does_not_fit_is_left_to_fastapi(name: str, parameters: dict[str, str], query: str, body: bytes) -> None:
    route = next(route for route in ROUTES if route.name == name)
    assert await route.arguments.read(asked(parameters, query, body)) is None


async def test_what_fits_is_what_the_handler_takes() -> None:
    route = next(route for route in ROUTES if route.name == "add_gift")
    made = await route.arguments.read(asked({"person_id": AN_ID}, "", b'{"part":"hands","words":"I knit"}'))
    assert made is not None
    assert made["person_id"] == UUID(AN_ID)
    assert made["body"].words == "I knit"


class Transport:
    """Notes each write."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closed = False

    def write(self, data: bytes) -> None:
        self.sent.append(data)

    def writelines(self, parts: tuple[bytes, ...]) -> None:
        self.sent.append(b"".join(parts))

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        (lambda a: (a.write(b"HTTP/1.1 200 OK"), a.write(b"one"), a.write(b"two")), [b"HTTP/1.1 200 OKone", b"two"]),
        (lambda a: (a.write(b"HTTP/1.1 100 Continue"), a.write(b"HTTP/1.1 200 OK")), [b"HTTP/1.1 100 Continue"]),
        (lambda a: (a.write(b"HTTP/1.1 204 No Content"), a.release(), a.release()), [b"HTTP/1.1 204 No Content"]),
        (lambda a: (a.write(b"HTTP/1.1 200 OK"), a.close()), [b"HTTP/1.1 200 OK"]),
    ],
)
def test_an_answers_head_goes_with_its_body_and_is_never_kept(act: Callable[[WholeAnswer], Any], sent: list[bytes]) -> None:
    transport = Transport()
    act(WholeAnswer(transport))  # type: ignore[arg-type]
    assert transport.sent == sent


async def test_a_word_of_the_server_between_requests_does_not_keep_the_loop_busy(database: Database) -> None:
    pool = make_pool(database.api_url, size=2, request_seconds=5)
    await pool.open()
    loop = asyncio.get_running_loop()
    woken: list[float] = []
    try:
        wire = await pool.getconn()
        await wire.send([(ONE, [])], loop.time() + 5)

        def note() -> None:
            woken.append(loop.time())
            wire._readable()

        loop.add_reader(wire.pgconn.socket, note)
        with psycopg.connect(database.admin_url, autocommit=True) as administrator:
            administrator.execute("SELECT pg_terminate_backend(%s)", [wire.pgconn.backend_pid])
        await asyncio.sleep(0.3)
        assert len(woken) == 1
        with pytest.raises(psycopg.OperationalError):
            await wire.send([(ONE, [])], loop.time() + 5)
        await pool.putconn(wire)
    finally:
        await pool.close()
