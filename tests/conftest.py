"""What all tests share: a PostgreSQL, the demo world in a database to oneself, the service over it, and callers by role.

A module of tests has a database of its own, copied from a template in a tenth of a second: modules do not disturb each other.
TEST_DATABASE_URL names another server (a superuser's login); without it an embedded one is started and removed again.
The whole suite runs in workers (make test), a module within one of them and each with a server of its own: nothing is shared.
"""

import os
import re
import shutil
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import psycopg
import pytest
from hypothesis import settings as properties
from pydantic import SecretStr

from api.demo.made import DemoAccount, DemoClient, World
from api.demo.world import build
from api.domain.access.key_files import prepare
from api.http.edge import Edge
from api.main import create_app
from api.settings import Settings
from api.storage import embedded
from api.storage.provision import create_database, login_for_api, migrate
from tests.world import LOGIN, PASSWORD, Caller, Database, Tokens, clone, drop, named

TEMPLATE = "wt_test_world"
# What takes minutes begins first, so that no worker is left with it at the end.
LONGEST = ("test_fuzz", "test_matrix")
# The suite tries the same examples each time and has no stop-watch; `python -m tests.proof properties` searches for others.
properties.register_profile("suite", derandomize=True, database=None, deadline=None)
properties.register_profile("search", parent=properties.get_profile("suite"), derandomize=False)
properties.load_profile("suite")


def pytest_xdist_auto_num_workers() -> int:
    """A worker for each core, as far as a laptop's memory goes. On a server that is given they would meet: then none."""
    return 0 if os.environ.get("TEST_DATABASE_URL") else min(4, os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With workers, the longest modules first. A single process keeps the order of the folders."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A superuser's URL of the server under test."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    started = embedded.start(tmp_path_factory.mktemp("server"), durable=False)
    try:
        yield started.superuser_url
    finally:
        started.destroy()


@pytest.fixture(scope="session")
def template(server_url: str) -> Iterator[tuple[str, World]]:
    """A database with the migrations and one world, to copy from."""
    drop(server_url, TEMPLATE)
    url = create_database(server_url, TEMPLATE)
    migrate(url)
    login_for_api(url, LOGIN)
    with closing(psycopg.connect(url)) as connection:
        world = build(connection, now=datetime.now(UTC), password=PASSWORD)
        connection.commit()
    yield TEMPLATE, world
    drop(server_url, TEMPLATE)


@pytest.fixture(scope="session")
def world(template: tuple[str, World]) -> World:
    """Who and what is in the world."""
    return template[1]


@pytest.fixture(scope="module")
def database(server_url: str, template: tuple[str, World], request: pytest.FixtureRequest) -> Iterator[Database]:
    """A copy of the world for this module's tests."""
    name = "wt_" + re.sub(r"\W", "_", request.module.__name__)[-50:].lower()
    url = clone(server_url, template[0], name)
    login_for_api(url, LOGIN)  # the login is the server's, and a command under test may have given it another password
    yield Database(url, named(login_url(server_url), name))
    drop(server_url, name)


def login_url(server_url: str) -> str:
    """The service's login on that server."""
    before, _, after = server_url.partition("://")
    return f"{before}://wt_api:{LOGIN.replace(' ', '%20')}@{after.rpartition('@')[2]}"


@pytest.fixture(scope="module")
def operator(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """As the operator, each statement at once: to set things up, and to look behind the API."""
    with closing(psycopg.connect(database.admin_url, autocommit=True)) as connection:
        connection.execute("SET ROLE wt_operator")
        yield connection


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Signing keys for the whole run."""
    folder = tmp_path_factory.mktemp("data") / "keys"
    prepare(folder, time.time())
    return folder


@pytest.fixture(scope="module")
def service_settings(database: Database, keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """What the service is started with."""
    return Settings(
        database_url=SecretStr(database.admin_url),
        api_database_url=SecretStr(database.api_url),
        data_folder=tmp_path_factory.mktemp("data"),
        keys_folder=keys,
        demo=True,
        log_level="error",
        request_seconds=10,  # another worker's tests have the same two cores; the deadline itself is tried with its own settings
        public_url="http://testserver",
        pool_size=4,
    )


@pytest.fixture(scope="module")
async def service(service_settings: Settings) -> AsyncIterator[Edge]:
    """The whole application, started."""
    edge = create_app(service_settings)
    async with edge.app.router.lifespan_context(edge.app):  # type: ignore[attr-defined]
        yield edge


@pytest.fixture(scope="module")
async def api(service: Edge) -> AsyncIterator[httpx2.AsyncClient]:
    """A client without a token, on the loopback address."""
    transport = httpx2.ASGITransport(service, raise_app_exceptions=False, client=("127.0.0.1", 4711))
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


@pytest.fixture(scope="module")
def token(operator: psycopg.Connection[Any], service: Edge, world: World) -> Tokens:
    """Access tokens, made directly. Ask for one by the account's key, such as "carer"."""
    return Tokens(operator, service.kernel.ring, world)


@pytest.fixture(scope="module")
def as_(api: httpx2.AsyncClient, token: Tokens) -> Callable[..., Caller]:
    """Callers, by an account's key such as "carer". None has no token; options are those of `token`."""

    def made(who: str | DemoAccount | DemoClient | None, **options: Any) -> Caller:
        return Caller(api, None if who is None else token(who, **options))

    return made


@pytest.fixture(scope="session")
def postgres_15(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A superuser's URL of a server 15, where the machine has one."""
    found = [path for path in embedded.find_servers_on_machine() if path.parent.name == "15"]
    if not found:
        pytest.skip("no PostgreSQL 15 on this machine")
    started = embedded.start(tmp_path_factory.mktemp("server15"), durable=False, binaries=found[0])
    try:
        yield started.superuser_url
    finally:
        started.destroy()
        shutil.rmtree(tmp_path_factory.getbasetemp() / "server15", ignore_errors=True)
