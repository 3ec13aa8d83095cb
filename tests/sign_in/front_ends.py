"""A front end, and somebody in a browser who is sent from it to our pages and back."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import UUID

import httpx2
from psycopg_pool import AsyncConnectionPool

from api.domain.access import browsers
from api.domain.access.authorizing import challenge_of
from api.domain.access.secrets import new_secret
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from api.sign_in import forms
from api.storage.wire import Wire
from api.storage.writing import at_the_desk
from tests.sign_in.world import World

ISSUER = "https://api.example.invalid"
CALLBACK = "https://rounds.example.org/signed-in"
VERIFIER = "a" * 42 + "~"
SCOPES = ("people:read", "visits:read", "visits:write")


@dataclass
class FrontEnd:
    """A registered front end, public unless it has a secret."""

    id: str
    secret: str | None = None
    callback: str = CALLBACK
    scopes: tuple[str, ...] = SCOPES

    def asks(self, **more: str | None) -> dict[str, str]:
        """The request that it sends somebody with; None leaves a parameter out."""
        asked: dict[str, str | None] = {
            "response_type": "code", "client_id": self.id, "redirect_uri": self.callback, "state": "its own word",
            "code_challenge": challenge_of(VERIFIER), "code_challenge_method": "S256", **more,
        }  # fmt: skip
        return {name: value for name, value in asked.items() if value is not None}


async def registered(
    world: World,
    *scopes: str,
    public: bool = True,
    organisation: UUID | None = None,
    callback: str = CALLBACK,
    grants: tuple[str, ...] = ("authorization_code",),
) -> FrontEnd:
    """A new front end of the provider."""
    id_, (secret, digest) = new_id(), new_secret()
    await world.run(
        "INSERT INTO client (id, organisation_id, name, grants, scopes, redirect_uris, public, secret_hash)"
        " VALUES (%s, %s, 'Rounds', %s, %s, %s, %s, %s)",
        id_, organisation or world.provider, list(grants), list(scopes or SCOPES), [callback], public, None if public else digest,
    )  # fmt: skip
    return FrontEnd(str(id_), None if public else secret, callback, scopes or SCOPES)


@dataclass
class Visitor:
    """Somebody in a browser."""

    http: httpx2.AsyncClient
    pool: AsyncConnectionPool[Wire]
    headers: dict[str, str] = field(default_factory=lambda: {"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    cookies: dict[str, str] = field(default_factory=dict)

    async def signs_in(self, world: World, username: str, *, ago: float = 0) -> str:
        """As after a right password on our page; answers the browser's secret."""
        account = (await world.run("SELECT id FROM account WHERE username = %s", username))[0][0]
        async with at_the_desk(self.pool, asyncio.get_running_loop().time() + 5) as work:
            secret = browsers.begin(work, account, instead_of=self.cookies.get("__Host-sign-in"), password_at=utc_now())
            await work.commit()
        if ago:
            await world.run("UPDATE browser_sign_in SET password_at = now() - make_interval(secs => %s) WHERE account_id = %s",
                            ago, account)  # fmt: skip
        self.cookies["__Host-sign-in"] = secret
        return secret

    async def opens(self, asked: Mapping[str, str] | str) -> httpx2.Response:
        """The page that a front end sends them to."""
        query = asked if isinstance(asked, str) else httpx2.QueryParams(asked)
        return await self.http.get(f"/oauth/authorize?{query}", headers=self._sent())

    async def comes_back(self, sent: httpx2.Response) -> httpx2.Response:
        """Where the sign-in, to which they were sent, sends them on to."""
        place, _, back_to = sent.headers["location"].partition("?back_to=")
        assert place == "/sign-in"
        assert forms.back_to(unquote(back_to)) == unquote(back_to)
        return await self.http.get(unquote(back_to), headers=self._sent())

    async def presses(self, page: httpx2.Response, answer: str, **more: str) -> httpx2.Response:
        """A button of the page that they see."""
        action = _unescaped(_found(r'<form method="post" action="([^"]+)"', page.text))
        form = {"csrf": _found(r'name="csrf" value="([^"]+)"', page.text), "answer": answer, **more}
        hidden = re.search(r'<input type="hidden" name="role" value="(\w+)"', page.text)
        if hidden:
            form.setdefault("role", hidden[1])
        headers = self._sent() | {"origin": ISSUER, "sec-fetch-site": "same-origin"}
        return await self.http.post(action, data=form, headers=headers)

    async def agrees(self, front_end: FrontEnd, *, role: str | None = None, **more: str | None) -> str:
        """All the way from the front end's request to its code."""
        page = await self.opens(front_end.asks(**more))
        assert page.status_code == 200, page.text
        answer = await self.presses(page, "allow", **({"role": role} if role else {}))
        return answer_in(answer)["code"]

    async def redeems(self, front_end: FrontEnd, code: str, /, **more: str | None) -> httpx2.Response:
        """What the front end does with its code."""
        form: dict[str, str | None] = {
            "grant_type": "authorization_code", "code": code, "code_verifier": VERIFIER, "redirect_uri": front_end.callback,
            "client_id": front_end.id, "client_secret": front_end.secret, **more,
        }  # fmt: skip
        return await self.http.post("/oauth/token", data={name: value for name, value in form.items() if value is not None})

    def _sent(self) -> dict[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return self.headers | ({"cookie": cookie} if cookie else {})


def answer_in(response: httpx2.Response, callback: str = CALLBACK) -> dict[str, str]:
    """What the front end is told at its own address; fails when the browser is not sent there."""
    assert response.status_code == 303, response.text
    location = response.headers["location"]
    assert location.startswith(callback + ("&" if "?" in callback else "?")), location
    pairs = parse_qsl(urlsplit(location).query, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def error_in(response: httpx2.Response) -> str:
    """The error that the front end is told; with its state and with who says so."""
    told: dict[str, Any] = answer_in(response)
    assert told["iss"] == ISSUER
    assert "code" not in told
    assert all(" " <= letter <= "~" and letter not in '"\\' for letter in told["error_description"])
    return str(told["error"])


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[1]


def _unescaped(text: str) -> str:
    return text.replace("&amp;", "&").replace("&#39;", "'")
