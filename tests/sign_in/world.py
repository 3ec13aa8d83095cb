"""A provider and a council with accounts and clients, made anew for each test, and a caller of the OAuth 2 endpoints."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx2
from psycopg import AsyncConnection

from api.domain.access.passwords import hash_password
from api.domain.access.secrets import new_secret
from api.domain.shared.ids import new_id

PASSWORD = "tea at four, cake at five"
WRONG = "tea at five, cake at four"
HASH = hash_password(PASSWORD)


@dataclass
class World:
    """Rows are written by the operator, whom row security lets do everything."""

    operator: AsyncConnection[Any]
    provider: UUID = field(default_factory=new_id)
    council: UUID = field(default_factory=new_id)

    async def begin(self) -> None:
        for id_, kind in ((self.provider, "provider"), (self.council, "council")):
            await self.run(
                "INSERT INTO organisation (id, kind, name, asks_second_factor) VALUES (%s, %s, %s, false)", id_, kind, kind
            )

    async def asks_second_factor(self) -> None:
        """As every organisation does that is no sandbox."""
        await self.run("UPDATE organisation SET asks_second_factor = true WHERE id IN (%s, %s)", self.provider, self.council)

    async def run(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        cursor = await self.operator.execute(sql.encode(), values)
        return await cursor.fetchall() if cursor.description else []

    async def account(
        self, *roles: str, organisation: UUID | None = None, username: str | None = None, disabled: bool = False
    ) -> str:
        """A new account with these roles; answers its user name."""
        id_ = new_id()
        name, owner = username or f"{id_.hex}@example.invalid", organisation or self.provider
        await self.run(
            "INSERT INTO account (id, organisation_id, username, name, password_hash, disabled_at) "
            "VALUES (%s, %s, %s, 'Anna', %s, CASE WHEN %s THEN now() END)",
            id_, owner, name, HASH, disabled,
        )  # fmt: skip
        for role in roles:
            await self.run(
                "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, %s)",
                new_id(),
                owner,
                id_,
                role,
            )
        return name

    async def client(
        self, *scopes: str, organisation: UUID | None = None, grants: Iterable[str] = ("client_credentials",)
    ) -> tuple[str, str]:
        """A new client; answers its id and its secret."""
        id_, (secret, digest) = new_id(), new_secret()
        await self.run(
            "INSERT INTO client (id, organisation_id, name, grants, scopes, secret_hash) VALUES (%s, %s, 'Rota', %s, %s, %s)",
            id_, organisation or self.provider, list(grants), list(scopes), digest,
        )  # fmt: skip
        return str(id_), secret

    async def failures(self) -> list[int]:
        """What the counters stand at, least first."""
        return [row[0] for row in await self.run("SELECT failures FROM sign_in_failure ORDER BY 1")]


@dataclass
class Caller:
    """Somebody at an address who calls the endpoints."""

    http: httpx2.AsyncClient

    async def post(self, path: str, **form: str) -> httpx2.Response:
        return await self.http.post(f"/oauth/{path}", data=form)

    async def prove(self, client: tuple[str, str], path: str, **form: str) -> httpx2.Response:
        """As `post`, with the client's id and secret in the header."""
        return await self.http.post(f"/oauth/{path}", data=form, auth=client)

    async def sign_in(self, username: str, password: str = PASSWORD, **more: str) -> httpx2.Response:
        return await self.post("token", grant_type="password", username=username, password=password, **more)

    async def signed_in(self, username: str, **more: str) -> dict[str, Any]:
        return told(await self.sign_in(username, **more))

    async def refresh(self, token: str, **more: str) -> httpx2.Response:
        return await self.post("token", grant_type="refresh_token", refresh_token=token, **more)

    async def introspect(self, token: str, client: tuple[str, str]) -> dict[str, Any]:
        return told(await self.prove(client, "introspect", token=token))


def told(answer: httpx2.Response) -> dict[str, Any]:
    """The body of an answer that must be good."""
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def refused(answer: httpx2.Response, status: int = 400) -> str:
    """The error of an answer that must be a refusal as RFC 6749 section 5.2 has it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert body.keys() == {"error", "error_description"}
    assert all(" " <= letter <= "~" and letter not in '"\\' for letter in body["error_description"])
    assert ("www-authenticate" in answer.headers) == (status == 401)
    assert ("retry-after" in answer.headers) == (status in {429, 503})
    return str(body["error"])
