"""Browsers on our pages: nobody's at first, then somebody's, and proved step by step.

Each proof (a password, a provider's word, a second factor) begins a new sign-in of the browser under a new secret and ends the
one before, so that whoever planted a cookie holds nothing (session fixation, RFC 9700 section 4.7 and OWASP Session Management).
"""

from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.access.secrets import digest_of, new_secret
from api.storage.wire import plain
from api.storage.writing import Writing

# Of a browser that does nothing. Long enough to fetch the phone with the authenticator app, short for a desk that others use.
IDLE_SECONDS: Final = 30 * 60
# After so long everything is proved again, however busy the browser was.
LONGEST_SECONDS: Final = 12 * 60 * 60
# Whoever holds one of these is asked for a second factor (unless their organisation is a sandbox).
NEED_SECOND_FACTOR: Final = frozenset({Role.manager, Role.commissioner})

_FIND: Final = plain(
    """
    SELECT b.digest, b.password_at, b.provider_at, b.factor_at, account.id, account.organisation_id, account.username,
           account.name, organisation.name, organisation.asks_second_factor,
           ARRAY(SELECT DISTINCT role::text FROM account_grant
                  WHERE account_grant.account_id = account.id AND account_grant.removed_at IS NULL
                    AND account_grant.role <> 'integration'
                    AND (account_grant.until IS NULL OR account_grant.until > now()) ORDER BY 1),
           EXISTS (SELECT FROM second_factor WHERE second_factor.account_id = account.id AND confirmed_at IS NOT NULL),
           b.provider_id, b.provider_vouched AND EXISTS (SELECT FROM identity_provider provider
                   WHERE provider.id = b.provider_id AND provider.removed_at IS NULL AND provider.assures_second_factor)
      FROM browser_sign_in b
      JOIN account ON account.id = b.account_id AND account.disabled_at IS NULL AND account.removed_at IS NULL
      JOIN organisation ON organisation.id = account.organisation_id AND organisation.ended_on IS NULL
           AND organisation.removed_at IS NULL
     WHERE b.digest = $1::bytea AND b.ended_at IS NULL AND b.expires_at > now()
       AND (b.provider_id IS NULL OR EXISTS (
             SELECT FROM account_identity identity
               JOIN identity_provider provider ON provider.id = identity.provider_id AND provider.removed_at IS NULL
              WHERE identity.account_id = b.account_id AND identity.provider_id = b.provider_id AND identity.removed_at IS NULL))
       AND b.created_at > now() - make_interval(secs => $2::float8)
    """,
    "digest", "longest",
)  # fmt: skip
_ADD: Final = plain(
    """
    INSERT INTO browser_sign_in
           (digest, account_id, expires_at, password_at, provider_id, provider_at, factor_at, provider_vouched)
    VALUES ($1::bytea, $2::uuid, now() + make_interval(secs => $3::float8), $4::timestamptz, $5::uuid, $6::timestamptz,
            $7::timestamptz, $8::boolean)
    """,
    "digest", "account", "seconds", "password_at", "provider", "provider_at", "factor_at", "vouched",
)  # fmt: skip
_PROLONG: Final = plain(
    "UPDATE browser_sign_in SET expires_at = now() + make_interval(secs => $2::float8) WHERE digest = $1::bytea",
    "digest",
    "seconds",
)
# Whatever ends all that an account is signed in to waits for this, or is waited for.
_LOCK: Final = plain("SELECT FROM account WHERE id = $1::uuid FOR SHARE", "account")
_SUCCEED: Final = plain(
    "UPDATE browser_sign_in SET ended_at = now() WHERE digest = $1::bytea AND ended_at IS NULL RETURNING true", "digest"
)
_END: Final = plain("UPDATE browser_sign_in SET ended_at = now() WHERE digest = $1::bytea AND ended_at IS NULL", "digest")


class BrowserGone(Exception):
    """The browser's sign-in ended while something was proved in it: that is for the next one."""


class Browser(NamedTuple):
    """A browser in which somebody proved who they are; what they must still prove is `second_factor_due`."""

    digest: bytes
    password_at: datetime | None
    provider_at: datetime | None
    factor_at: datetime | None
    account: UUID
    organisation: UUID
    username: str
    name: str
    organisation_name: str
    asks_second_factor: bool  # False in a sandbox
    roles: list[str]
    has_second_factor: bool
    provider: UUID | None
    provider_assures: bool

    @property
    def second_factor_proved(self) -> bool:
        """By a code of their own, or by a provider whose organisation vouches for it."""
        return self.factor_at is not None or self.provider_assures

    @property
    def must_have_second_factor(self) -> bool:
        """Whether a role they hold demands one."""
        return self.asks_second_factor and bool(NEED_SECOND_FACTOR.intersection(self.roles))

    @property
    def second_factor_due(self) -> bool:
        """Whether a code is still to be given, before anything else: they have one set up and have not proved it."""
        return self.has_second_factor and self.asks_second_factor and not self.second_factor_proved

    @property
    def set_up_due(self) -> bool:
        """Whether one must be set up before anything else: a role demands it and they have none."""
        return self.must_have_second_factor and not self.has_second_factor and not self.second_factor_proved


async def browser_of(work: Writing, secret: str | None) -> Browser | None:
    """The browser of a cookie's secret, with who is signed in; None for none that stands. Use prolongs it."""
    if not secret or len(secret) > 64:  # noqa: PLR2004 - secrets have 43 characters
        return None
    rows: list[tuple[Any, ...]] = await work.rows(_FIND, digest=digest_of(secret), longest=LONGEST_SECONDS)
    if not rows:
        return None
    found = Browser(*rows[0])
    work.do(_PROLONG, digest=found.digest, seconds=IDLE_SECONDS)
    return found


def begin(  # noqa: PLR0913 - a sign-in of a browser is all of these
    work: Writing,
    account: UUID,
    *,
    instead_of: str | None,
    password_at: datetime | None = None,
    provider: UUID | None = None,
    provider_at: datetime | None = None,
    factor_at: datetime | None = None,
    provider_vouched: bool = False,
) -> str:
    """Queue a browser's new sign-in and answer its secret, for the cookie. `instead_of` ends; the caller commits."""
    if instead_of:
        end(work, digest_of(instead_of))
    text, digest = new_secret()
    work.do(
        _ADD, digest=digest, account=account, seconds=IDLE_SECONDS, password_at=password_at, provider=provider,
        provider_at=provider_at, factor_at=factor_at, vouched=provider_vouched,
    )  # fmt: skip
    return text


async def go_on(
    work: Writing, browser: Browser, *, password_at: datetime | None = None, factor_at: datetime | None = None
) -> str:
    """As `begin`, in the place of a sign-in in which more was just proved; what was proved before stays. BrowserGone."""
    work.do(_LOCK, account=browser.account)
    if not await work.rows(_SUCCEED, digest=browser.digest):
        raise BrowserGone
    return begin(
        work, browser.account, instead_of=None, password_at=password_at or browser.password_at, provider=browser.provider,
        provider_at=browser.provider_at, factor_at=factor_at or browser.factor_at, provider_vouched=browser.provider_assures,
    )  # fmt: skip


def end(work: Writing, digest: bytes) -> None:
    """Queue the end of a browser's sign-in; again is fine."""
    work.do(_END, digest=digest)
