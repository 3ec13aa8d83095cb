"""Clients: machines that sign in with a secret of their own (RFC 6749 sections 2.3.1 and 4.4).

A provider's client may be given what `integration` may; a council's only what tells nothing about anybody, whatever its row says.
"""

from typing import Final, NamedTuple
from uuid import UUID

from api.domain.access.desk import Desk, GrantRefused, Refusal, Tokens
from api.domain.access.keys import TOKEN_LIFETIME_SECONDS
from api.domain.access.models import OrganisationKind, SignInHow
from api.domain.access.roles import COUNCIL_CLIENT_SCOPES, Role, narrowed
from api.domain.access.secrets import matches
from api.domain.access.sessions import begin, issued
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

GRANT: Final = "client_credentials"

_CLIENT: Final = plain(
    "SELECT client.id, client.organisation_id, organisation.kind, client.name, client.grants, client.scopes, client.secret_hash "
    "FROM client JOIN organisation ON organisation.id = client.organisation_id WHERE client.id = $1::uuid "
    "AND client.removed_at IS NULL AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL",
    "id",
)


class Credentials(NamedTuple):
    """How a client named itself, and what it proved that with."""

    client_id: str | None = None
    secret: str | None = None


class KnownClient(NamedTuple):
    """A client that proved who it is."""

    id: UUID
    organisation: UUID
    kind: str
    name: str
    grants: list[str]
    scopes: list[str]


async def client_of(work: Writing, credentials: Credentials) -> KnownClient:
    """Answer the client of these credentials. GrantRefused (invalid_client), alike for unknown, ended and a wrong secret."""
    known, digest = None, None
    id_ = _id(credentials.client_id)
    if id_ is not None and (found := await work.rows(_CLIENT, id=id_)):
        *columns, digest = found[0]
        known = KnownClient(*columns)
    if not matches(digest, credentials.secret or "") or known is None:
        raise GrantRefused(Refusal.invalid_client, "The client is unknown, has ended, or its secret is wrong.")
    return known


async def sign_in_client(desk: Desk, credentials: Credentials, *, role: str | None, scope: str | None) -> Tokens:
    """Sign a client in for 15 minutes, without a refresh token (RFC 6749 section 4.4.3). GrantRefused; NoScopeLeft; AwayError."""
    async with at_the_desk(desk.pool, desk.deadline) as work:
        client = await client_of(work, credentials)
        if GRANT not in client.grants:
            raise GrantRefused(Refusal.unauthorized_client, f"This client may not use {GRANT}.")
        if role not in (None, Role.integration):
            raise GrantRefused(Refusal.invalid_grant, "A client has the role integration and no other.")
        ceiling = frozenset(client.scopes)
        if client.kind == OrganisationKind.council:
            ceiling &= COUNCIL_CLIENT_SCOPES
        session = begin(
            work,
            organisation=client.organisation,
            account=None,
            client=client.id,
            client_name=client.name,
            role=Role.integration,
            scopes=narrowed(Role.integration, scope, ceiling),
            seconds=TOKEN_LIFETIME_SECONDS,
            how=SignInHow.client,
        )
        await work.commit()
    return issued(desk, session, session.scope, None)


def _id(text: str | None) -> UUID | None:
    """The UUID in its one spelling, or None."""
    try:
        found = UUID(text)
    except (ValueError, TypeError):
        return None
    return found if str(found) == text else None
