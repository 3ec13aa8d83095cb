"""Clients: machines and front ends that call for an organisation. A manager's."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access import account_queries as q
from api.domain.access import client_schemas as s
from api.domain.access import clients as verbs
from api.domain.access.secrets import new_secret
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("clients")
ClientPage = page_of(s.ClientRead)
Reads = Annotated[Call, Requires("accounts:read")]
Writes = Annotated[Call, Requires("accounts:write")]
ClientId = Annotated[UUID, Path(description="The client's id.")]


@router.get("/clients", response_model=ClientPage)
async def list_clients(call: Reads, query: Annotated[s.ClientsQuery, Query()]) -> Response:
    """List the clients of your organisation, by name.

    A manager's. Secrets are never shown.
    """
    return await call.page(q.CLIENT, query, {})


@router.post("/clients", response_model=s.ClientMadeRead, status_code=201)
async def create_client(call: Writes, body: s.ClientNew) -> Response:
    """Register a client.

    A manager's. The answer shows `client_secret` this once (a public client has none); a repeat with the same Idempotency-Key is
    409 secret-shown-once. A provider's machine holds scopes of the role integration and reaches the teams it names; a council's
    holds no scope about people and reaches no team. A front end (authorization_code) names where people are sent back to, and
    holds scopes of the roles of its organisation, which each sign-in narrows to one role (422 otherwise). Addresses are https;
    http only on localhost.
    """
    text, digest = new_secret()

    async def verb(work: Writing) -> UUID:
        return await verbs.register(work, body, digest)

    def shown_once(shown: dict[str, Any]) -> None:
        shown["client_secret"] = text

    return await call.add(q.CLIENT, verb, place="/clients", secret=None if body.public else shown_once)


@router.get("/clients/{client_id}", response_model=s.ClientRead)
async def get_client(call: Reads, client_id: ClientId) -> Response:
    """Read a client, without its secret."""
    return await call.read(q.CLIENT, id=client_id)


@router.patch("/clients/{client_id}", response_model=s.ClientRead)
async def update_client(call: Writes, client_id: ClientId, body: s.ClientPatch) -> Response:
    """Change what a client may do and reach.

    A manager's. Other teams count from the next request. Other scopes end a machine's tokens, so that it fetches one that says
    so; scopes or grants taken from a front end end the sign-ins of people there. One that becomes public loses its secret.
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.change(work, client_id, version, body)

    return await call.change(q.CLIENT, client_id, verb)


@router.delete("/clients/{client_id}", status_code=204)
async def remove_client(call: Writes, client_id: ClientId) -> Response:
    """Remove a client. Its tokens end at the next request."""
    return await call.remove(q.CLIENT, client_id)


@router.post("/clients/{client_id}/secret", response_model=s.ClientSecretRead)
async def renew_client_secret(call: Writes, client_id: ClientId) -> Response:
    """Make a new secret for a client.

    A manager's. It is shown this once; the secret before and all tokens got with it end at once. A public client has none (409
    no-secret). If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))
    text, digest = new_secret()

    async def verb(work: Writing) -> UUID:
        await verbs.renew_secret(work, client_id, version, digest)
        return client_id

    return await call.add(q.CLIENT, verb, status=200, secret=lambda shown: shown.update(client_secret=text))
