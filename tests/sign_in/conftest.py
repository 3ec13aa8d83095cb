"""A server of its own with the schema, a pool of the service's login, and the routes of OAuth 2 behind a small application."""

import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import psycopg
import pytest
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.http.rates import Rates
from api.routers.oauth import ROUTES
from api.settings import Settings
from api.sign_in import sign_in_routes
from api.storage import embedded, queue
from api.storage.pools import make_pool
from api.storage.schema import statements
from api.storage.wire import Wire
from tests.sign_in.front_ends import FrontEnd, Visitor, registered
from tests.sign_in.world import Caller, World

LOGIN = "a password of the service"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Server]:
    started = embedded.start(tmp_path_factory.mktemp("postgres"), durable=False)
    try:
        with psycopg.connect(started.superuser_url, autocommit=True) as connection:
            for statement in (*statements(), *queue.statements()):  # pages write to people through the queue
                connection.execute(statement.encode())
            connection.execute(f"ALTER ROLE wt_api PASSWORD '{LOGIN}'".encode())
        yield started
    finally:
        started.destroy()


@pytest.fixture(scope="session")
async def pool(server: embedded.Server) -> AsyncIterator[AsyncConnectionPool[Wire]]:
    made = make_pool(server.url("postgres", "wt_api", LOGIN), size=4, request_seconds=2.5)
    async with made:
        yield made


@pytest.fixture(scope="session")
async def operator(server: embedded.Server) -> AsyncIterator[AsyncConnection[Any]]:
    async with await AsyncConnection.connect(server.superuser_url, autocommit=True) as connection:
        await connection.execute("SET ROLE wt_operator")
        yield connection


@pytest.fixture(scope="session")
def ring(tmp_path_factory: pytest.TempPathFactory) -> KeyRing:
    folder = tmp_path_factory.mktemp("keys")
    prepare(folder, time.time())
    return KeyRing.load(folder, issuer="https://api.example.invalid", audience="https://api.example.invalid/v1")


@pytest.fixture
async def world(operator: AsyncConnection[Any]) -> World:
    made = World(operator)
    await made.run("DELETE FROM sign_in_failure")
    await made.begin()
    return made


@dataclass
class Kernel:
    """What the routes take of the kernel."""

    pool: AsyncConnectionPool[Wire]
    ring: KeyRing
    request_seconds: float = 2.5
    rates: Rates = field(default_factory=lambda: Rates(6000))


class App:
    """The routes, with the kernel where the edge puts it."""

    def __init__(self, kernel: Kernel | None) -> None:
        self.kernel, self.inner = kernel, Starlette(routes=[*ROUTES, *sign_in_routes(Settings())])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["wellbeing.kernel"] = self.kernel
        await self.inner(scope, receive, send)

    def caller(self, address: str = "192.0.2.1") -> Caller:
        transport = httpx2.ASGITransport(app=self, client=(address, 4711))
        return Caller(httpx2.AsyncClient(transport=transport, base_url="https://api.example.invalid"))


@pytest.fixture
def app(pool: AsyncConnectionPool[Wire], ring: KeyRing) -> App:
    return App(Kernel(pool, ring))


@pytest.fixture
def anna(app: App) -> Caller:
    return app.caller()


@pytest.fixture
def visitor(anna: Caller, pool: AsyncConnectionPool[Wire]) -> Visitor:
    """Somebody in a browser."""
    return Visitor(anna.http, pool)


@pytest.fixture
async def rounds(world: World) -> FrontEnd:
    """A front end of the provider, on phones."""
    return await registered(world)
