"""An organisation's own providers of identities, and who accounts are there. A manager's."""

from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.providers import checking
from api.domain.access.providers import queries as q
from api.domain.access.providers import schemas as s
from api.domain.access.providers import service as verbs
from api.domain.shared.errors import NotThereError
from api.http.call import Call
from api.http.guard import Requires
from api.http.listing import JSON, PRIVATE
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing, writing

router = make_router("identity-providers")
ProviderPage = page_of(s.IdentityProviderRead)
IdentityPage = page_of(s.AccountIdentityRead)
Reads = Annotated[Call, Requires("accounts:read")]
Writes = Annotated[Call, Requires("accounts:write")]
ProviderId = Annotated[UUID, Path(description="The provider's id.")]
AccountId = Annotated[UUID, Path(description="The account's id.")]
IdentityId = Annotated[UUID, Path(description="The identity's id.")]


@router.get("/identity-providers", response_model=ProviderPage)
async def list_identity_providers(call: Reads, query: Annotated[s.IdentityProvidersQuery, Query()]) -> Response:
    """List your organisation's providers of identities.

    A manager's. Secrets are never shown.
    """
    return await call.page(q.PROVIDER, query, {})


@router.post("/identity-providers", response_model=s.IdentityProviderRead, status_code=201)
async def create_identity_provider(call: Writes, body: s.IdentityProviderNew) -> Response:
    """Register a provider of identities (OpenID Connect).

    A manager's. It says who somebody is; which roles they hold stays here. Nothing is asked of it yet: the verb `check` does,
    and says which redirect URI must be registered there. 409 provider-there for an issuer that your organisation has already.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.register(work, call.kernel.ring, body)

    return await call.add(q.PROVIDER, verb, place="/identity-providers")


@router.get("/identity-providers/{provider_id}", response_model=s.IdentityProviderRead)
async def get_identity_provider(call: Reads, provider_id: ProviderId) -> Response:
    """Read a provider of identities, without its secret."""
    return await call.read(q.PROVIDER, id=provider_id)


@router.patch("/identity-providers/{provider_id}", response_model=s.IdentityProviderRead)
async def update_identity_provider(call: Writes, provider_id: ProviderId, body: s.IdentityProviderPatch) -> Response:
    """Change a provider of identities.

    A manager's. A `client_secret` of null takes the secret away. The issuer stays: for another one, register another provider.
    Who came in by a provider that vouched for a second factor is out once it no longer does (`assures_second_factor`).
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.change(work, call.kernel.ring, provider_id, version, body)

    return await call.change(q.PROVIDER, provider_id, verb)


@router.delete("/identity-providers/{provider_id}", status_code=204)
async def remove_identity_provider(call: Writes, provider_id: ProviderId) -> Response:
    """Remove a provider of identities.

    A manager's. Nobody signs in with it any more, and whoever did is out at the next request.
    """
    return await call.remove(q.PROVIDER, provider_id)


@router.post("/identity-providers/{provider_id}/check", response_model=s.ProviderCheck)
async def check_identity_provider(call: Writes, provider_id: ProviderId) -> Response:
    """Look at a provider now, and say what is wrong.

    A manager's. Fetches its discovery document and its keys, which may take some seconds, and answers what was found in words;
    a provider that is away or wrong is an answer (200), not an error. Only public addresses are asked, unless whoever runs this
    service names an inner network.
    """
    async with writing(call.kernel.pool, call.asker, call.deadline) as work:
        found = await work.find(q.PROVIDER_STATE, id=provider_id)
    if found is None:
        raise NotThereError
    issuer, _, has_secret = found
    body = await checking.looked_at(call.kernel.providers, issuer, ours=call.kernel.ring.issuer, has_secret=has_secret)
    return Response(orjson.dumps(body), 200, PRIVATE, JSON)


@router.get("/accounts/{account_id}/identities", response_model=IdentityPage)
async def list_account_identities(
    call: Reads, account_id: AccountId, query: Annotated[s.AccountIdentitiesQuery, Query()]
) -> Response:
    """List who an account is at your organisation's providers."""
    return await call.page(q.IDENTITY, query, q.IDENTITIES_FILTERS, account_id=account_id)


@router.post("/accounts/{account_id}/identities", response_model=s.AccountIdentityRead, status_code=201)
async def add_account_identity(call: Writes, account_id: AccountId, body: s.AccountIdentityNew) -> Response:
    """Say who an account is at a provider.

    A manager's. Issuer and subject name one account, to the letter; an email address never does. 409 subject-in-use when another
    account is that subject, identity-there when this one is known at that provider already.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.join(work, account_id, body)

    return await call.add(q.IDENTITY, verb, place=f"/accounts/{account_id}/identities", account_id=account_id)


@router.get("/accounts/{account_id}/identities/{identity_id}", response_model=s.AccountIdentityRead)
async def get_account_identity(call: Reads, account_id: AccountId, identity_id: IdentityId) -> Response:
    """Read who an account is at a provider."""
    return await call.read(q.IDENTITY, id=identity_id, account_id=account_id)


@router.delete("/accounts/{account_id}/identities/{identity_id}", status_code=204)
async def remove_account_identity(call: Writes, account_id: AccountId, identity_id: IdentityId) -> Response:
    """Take back who an account is at a provider.

    A manager's. They sign in there for us no longer, and what they came in by it ends at the next request.
    """
    return await call.remove(q.IDENTITY, identity_id, account_id=account_id)
