"""Whose account a subject of a provider is, and joining one by a one-time link."""

from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access.providers.known import Provider
from api.domain.shared.errors import ConflictError
from api.domain.shared.ids import new_id
from api.storage.wire import plain
from api.storage.writing import Writing

# What is read of an account that somebody comes in as.
_ACCOUNT: Final = """account.id, account.organisation_id,
           account.disabled_at IS NULL AND account.removed_at IS NULL
             AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL,
           ARRAY(SELECT DISTINCT role::text FROM account_grant
                  WHERE account_grant.account_id = account.id AND account_grant.removed_at IS NULL
                    AND account_grant.role <> 'integration'
                    AND (account_grant.until IS NULL OR account_grant.until > now()) ORDER BY 1),
           organisation.asks_second_factor,
           EXISTS (SELECT FROM second_factor WHERE second_factor.account_id = account.id AND confirmed_at IS NOT NULL)"""
_FIND: Final = plain(
    f"""
    SELECT {_ACCOUNT}
      FROM account_identity identity
      JOIN account ON account.id = identity.account_id AND account.organisation_id = identity.organisation_id
      JOIN organisation ON organisation.id = account.organisation_id
      JOIN identity_provider provider ON provider.id = identity.provider_id AND provider.removed_at IS NULL
     WHERE identity.provider_id = $1::uuid AND identity.subject = $2::text AND identity.removed_at IS NULL
    """,  # noqa: S608 - our own words
    "provider", "subject",
)  # fmt: skip
# Of two at once the second waits here and then finds it used. A link of another organisation is none; a reset is the right to
# choose a password and no more; and whoever has a second factor already is joined by a manager, not past it.
_USE_LINK: Final = plain(
    """
    UPDATE one_time_link link SET used_at = now() FROM account, organisation
     WHERE link.digest = $1::bytea AND link.kind = 'invitation'
       AND link.used_at IS NULL AND link.removed_at IS NULL AND link.expires_at > now()
       AND account.id = link.account_id AND account.disabled_at IS NULL AND account.removed_at IS NULL
       AND organisation.id = account.organisation_id AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL
       AND organisation.id = $2::uuid
       AND NOT EXISTS (SELECT FROM second_factor WHERE second_factor.account_id = account.id AND confirmed_at IS NOT NULL)
    RETURNING link.account_id
    """,
    "digest", "organisation",
)  # fmt: skip
_JOIN: Final = plain(
    "INSERT INTO account_identity (id, organisation_id, account_id, provider_id, subject)"
    " VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text)",
    "id", "organisation", "account", "provider", "subject",
)  # fmt: skip


class LinkGoneError(Exception):
    """The link is good for nothing (any more), or the account or the subject is joined to another already."""


class Account(NamedTuple):
    """An account that somebody wants to come in as."""

    id: UUID
    organisation: UUID
    stands: bool
    roles: list[str]
    asks_second_factor: bool  # False in a sandbox
    has_second_factor: bool

    @property
    def may_come_in(self) -> bool:
        """Whether it is open and holds a role at all."""
        return self.stands and bool(self.roles)


async def account_of(work: Writing, provider: Provider, subject: str, link: bytes | None = None) -> Account | None:
    """The account of a subject, or None; by a link's digest it is joined first to the link's account. LinkGoneError.

    Queues what it writes: the caller commits.
    """
    found = await _found(work, provider, subject)
    if link is None:
        return found
    used = await work.rows(_USE_LINK, digest=link, organisation=provider.organisation)
    if not used or (found is not None and found.id != used[0][0]):
        raise LinkGoneError
    if found is not None:  # they have been here before; the link is used up all the same
        return found
    try:
        work.do(
            _JOIN, id=new_id(), organisation=provider.organisation, account=used[0][0], provider=provider.id, subject=subject
        )  # fmt: skip
        return await _found(work, provider, subject)
    except ConflictError:  # known there as somebody else, or joined by another at this very moment
        raise LinkGoneError from None


async def _found(work: Writing, provider: Provider, subject: str) -> Account | None:
    rows: list[tuple[Any, ...]] = await work.rows(_FIND, provider=provider.id, subject=subject)
    return Account(*rows[0]) if rows else None
