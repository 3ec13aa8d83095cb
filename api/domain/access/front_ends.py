"""Front ends: the clients in which people sign in on our pages (RFC 6749 section 4.1), registered ones and the one that we serve.

A front end in a browser or on a phone has no secret (RFC 6749 section 2.1): what keeps its codes from others is that they go to
an address that was registered, letter by letter, and that only who began can end (PKCE, RFC 7636).
"""

from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from api.domain.access.client_schemas import LOCAL
from api.domain.access.client_sign_in import Credentials
from api.domain.access.desk import PUBLIC_CLIENTS, GrantRefused, Refusal
from api.domain.access.models import ClientGrant
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.access.secrets import matches
from api.storage.wire import plain
from api.storage.writing import Writing

# The documentation signs in as every front end does; its one address is on this service.
DOCS: Final = "docs"
DOCS_CALLBACK: Final = "/docs/signed-in"
_LOOPBACK: Final = frozenset(host.strip("[]") for host in LOCAL)

_FIND: Final = plain(
    """
    SELECT client.name, client.organisation_id, organisation.name, client.scopes, client.redirect_uris, client.grants,
           client.public, client.secret_hash
      FROM client JOIN organisation ON organisation.id = client.organisation_id
     WHERE client.id = $1::uuid AND client.removed_at IS NULL
       AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
    """,
    "id",
)


class FrontEnd(NamedTuple):
    """A client in which people sign in."""

    id: UUID | None  # None: one of our own, which is no row
    name: str  # of its tokens' client, where it has no id
    organisation: UUID | None = None  # None: every organisation's
    organisation_name: str = ""
    scopes: frozenset[str] | None = None  # the most that its tokens may do; None: whatever a role may
    redirect_uris: frozenset[str] = frozenset()
    grants: frozenset[str] = frozenset()
    public: bool = True

    @property
    def signs_in_here(self) -> bool:
        """Whether people may sign in there on our pages."""
        return ClientGrant.authorization_code in self.grants

    def may_give(self, role: Role, asked: str | None) -> frozenset[str]:
        """The scopes of a sign-in there: the role's, narrowed by the front end's and by what it asked for. Never wider."""
        allowed = ROLE_SCOPES[role] if self.scopes is None else ROLE_SCOPES[role] & self.scopes
        return allowed if asked is None else allowed & frozenset(asked.split())


async def front_end(work: Writing, client_id: str | None, issuer: str) -> FrontEnd | None:
    """The front end of a client_id, or None for none that stands."""
    found = await _known(work, client_id, issuer)
    return found[0] if found else None


async def proved(work: Writing, credentials: Credentials, issuer: str) -> FrontEnd:
    """The front end that these credentials prove: a public one by its name alone, any other by its secret.

    GrantRefused (invalid_client), alike for unknown, ended and a wrong secret. RFC 6749 section 3.2.1.
    """
    found = await _known(work, credentials.client_id, issuer)
    right = matches(found[1] if found else None, credentials.secret or "")
    if found is None or (credentials.secret is not None if found[0].public else not right):
        raise GrantRefused(Refusal.invalid_client, "The client is unknown, has ended, or its secret is wrong.")
    return found[0]


async def _known(work: Writing, client_id: str | None, issuer: str) -> tuple[FrontEnd, bytes | None] | None:
    if client_id in PUBLIC_CLIENTS:
        return _our_own(str(client_id), issuer), None
    try:
        id_ = UUID(client_id)
    except (ValueError, TypeError):
        return None
    if str(id_) != client_id:  # an id has one spelling
        return None
    rows: list[tuple[Any, ...]] = await work.rows(_FIND, id=id_)
    if not rows:
        return None
    name, organisation, organisation_name, scopes, addresses, grants, public, digest = rows[0]
    found = FrontEnd(
        id_, name, organisation, organisation_name, frozenset(scopes), frozenset(addresses), frozenset(grants), public
    )
    return found, digest


def _our_own(name: str, issuer: str) -> FrontEnd:
    if name != DOCS:
        return FrontEnd(None, name)
    here = urlsplit(issuer)
    hosts = {here.netloc}
    if here.hostname in _LOOPBACK:  # a developer's own machine goes by all of these names
        hosts |= {host if here.port is None else f"{host}:{here.port}" for host in LOCAL}
    callbacks = frozenset(f"{here.scheme}://{host}{DOCS_CALLBACK}" for host in hosts)
    return FrontEnd(None, name, redirect_uris=callbacks, grants=frozenset({ClientGrant.authorization_code}))
