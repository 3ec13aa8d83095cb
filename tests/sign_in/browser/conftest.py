"""The service as a process of its own, somebody else's front end beside it, and Debian's Chromium before both."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from api.demo.made import World
from api.domain.access.keys import KeyRing
from api.settings import Settings
from tests.contract.browser import chromium
from tests.process import free_port, serving
from tests.providers.conftest import real_provider
from tests.sign_in.browser.front_end_server import FrontEnd, front_end
from tests.world import Database, Tokens

__all__ = ["real_provider"]  # a fixture of theirs: a real provider of identities, as a process of its own
SECONDS = 20_000  # milliseconds that a page may take; the two cores are shared with other tests


@dataclass(frozen=True)
class Site:
    """The service as it is reached from outside, and the database behind it."""

    url: str
    world: World
    operator: psycopg.Connection[Any]
    tokens: Tokens

    def asked(self, who: str, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        """One call of the API as the account of that key; the JSON of its answer."""
        named = {"authorization": f"Bearer {self.tokens(who)}", "idempotency-key": str(uuid4())}
        answer = httpx2.request(method, f"{self.url}/v1{path}", headers=named, json=body, timeout=20)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def asks_second_factor(self, *, yes: bool) -> None:
        """Whether the organisation is a real one: sandboxes ask for none."""
        self.operator.execute("UPDATE organisation SET asks_second_factor = %s WHERE id = %s", [yes, self.world.organisation_id])


@pytest.fixture(scope="session")
def world(template: tuple[str, World]) -> World:  # the folder above has rows of its own making
    return template[1]


@pytest.fixture(scope="module")
def operator(database: Database) -> Iterator[psycopg.Connection[Any]]:
    with closing(psycopg.connect(database.admin_url, autocommit=True)) as connection:
        connection.execute("SET ROLE wt_operator")
        yield connection


@pytest.fixture(scope="module")
def site(
    service_settings: Settings, operator: psycopg.Connection[Any], world: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = service_settings.model_copy(update={"public_url": url, "port": port, "provider_networks": "127.0.0.0/8"})
    log: Path = tmp_path_factory.mktemp("log") / "service.log"
    ring = KeyRing.load(settings.keys, issuer=url, audience=url)
    with serving(settings, port=port, log=log):
        made = Site(url, world, operator, Tokens(operator, ring, world))
        made.asks_second_factor(yes=False)
        yield made
    assert "Traceback" not in log.read_text(), log.read_text()


@pytest.fixture(scope="module")
def other() -> Iterator[FrontEnd]:
    """Somebody else's front end, not yet registered."""
    with front_end() as served:
        yield served


@pytest.fixture(scope="module")
def registered(site: Site, other: FrontEnd) -> FrontEnd:
    """The front end once a manager has registered it, through the API, and the service has learned of its origin."""
    client = site.asked(
        "manager",
        "POST",
        "/clients",
        {
            "name": "Rota of Wigan North",
            "public": True,
            "grants": ["authorization_code"],
            "scopes": ["teams:read", "visits:read", "people:read"],
            "redirect_uris": [other.redirect_uri],
            "origins": [other.origin],
        },
        status=201,
    )
    other.knows(site.url, client["id"])
    until_known(site, other.origin)
    return other


def until_known(site: Site, origin: str) -> None:
    """Each worker learns of new origins by itself, every few seconds."""
    for _ in range(400):
        answer = httpx2.get(f"{site.url}/livez", headers={"origin": origin})
        if "access-control-allow-origin" in answer.headers:
            return
        time.sleep(0.1)
    pytest.fail("the service never learned of the origin")


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Debian's Chromium without a window. No browser is downloaded."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


MakeContext = Callable[..., BrowserContext]


@pytest.fixture
def profile(chrome: Browser) -> Iterator[MakeContext]:
    """New profiles: nobody's cookies. Options are Playwright's, such as java_script_enabled=False."""
    made: list[BrowserContext] = []
    refused: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    def begin(**options: Any) -> BrowserContext:
        context = chrome.new_context(locale="en-GB", **options)
        context.set_default_timeout(SECONDS)
        context.on("console", heard)
        made.append(context)
        return context

    yield begin
    for context in made:
        context.close()
    assert not refused, "a page of ours asks for what its own policy refuses"


@pytest.fixture
def page(profile: MakeContext) -> Page:
    """A page in a new profile."""
    return profile().new_page()
