"""The service, a real provider of identities as a process of its own, and one of ours that can be made to lie."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.http.edge import Edge
from api.settings import Settings
from tests.process import free_port
from tests.providers.world import Browser, Json, NewBrowser, Provider, Register
from tests.world import Caller


@pytest.fixture(scope="module")
def service_settings(service_settings: Settings) -> Settings:
    """The providers of these tests are on this machine, which a service that is reached from outside does not ask."""
    return service_settings.model_copy(update={"provider_networks": "127.0.0.0/8"})


@pytest.fixture(scope="module")
def real_provider() -> Iterator[str]:
    """The issuer of oidc-provider-mock, run as its own process and ended by its id."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), "--require-nonce", "true"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            issuer = f"http://127.0.0.1:{port}"
            _wait(issuer, process)
            yield issuer
        finally:
            process.terminate()


def _wait(issuer: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx2.get(f"{issuer}/jwks", timeout=2).status_code == 200:
                return
        except httpx2.TransportError:
            time.sleep(0.1)
    pytest.fail("the provider did not start")


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    """A provider of ours."""
    port = free_port()
    made = Provider(port)
    async with await asyncio.start_server(made.serve, "127.0.0.1", port):
        yield made


@pytest.fixture
async def second_provider() -> AsyncIterator[Provider]:
    """Another one."""
    port = free_port()
    made = Provider(port)
    async with await asyncio.start_server(made.serve, "127.0.0.1", port):
        yield made


@pytest.fixture
async def new_browser(service: Edge) -> AsyncIterator[NewBrowser]:
    """A browser that was nowhere yet: ours is reached in this process, everything else over the network."""
    made: list[httpx2.AsyncClient] = []

    def begin() -> Browser:
        transport = httpx2.ASGITransport(service, raise_app_exceptions=False, client=("127.0.0.1", 4711))
        made.append(httpx2.AsyncClient(mounts={"all://testserver": transport}, trust_env=False))
        return Browser(made[-1])

    yield begin
    for one in made:
        await one.aclose()


@pytest.fixture
def browser(new_browser: NewBrowser) -> Browser:
    return new_browser()


@pytest.fixture
def register(as_: Callable[..., Caller], operator: psycopg.Connection[Any]) -> Iterator[Register]:
    """Register a provider with an organisation, and say who an account is there; taken away after the test."""
    made: list[str] = []

    async def doing(
        issuer: str, *, by: str = "manager", account: Any = None, subject: str = "subject-1", **more: Any
    ) -> Json:  # the provider as it is registered
        body = {"name": "Wigan Council", "issuer": issuer, "client_id": "wellbeing", "client_secret": "a secret there"}
        answer = await as_(by).post("/identity-providers", body | more)
        assert answer.status_code == 201, answer.text
        found: Json = answer.json()
        made.append(found["id"])
        if account is not None:
            joined = await as_(by).post(f"/accounts/{account}/identities", {"provider_id": found["id"], "subject": subject})
            assert joined.status_code == 201, joined.text
        return found

    yield doing
    for one in made:
        operator.execute("UPDATE account_identity SET removed_at = now() WHERE provider_id = %s AND removed_at IS NULL", [one])
        operator.execute("UPDATE identity_provider SET removed_at = now() WHERE id = %s AND removed_at IS NULL", [one])


@pytest.fixture
def second_factors(operator: psycopg.Connection[Any], world: World) -> Iterator[None]:
    """As in a real organisation: who must prove a second factor is asked for it."""
    was = operator.execute("SELECT asks_second_factor FROM organisation WHERE id = %s", [world.organisation_id]).fetchone()
    operator.execute("UPDATE organisation SET asks_second_factor = true WHERE id = %s", [world.organisation_id])
    yield
    assert was is not None
    operator.execute("UPDATE organisation SET asks_second_factor = %s WHERE id = %s", [was[0], world.organisation_id])
