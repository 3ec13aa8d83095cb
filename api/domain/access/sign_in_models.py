"""What stands behind the pages on which people sign in: their browsers, codes, second factors, one-time links, providers.

Secrets are kept as their SHA-256 where they need only be known again, and sealed (`sealing`) where they must be read.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import everyone
from api.domain.shared.clock import utc_now
from api.domain.shared.owners import NONE, READ, Owner, Right, Rules
from api.domain.shared.table import OrganisationOwned, Record, Row, instant, one_of, text_list

_SYSTEM = Rules(logged=False)


class BrowserSignIn(Row, table=True):
    """A browser on our pages: nobody's at first, then somebody's. Each step makes a new one, so that none can be planted."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM
    __table_args__ = (Index(None, "account_id"), Index(None, "expires_at"))

    digest: bytes = Field(primary_key=True)
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    created_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    expires_at: datetime = instant()
    # When who they are was proved, by what, and when a second factor was. No password time: a provider of identities said so.
    password_at: datetime | None = instant(default=None, nullable=True)
    provider_id: UUID | None = Field(default=None, foreign_key="identity_provider.id")
    provider_at: datetime | None = instant(default=None, nullable=True)
    # The provider's organisation vouches for a second factor, and this id token said nothing to the contrary.
    provider_vouched: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    factor_at: datetime | None = instant(default=None, nullable=True)
    ended_at: datetime | None = instant(default=None, nullable=True)


class AuthorizationCode(Row, table=True):
    """A code of RFC 6749 section 4.1, good once and for a minute. Used again, the session that it gave ends."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM
    __table_args__ = (Index(None, "expires_at"), Index(None, "account_id"))

    digest: bytes = Field(primary_key=True)
    organisation_id: UUID = Field(foreign_key="organisation.id")
    account_id: UUID = Field(foreign_key="account.id")
    client_id: UUID | None = Field(default=None, foreign_key="client.id")
    client_name: str = Field(max_length=120)
    role: str = Field(max_length=20)
    scope: str = Field(sa_type=Text)
    redirect_uri: str = Field(max_length=2000)
    challenge: str = Field(max_length=128)
    browser: bytes
    second_factor: bool = False
    device: str | None = Field(default=None, max_length=120)
    created_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    expires_at: datetime = instant()
    used_at: datetime | None = instant(default=None, nullable=True)
    session_id: UUID | None = Field(default=None, foreign_key="session.id")


class SecondFactor(Row, table=True):
    """An account's authenticator app (TOTP, RFC 6238), kept once a first code of it was right. Not confirmed: not in use."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM

    account_id: UUID = Field(primary_key=True, foreign_key="account.id")
    sealed_secret: bytes
    created_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    confirmed_at: datetime | None = instant(default=None, nullable=True)
    # The 30-second step of the last code that was accepted: a code is good once (RFC 6238 section 5.2).
    last_step: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    # Wrong codes since the last good one (NIST SP 800-63B-4 section 3.2.2: at most 100 in a row).
    failures: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})


class RecoveryCode(Row, table=True):
    """A code on paper for when the phone is gone; good once."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM
    __table_args__ = (Index(None, "account_id"),)

    digest: bytes = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="account.id")
    created_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    used_at: datetime | None = instant(default=None, nullable=True)


class LinkKind(StrEnum):
    """What a one-time link is for."""

    invitation = "invitation"
    reset = "reset"


LINK_COLUMNS = ("account_id", "kind", "expires_at", "sent_at", "used_at", "asked_by_self")


class OneTimeLink(OrganisationOwned, table=True):
    """A link with which somebody chooses their own password, once. The link itself is kept nowhere, only its digest."""

    rules: ClassVar[Rules] = Rules(
        secret=("digest",),
        rights=everyone(NONE) | {Role.manager: Right(columns=LINK_COLUMNS, write=("account_id", "kind", "expires_at", "digest"))},
    )
    __table_args__ = (
        one_of("kind", LinkKind),
        ForeignKeyConstraint(["account_id", "organisation_id"], ["account.id", "account.organisation_id"], ondelete="RESTRICT"),
        UniqueConstraint("digest"),
        # One at a time: a newer link takes the place of the one before.
        Index("uq_one_time_link_now", "account_id", unique=True, postgresql_where=text("removed_at IS NULL AND used_at IS NULL")),
        Index(None, "organisation_id", "id"),
    )

    account_id: UUID
    kind: str = Field(max_length=20)
    expires_at: datetime = instant()
    digest: bytes | None = None
    sent_at: datetime | None = instant(default=None, nullable=True)
    used_at: datetime | None = instant(default=None, nullable=True)
    asked_by_self: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class MessageKind(StrEnum):
    """What an account is written about."""

    invitation = "invitation"
    reset = "reset"
    password_changed = "password_changed"  # noqa: S105 - a word of the field, not a secret
    second_factor_added = "second_factor_added"
    second_factor_removed = "second_factor_removed"


class Message(Row, table=True):
    """The outbox: what is to be sent to whom. It holds no words and no secret; the job that sends it makes the link."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM
    __table_args__ = (one_of("kind", MessageKind), Index(None, "account_id"), Index(None, "queued_at"))

    id: UUID = Field(primary_key=True)
    # Nobody's: somebody asked for a reset of an account that is not there. It costs the same, and is never sent.
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    kind: str = Field(max_length=30)
    link_id: UUID | None = Field(default=None, foreign_key="one_time_link.id")
    queued_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    sent_at: datetime | None = instant(default=None, nullable=True)
    failed_at: datetime | None = instant(default=None, nullable=True)


