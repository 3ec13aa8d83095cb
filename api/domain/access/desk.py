"""What every verb of the sign-in desk shares: where it works, what it hands out and how it refuses.

RFC 6749 section 5 (answers of the token endpoint). The desk's transactions run as `wt_desk`, which reaches accounts, grants,
clients and sessions and nothing about people.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from psycopg_pool import AsyncConnectionPool

from api.domain.access.keys import TOKEN_LIFETIME_SECONDS, KeyRing
from api.domain.access.roles import Role
from api.storage.wire import Wire

# First-party front ends. They run in a browser or on a phone, where a secret would be none: public clients, RFC 6749 section 2.1.
FIRST_PARTY: Final = "first-party"
PUBLIC_CLIENTS: Final = frozenset({FIRST_PARTY, "docs"})


class Desk(NamedTuple):
    """Where one request signs in: the pool of the service's login, the signing keys, and its deadline on the loop's clock."""

    pool: AsyncConnectionPool[Wire]
    ring: KeyRing
    deadline: float


class Tokens(NamedTuple):
    """What a grant answers."""

    access_token: str
    refresh_token: str | None
    role: Role
    scopes: frozenset[str]
    expires_in: int = TOKEN_LIFETIME_SECONDS


class Refusal(StrEnum):
    """The error codes of RFC 6749 section 5.2."""

    invalid_request = "invalid_request"
    invalid_client = "invalid_client"
    invalid_grant = "invalid_grant"
    unauthorized_client = "unauthorized_client"
    unsupported_grant_type = "unsupported_grant_type"
    invalid_scope = "invalid_scope"


class GrantRefused(Exception):
    """A refusal of the desk. No DomainError: these endpoints answer in RFC 6749's words and have no problem page.

    `says` is for whoever wrote the client: printable ASCII without quotes (RFC 6749 section 5.2), never a word of what was sent.
    """

    def __init__(self, error: Refusal, says: str) -> None:
        super().__init__(error.value)
        self.error, self.says = error, says
