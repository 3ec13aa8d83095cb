"""Somebody in a browser of their own, on the pages of the whole service."""

import re
from html import unescape
from typing import Any

import httpx2

from api.http.edge import Edge

TOKEN = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
OURS = "http://testserver"


class Visitor:
    """A browser: it keeps cookies, goes nowhere by itself, and says where its forms come from."""

    def __init__(self, service: Edge, address: str = "192.0.2.7") -> None:
        transport = httpx2.ASGITransport(service, raise_app_exceptions=False, client=(address, 4711))
        self.http = httpx2.AsyncClient(transport=transport, base_url=OURS)

    async def get(self, path: str) -> httpx2.Response:
        return await self.http.get(path)

    async def fill(self, path: str, **fields: str) -> httpx2.Response:
        """Open a page and send its form, as browsers do."""
        page = await self.get(path)
        found = TOKEN.search(page.text)
        return await self.send(path, found[1] if found else "", **fields)

    async def send(self, path: str, csrf: str, **fields: str) -> httpx2.Response:
        return await self.http.post(
            path, data={"csrf": csrf, **fields}, headers={"origin": OURS, "sec-fetch-site": "same-origin"}
        )

    async def csrf(self, path: str) -> str:
        """The token of a page's form."""
        found = TOKEN.search((await self.get(path)).text)
        assert found is not None
        return found[1]

    @property
    def secret(self) -> str | None:
        """Of the cookie of the sign-in."""
        return self.http.cookies.get("sign-in")


def words(answer: httpx2.Response) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def body(answer: httpx2.Response, status: int = 200) -> Any:
    """The JSON of an answer that must be good."""
    assert answer.status_code == status, answer.text
    return answer.json()