# Not the issuer: the subjects that were joined to accounts are its own. Another issuer is another provider.
PROVIDER_WRITES = ("name", "client_id", "audiences", "assures_second_factor", "has_secret", "sealed_secret")
PROVIDER_COLUMNS = ("issuer", *PROVIDER_WRITES[:-1])


class IdentityProvider(OrganisationOwned, table=True):
    """An organisation's own OpenID Connect provider. It says who somebody is; which roles they hold stays ours."""

    rules: ClassVar[Rules] = Rules(
        secret=("sealed_secret",),
        rights=everyone(NONE) | {Role.manager: Right(columns=PROVIDER_COLUMNS, write=PROVIDER_WRITES)},
    )
    __table_args__ = (
        UniqueConstraint("id", "organisation_id"),
        Index("uq_identity_provider_now", "organisation_id", "issuer", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "organisation_id", "name"),
    )

    name: str = Field(max_length=120)
    issuer: str = Field(max_length=500)
    client_id: str = Field(max_length=255)
    # Other audiences whose id tokens may be exchanged (RFC 8693): the organisation's own systems at that provider.
    audiences: list[str] = text_list()
    sealed_secret: bytes | None = None
    # The organisation vouches that its provider asks for a second factor; then we ask for none of ours.
    assures_second_factor: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    # Whether there is a sealed secret, for whoever may not read even that.
    has_secret: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class AccountIdentity(Record, table=True):
    """Who an account is at an organisation's provider: issuer and subject, never an e-mail address."""

    owner: ClassVar[Owner] = Owner.account
    rules: ClassVar[Rules] = Rules(
        rights=everyone(READ) | {Role.manager: Right(write=True)},
    )
    __table_args__ = (
        ForeignKeyConstraint(["account_id", "organisation_id"], ["account.id", "account.organisation_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(
            ["provider_id", "organisation_id"], ["identity_provider.id", "identity_provider.organisation_id"], ondelete="RESTRICT"
        ),
        Index("uq_account_identity_subject", "provider_id", "subject", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(
            "uq_account_identity_account", "account_id", "provider_id", unique=True, postgresql_where=text("removed_at IS NULL")
        ),
        Index(None, "organisation_id"),
    )

    account_id: UUID
    provider_id: UUID
    subject: str = Field(max_length=255)


class ProviderSignIn(Row, table=True):
    """Somebody is at their provider and will come back: the state, nonce and verifier that must come back with them."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM
    __table_args__ = (Index(None, "expires_at"),)

    state_digest: bytes = Field(primary_key=True)
    browser: bytes
    provider_id: UUID = Field(foreign_key="identity_provider.id")
    nonce: str = Field(max_length=64)
    verifier: str = Field(max_length=128)
    # Where they go on to, on our own pages: a path with its query.
    back_to: str = Field(sa_type=Text)
    # With a one-time link the identity is joined to its account.
    link_digest: bytes | None = None
    expires_at: datetime = instant()
    used_at: datetime | None = instant(default=None, nullable=True)


class SignInWhat(StrEnum):
    """What became of an attempt to sign in."""

    signed_in = "signed_in"
    wrong_password = "wrong_password"  # noqa: S105 - a word of the field, not a secret
    wrong_second_factor = "wrong_second_factor"
    limited = "limited"
    closed = "closed"
    stolen = "stolen"


class SignInEvent(Row, table=True):
    """The evidence: who signed in or failed to, when, how and from which device. Kept a year."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = _SYSTEM
    __table_args__ = (
        one_of("what", SignInWhat), Index(None, "organisation_id", "at", "id"), Index(None, "account_id", "id"),
    )  # fmt: skip

    id: UUID = Field(primary_key=True)
    at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    organisation_id: UUID = Field(foreign_key="organisation.id")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    what: str = Field(max_length=30)
    client_name: str = Field(max_length=120)
    device: str | None = Field(default=None, max_length=120)
    second_factor: bool = False
