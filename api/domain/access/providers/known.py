"""Providers as the sign-in desk reads them."""

import asyncio
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access.desk import Desk
from api.storage.wire import plain
from api.storage.writing import Writing

PROVIDER: Final = """provider.id, provider.name, provider.organisation_id, provider.issuer, provider.client_id,
           provider.audiences, provider.sealed_secret, provider.assures_second_factor"""
# Of `identity_provider provider, organisation`: an organisation that ended signs nobody in.
STANDS: Final = """organisation.id = provider.organisation_id AND provider.removed_at IS NULL
       AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL"""

_OF_ISSUER: Final = plain(
    f"""
    SELECT {PROVIDER} FROM identity_provider provider, organisation
     WHERE provider.organisation_id = $1::uuid AND provider.issuer = $2::text AND {STANDS}
    """,  # noqa: S608 - our own words
    "organisation", "issuer",
)  # fmt: skip
_BUTTONS: Final = plain(
    f"""
    SELECT provider.id, provider.name FROM identity_provider provider, organisation
     WHERE provider.organisation_id = $1::uuid AND {STANDS} ORDER BY provider.name, provider.id
    """,  # noqa: S608 - our own words
    "organisation",
)
_BUTTON: Final = plain(
    f"SELECT provider.id, provider.name FROM identity_provider provider, organisation WHERE provider.id = $1::uuid AND {STANDS}",  # noqa: S608
    "provider",
)


class Provider(NamedTuple):
    """A provider of identities."""

    id: UUID
    name: str
    organisation: UUID
    issuer: str
    client_id: str
    audiences: list[str]
    sealed_secret: bytes | None
    assures: bool


class Button(NamedTuple):
    """A provider as people see it."""

    id: UUID
    name: str


def time_of(desk: Desk) -> float:
    """The seconds that a transaction of this desk may take: the next ones get as many, after a provider was asked."""
    return desk.deadline - asyncio.get_running_loop().time()


def deadline_in(seconds: float) -> float:
    """The deadline of a transaction that begins now."""
    return asyncio.get_running_loop().time() + seconds


async def provider_of_issuer(work: Writing, organisation: UUID, issuer: str) -> Provider | None:
    """The organisation's provider with this issuer."""
    rows: list[tuple[Any, ...]] = await work.rows(_OF_ISSUER, organisation=organisation, issuer=issuer)
    return Provider(*rows[0]) if rows else None


async def buttons(work: Writing, organisation: UUID) -> list[Button]:
    """The providers at which somebody of this organisation can sign in."""
    return [Button(*row) for row in await work.rows(_BUTTONS, organisation=organisation)]


async def button(work: Writing, provider: UUID) -> Button | None:
    """One provider, if it stands."""
    rows = await work.rows(_BUTTON, provider=provider)
    return Button(*rows[0]) if rows else None
