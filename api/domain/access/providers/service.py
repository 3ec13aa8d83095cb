"""Verbs of a manager: the organisation's providers of identities, and who accounts are there."""

from typing import Any
from uuid import UUID

from api.domain.access import sign_in_models as m
from api.domain.access.account_queries import ACCOUNT_STATE
from api.domain.access.keys import KeyRing
from api.domain.access.providers import errors
from api.domain.access.providers import queries as q
from api.domain.access.providers import schemas as s
from api.domain.access.sealing import seal
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing


def sealed_for(provider: UUID) -> str:
    """What a provider's secret is sealed for: nobody can put it with another."""
    return f"identity provider {provider}"


async def register(work: Writing, ring: KeyRing, body: s.IdentityProviderNew) -> UUID:
    """Register a provider, its secret sealed."""
    provider = body.id or new_id()
    values = body.model_dump(exclude={"id", "client_secret"}) | {"id": provider} | _secret(ring, provider, body.client_secret)
    return await work.add(m.IdentityProvider, values)


async def change(work: Writing, ring: KeyRing, provider: UUID, version: int, body: s.IdentityProviderPatch) -> None:
    """Change what it is called, who we are there and what its organisation vouches for."""
    values: dict[str, Any] = body.model_dump(exclude_unset=True)
    if "client_secret" in values:
        values |= _secret(ring, provider, values.pop("client_secret"))
    await work.change(m.IdentityProvider, provider, version, values)


async def join(work: Writing, account: UUID, body: s.AccountIdentityNew) -> UUID:
    """Say who an account is at a provider."""
    if await work.find(ACCOUNT_STATE, id=account) is None:
        raise NotThereError
    if await work.find(q.PROVIDER_STATE, id=body.provider_id) is None:
        raise errors.UnknownProviderError(pointer="/provider_id")
    values = {"id": body.id or new_id(), "provider_id": body.provider_id, "subject": body.subject}
    return await work.add(m.AccountIdentity, values, account_id=account)


def _secret(ring: KeyRing, provider: UUID, secret: str | None) -> dict[str, Any]:
    return {
        "sealed_secret": None if secret is None else seal(ring, secret, of=sealed_for(provider)),
        "has_secret": secret is not None,
    }
