"""Somebody before our pages, as a browser shows them: cookies are kept as browsers keep them, forms hold what the page put in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pyotp
from typing_extensions import override

from api.domain.access.second_factors import STEP_SECONDS
from api.domain.shared.clock import utc_now
from tests.sign_in.conftest import App
from tests.sign_in.world import PASSWORD, World

ISSUER = "https://api.example.invalid"
SIGN_IN = "__Host-sign-in"
PAGE = "__Host-page"
KNOWN = "__Host-known"


@dataclass
class Form:
    """A form of a page."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given["action"], given["method"]))
        if tag == "input" and "name" in given and self.forms:
            self.forms[-1].fields[given["name"]] = given.get("value", "")


class Person:
    """Somebody with a browser at an address."""

    def __init__(self, app: App, address: str = "192.0.2.1") -> None:
        transport = httpx2.ASGITransport(app=app, client=(address, 4711))
        self.http = httpx2.AsyncClient(
            transport=transport, base_url=ISSUER, headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}
        )
        self.own = {"origin": ISSUER, "sec-fetch-site": "same-origin"}

    @property
    def secret(self) -> str | None:
        """Of the browser's sign-in."""
        return self.http.cookies.get(SIGN_IN)

    async def opens(self, path: str) -> httpx2.Response:
        return await self.http.get(path)

    async def sends(self, path: str, form: dict[str, str], **headers: str) -> httpx2.Response:
        """A form as the browser would, from a page of ours unless the headers say otherwise."""
        return await self.http.post(path, data=form, headers=self.own | {k.replace("_", "-"): v for k, v in headers.items()})

    async def fills(self, page: httpx2.Response, **given: str) -> httpx2.Response:
        """The first form of a page that has these fields."""
        form = form_of(page, *given)
        return await self.sends(form.action, form.fields | given)

    async def signs_in(self, username: str, password: str = PASSWORD, *, back_to: str = "") -> httpx2.Response:
        page = await self.opens("/sign-in" + (f"?back_to={back_to}" if back_to else ""))
        assert page.status_code == 200, page.text
        return await self.fills(page, username=username, password=password)

    async def signed_in(self, username: str) -> None:
        """With a password, all the way."""
        assert leads_to(await self.signs_in(username)) == "/account"

    async def sets_up(self, username: str) -> "Authenticator":
        """Sign in and set up a second factor."""
        await self.signs_in(username)
        page = await self.opens("/sign-in/second-factor/set-up")
        app = Authenticator(key_in(page))
        answer = await self.fills(page, code=app.code(-1))
        assert answer.status_code == 200, answer.text
        app.codes = codes_in(answer)
        return app


@dataclass
class Authenticator:
    """An authenticator app, and the paper beside it."""

    key: str
    codes: list[str] = field(default_factory=list)

    def code(self, steps: int = 0) -> str:
        """The code of now, or so many steps off."""
        return pyotp.TOTP(self.key).generate_otp(int(utc_now().timestamp()) // STEP_SECONDS + steps)

    def wrong(self) -> str:
        """A code that is good at no time near."""
        near = {self.code(n) for n in range(-3, 4)}
        return next(text for n in range(10) if (text := f"{n}" * 6) not in near)


def forms_of(page: httpx2.Response) -> list[Form]:
    """All forms of a page."""
    parser = _Forms()
    parser.feed(page.text)
    return parser.forms


def form_of(page: httpx2.Response, *names: str) -> Form:
    """The first form with these fields."""
    found = [form for form in forms_of(page) if set(names) <= form.fields.keys()]
    assert found, page.text
    return found[0]


def leads_to(answer: httpx2.Response) -> str:
    """Where a browser is sent on to, which is on our own pages."""
    assert answer.status_code == 303, (answer.status_code, answer.text)
    location: str = answer.headers["location"]
    assert location.startswith("/")
    assert not location.startswith("//")
    return location


def back_in(location: str) -> str:
    """Where somebody goes on to after the step that they are sent to."""
    return dict(parse_qsl(urlsplit(location).query))["back_to"]


def key_in(page: httpx2.Response) -> str:
    """The key on a page of setting up."""
    assert page.status_code == 200, page.text
    return page.text.partition('<p class="secret">')[2].partition("</p>")[0].replace(" ", "")


def codes_in(page: httpx2.Response) -> list[str]:
    """The recovery codes on a page."""
    return [part.partition("</li>")[0] for part in page.text.partition('class="codes"')[2].split("<li>")[1:]]


async def events(world: World, username: str) -> list[tuple[Any, ...]]:
    """The evidence of an account, oldest first."""
    return await world.run(
        "SELECT what, second_factor FROM sign_in_event e JOIN account ON account.id = e.account_id"
        " WHERE username = %s ORDER BY e.id",
        username,
    )
