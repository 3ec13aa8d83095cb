"""Organisations, accounts, grants, clients, sessions: who somebody is."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import everyone
from api.domain.shared.clock import utc_now
from api.domain.shared.owners import NONE, READ, Owner, Right, Rules
from api.domain.shared.table import OrganisationOwned, Record, Row, UuidType, instant, one_of, text_list


class OrganisationKind(StrEnum):
    """Providers support people; councils pay and want to know whether lives get better."""

    provider = "provider"
    council = "council"


ORGANISATION_WRITES = ("name", "ods_code", "cqc_provider_id", "cqc_location_id", "la_code")
ORGANISATION_COLUMNS = ("kind", *ORGANISATION_WRITES, "ended_on")


class Organisation(OrganisationOwned, table=True):
    """A provider or a council."""

    rules: ClassVar[Rules] = Rules(
        secret=("sandbox_secret_hash",),
        rights=everyone(Right(columns=ORGANISATION_COLUMNS))
        | {Role.manager: Right(columns=ORGANISATION_COLUMNS, write=ORGANISATION_WRITES, add=False)},
    )
    organisation_id: ClassVar[None] = None  # type: ignore[assignment,misc]  # it is its own
    __table_args__ = (one_of("kind", OrganisationKind),)

    kind: str = Field(max_length=20)
    name: str = Field(max_length=200)
    ods_code: str | None = Field(default=None, max_length=12)
    cqc_provider_id: str | None = Field(default=None, max_length=20)
    cqc_location_id: str | None = Field(default=None, max_length=20)
    la_code: str | None = Field(default=None, max_length=12)
    sandbox_secret_hash: bytes | None = None
    ended_on: date | None = None


OWN = Right(where="id = ((SELECT NULLIF(current_setting('app.account_id', true), '')::uuid)::uuid)")
ACCOUNT_COLUMNS = ("username", "name", "disabled_at", "disabled_reason")


class Account(Record, table=True):
    """Somebody who signs in. One account may hold several roles; one token is one of them."""

    owner: ClassVar[Owner] = Owner.account
    rules: ClassVar[Rules] = Rules(
        secret=("password_hash",),
        rights=everyone(Right(columns=ACCOUNT_COLUMNS, where=OWN.where))
        | {Role.manager: Right(columns=ACCOUNT_COLUMNS, write=ACCOUNT_COLUMNS)},
    )
    __table_args__ = (
        UniqueConstraint("username"),
        UniqueConstraint("id", "organisation_id"),
        Index(None, "organisation_id", "username"),
    )

    username: str = Field(max_length=254)
    name: str = Field(max_length=120)
    password_hash: str | None = Field(default=None, max_length=200)
    disabled_at: datetime | None = instant(default=None, nullable=True)
    disabled_reason: str | None = Field(default=None, max_length=500)


class AccountGrant(Record, table=True):
    """A role that an account holds; for the role `person`, who they are."""

    owner: ClassVar[Owner] = Owner.account
    rules: ClassVar[Rules] = Rules(
        rights=everyone(READ) | {Role.manager: Right(write=True)},
    )
    __table_args__ = (
        one_of("role", Role),
        CheckConstraint("(role = 'person') = (person_id IS NOT NULL)", name="person"),
        # One grant of a role at a time, so that ending it ends the role.
        Index("uq_account_grant_now", "account_id", "role", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "organisation_id"),
    )

    account_id: UUID = Field(foreign_key="account.id")
    role: str = Field(max_length=20)
    person_id: UUID | None = Field(default=None, foreign_key="person.id")
    until: datetime | None = instant(default=None, nullable=True)


CLIENT_COLUMNS = ("name", "grants", "scopes", "redirect_uris", "origins", "team_ids")


class Client(OrganisationOwned, table=True):
    """A machine or front end. A provider's reaches the teams it is named for; a council's never reaches a person's record."""

    rules: ClassVar[Rules] = Rules(
        secret=("secret_hash", "next_secret_hash"),
        rights=everyone(NONE) | {Role.manager: Right(columns=CLIENT_COLUMNS, write=(*CLIENT_COLUMNS, "secret_hash"))},
    )
    __table_args__ = (Index(None, "organisation_id", "name"),)

    name: str = Field(max_length=120)
    grants: list[str] = text_list()
    scopes: list[str] = text_list()
    redirect_uris: list[str] = text_list()
    origins: list[str] = text_list()
    team_ids: list[UUID] = Field(
        default_factory=list, sa_type=ARRAY(UuidType), sa_column_kwargs={"server_default": text("'{}'::uuid[]")}
    )
    secret_hash: bytes | None = None


class Session(Row, table=True):
    """A sign-in: each request asks whether it still stands, so signing out ends access at once."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False)
    __table_args__ = (Index(None, "account_id"), Index(None, "organisation_id"), Index(None, "client_id"))

    id: UUID = Field(primary_key=True)
    organisation_id: UUID = Field(foreign_key="organisation.id")
    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    client_id: UUID | None = Field(default=None, foreign_key="client.id")
    client_name: str = Field(max_length=120)
    role: str = Field(max_length=20)
    scope: str = Field(sa_type=Text)
    created_at: datetime = instant(default_factory=utc_now)
    expires_at: datetime = instant()
    ended_at: datetime | None = instant(default=None, nullable=True)


class RefreshToken(Row, table=True):
    """A refresh token, stored as its SHA-256. The one just used stays good for 60 s or until its successor is used."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False)
    __table_args__ = (Index(None, "session_id"),)

    digest: bytes = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="session.id")
    created_at: datetime = instant(default_factory=utc_now)
    used_at: datetime | None = instant(default=None, nullable=True)
    spent_at: datetime | None = instant(default=None, nullable=True)
    predecessor: bytes | None = None


class SignInFailure(Row, table=True):
    """Failed sign-ins, counted exactly, per account name (hashed) and per address (hashed)."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False)

    subject: bytes = Field(primary_key=True)
    failures: int = 0
    since: datetime = instant(default_factory=utc_now)


class RateWindow(Row, table=True):
    """Requests counted per minute and subject: each worker adds its own count every second and reads the sum."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False)
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)

    subject: UUID = Field(primary_key=True)
    minute: int = Field(primary_key=True)
    used: int = 0
