"""Helpers around the demo world: a database of it to oneself, tokens without the token endpoint, and a caller per account."""

import json
import time
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import httpx2
import psycopg
from psycopg import sql

from api.demo.made import DemoAccount, DemoClient, World
from api.domain.access import tokens
from api.domain.access.keys import KeyRing
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.shared.ids import new_id

PASSWORD = "sweet peas by the back door"
LOGIN = "the password of the service in tests"
MERGE = "application/merge-patch+json"


@dataclass(frozen=True)
class Database:
    """A PostgreSQL database: as its administrator, and as the service."""

    admin_url: str = field(repr=False)
    api_url: str = field(repr=False)


def named(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def clone(server_url: str, template: str, name: str) -> str:
    """A copy of a database to oneself. Answers its URL."""
    drop(server_url, name)
    with closing(psycopg.connect(server_url, autocommit=True)) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    return named(server_url, name)


def drop(server_url: str, name: str) -> None:
    """Remove a database, whoever is in it."""
    with closing(psycopg.connect(server_url, autocommit=True)) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


class Tokens:
    """Makes access tokens directly: a session row and a signature. A token is kept and used again."""

    def __init__(self, operator: psycopg.Connection[Any], ring: KeyRing, world: World) -> None:
        self._operator, self._ring, self._world = operator, ring, world
        self._kept: dict[tuple[object, ...], tuple[float, str]] = {}

    def __call__(self, who: str | DemoAccount | DemoClient, *, scopes: str | None = None, fresh: bool = False) -> str:
        """The access token of an account (or of the account or client of that key), with all its role's scopes unless said.

        `fresh` makes a session of its own, for tests that end it.
        """
        known = self.who(who)
        key = (
            known.account_id if isinstance(known, DemoAccount) else known.client_id,
            known.role if isinstance(known, DemoAccount) else "",
            scopes,
        )
        made_at, token = self._kept.get(key, (0.0, ""))
        if fresh or time.time() - made_at > 600:
            token = self._make(known, scopes, self.begin(known))
            self._kept[key] = (time.time(), token)
        return token

    def who(self, who: str | DemoAccount | DemoClient) -> DemoAccount | DemoClient:
        """The account or client of a key."""
        if not isinstance(who, str):
            return who
        client = next((one for one in self._world.clients if one.key == who), None)
        return client or self._world.account(who)

    def begin(self, known: DemoAccount | DemoClient) -> UUID:
        """A session that stands for a day."""
        session = new_id()
        account, client, role = (
            (known.account_id, None, known.role) if isinstance(known, DemoAccount) else (None, known.client_id, "integration")
        )
        self._operator.execute(
            "INSERT INTO session (id, organisation_id, account_id, client_id, client_name, role, scope, created_at, expires_at) "
            "VALUES (%s, %s, %s, %s, 'tests', %s, '', now(), now() + interval '1 day')",
            [session, known.organisation_id, account, client, role],
        )
        return session

    def _make(self, known: DemoAccount | DemoClient, scopes: str | None, session: UUID) -> str:
        if isinstance(known, DemoAccount):
            role, allowed, subject, client = Role(known.role), ROLE_SCOPES[Role(known.role)], known.account_id, "tests"
        else:
            role, allowed, subject, client = (
                Role.integration,
                frozenset(known.scope.split()),
                known.client_id,
                str(known.client_id),
            )
        return tokens.sign(
            self._ring,
            subject=subject,
            session=session,
            client_id=client,
            organisation=known.organisation_id,
            role=role,
            scopes=allowed if scopes is None else frozenset(scopes.split()),
            now=time.time(),
        )


@dataclass
class Caller:
    """Calls the API as somebody. Paths are those below /v1 unless they start with another root."""

    http: httpx2.AsyncClient
    token: str | None

    async def get(self, path: str, *, if_none_match: str | int | None = None, **more: Any) -> httpx2.Response:
        return await self.send("GET", path, if_none_match=if_none_match, **more)

    async def post(self, path: str, body: Any = None, *, key: str | None = None, **more: Any) -> httpx2.Response:
        return await self.send("POST", path, body, key=key, **more)

    async def put(self, path: str, body: Any = None, *, version: int | str | None = None, **more: Any) -> httpx2.Response:
        return await self.send("PUT", path, body, version=version, **more)

    async def patch(self, path: str, body: Any = None, *, version: int | str | None = None, **more: Any) -> httpx2.Response:
        return await self.send("PATCH", path, body, version=version, **more)

    async def delete(self, path: str, *, version: int | str | None = None, **more: Any) -> httpx2.Response:
        return await self.send("DELETE", path, version=version, **more)

    async def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        version: int | str | None = None,
        if_none_match: str | int | None = None,
        headers: dict[str, str] | None = None,
        content: bytes | str | None = None,
        params: Any = None,
    ) -> httpx2.Response:
        """One request: `version` becomes If-Match, `key` the Idempotency-Key, `body` JSON; `content` goes as it is."""
        named = dict(headers or {})
        if self.token is not None:
            named.setdefault("authorization", f"Bearer {self.token}")
        if key is not None:
            named["idempotency-key"] = key
        if version is not None:
            named["if-match"] = _tag(version)
        if if_none_match is not None:
            named["if-none-match"] = _tag(if_none_match)
        if body is not None:
            content = json.dumps(body, default=str)
        if content is not None and "content-type" not in {name.lower() for name in named}:
            named["content-type"] = MERGE if method == "PATCH" else "application/json"
        where = path if path.startswith(("/v1", "/oauth", "/sandbox", "/docs", "/livez", "/readyz")) else f"/v1{path}"
        return await self.http.request(method, where, headers=named, content=content, params=params)


def _tag(version: int | str) -> str:
    return f'"{version}"' if isinstance(version, int) else version
