"""What is written down about every change and every look, and what must be told at once. Tables; the database writes the log."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Identity, Index, LargeBinary, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import UserDefinedType
from sqlmodel import Field
from typing_extensions import override

from api.domain.access.roles import Role
from api.domain.access.rules import BY_ACCOUNT, BY_ORGANISATION, BY_PERSON, BY_TEAM, uuid, uuids
from api.domain.shared.owners import Owner, Right, Rules
from api.domain.shared.table import OrganisationOwned, Row, UuidType, instant, one_of


class TransactionId(UserDefinedType[str]):
    """PostgreSQL's xid8: the transaction that made a change. A reader passes only those older than every running one."""

    cache_ok: bool | None = True

    @override
    def get_col_spec(self, **_: object) -> str:
        """The type's name in SQL."""
        return "xid8"


def from_context(name: str, **more: Any) -> Any:  # noqa: ANN401 - SQLModel's Field returns Any
    """A uuid column that the database fills from the access context, so that nobody can write another's."""
    default = text(f"NULLIF(current_setting('app.{name}', true), '')::uuid")
    return Field(default=None, sa_column_kwargs={"server_default": default}, **more)


# Filled per role with the kinds whose table that role may read; for values with those of which it reads a whole layer.
READABLE = "kind IN ({readable})"
LAYERS = "((layer = 'open' AND kind IN ({open})) OR (layer = 'full' AND kind IN ({full})))"
# What is written down about a home is as private as the home: no carer reads it outside the time of the visit.
HOME = f"(kind <> 'access_to_home' OR person_id = ANY {uuids('home_person_ids')})"
# A coach reads no reasons: they are free words about a person.
COACH_READS = (
    "id", "xact_id", "at", "organisation_id", "team_id", "person_id", "circle_id", "kind", "record_id", "version", "action",
    "fields", "account_id", "client_id", "role", "request_id",
)  # fmt: skip


def _log_readers(also: str = "true", coach: tuple[str, ...] | None = None) -> dict[str, Right | None]:
    """Readers of the log: the team now, the coach, a client, the person, the manager; each only of the kinds it may read."""
    return {
        Role.carer: Right(where=f"{BY_TEAM} AND {READABLE} AND {HOME} AND {also}"),
        Role.coach: Right(where=f"{BY_TEAM} AND {READABLE} AND {also}", columns=coach),
        Role.integration: Right(where=f"{BY_TEAM} AND {READABLE} AND {also}"),
        Role.person: Right(where=f"{BY_PERSON} AND {READABLE} AND {also}"),
        Role.manager: Right(where=f"{BY_ORGANISATION} AND {READABLE} AND {also}"),
    }


class Action(StrEnum):
    """What a change did."""

    created = "created"
    changed = "changed"
    removed = "removed"


class Change(Row, table=True):
    """The bare fact of a change: who, when, which record and version, which fields. Written by a trigger; nobody may write it."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False, rights=_log_readers(coach=COACH_READS))
    __table_args__ = (
        Index(None, "record_id", "id"),
        Index(None, "team_id", "xact_id", "id"),
        Index(None, "organisation_id", "xact_id", "id"),
        Index(None, "person_id", "xact_id", "id"),
    )

    id: int | None = Field(default=None, sa_type=BigInteger, primary_key=True, sa_column_args=(Identity(always=True),))
    xact_id: str = Field(sa_type=TransactionId, sa_column_kwargs={"server_default": text("pg_current_xact_id()")})
    at: datetime = instant(sa_column_kwargs={"server_default": text("clock_timestamp()")})
    organisation_id: UUID
    team_id: UUID | None = None
    person_id: UUID | None = None
    circle_id: UUID | None = None
    kind: str = Field(sa_type=Text)
    record_id: UUID
    version: int
    action: str = Field(sa_type=Text)
    fields: list[str] = Field(sa_type=ARRAY(Text))
    account_id: UUID | None = from_context("account_id")
    client_id: UUID | None = from_context("client_id")
    role: str | None = Field(default=None, sa_type=Text)
    request_id: UUID | None = from_context("request_id")
    reason: str | None = Field(default=None, sa_type=Text)


class ChangeValue(Row, table=True):
    """What changed from what to what, under the record's own rules: history shows a role only what it may read today.

    One row per layer: `open` holds the columns that a coach may read too, `full` the others. Erasure deletes these rows; the
    fact stays.
    """

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False, rights=_log_readers(also=LAYERS))
    __table_args__ = (Index(None, "person_id"), Index(None, "team_id"), Index(None, "organisation_id"))

    change_id: int = Field(sa_type=BigInteger, primary_key=True)
    layer: str = Field(sa_type=Text, primary_key=True)
    organisation_id: UUID
    team_id: UUID | None = None
    person_id: UUID | None = None
    kind: str = Field(sa_type=Text)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSONB)


LOOK_COLUMNS = ("id", "operation", "kind", "ids", "person_ids")


class Look(Row, table=True):
    """One row for each answer with personal data: who looked, at what, with the ids shown. The reading statement writes it."""

    owner: ClassVar[Owner] = Owner.account
    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            role: Right(where=BY_ACCOUNT, write=LOOK_COLUMNS) for role in (*Role, "opening")
        }
        | {Role.integration: Right(where=f"client_id = {uuid('client_id')}", write=LOOK_COLUMNS)}
        | {Role.manager: Right(where=BY_ORGANISATION, write=LOOK_COLUMNS)},  # the audit; who looked is the database's to say
    )  # fmt: skip
    __table_args__ = (
        Index(None, "organisation_id", "at", "id"),
        Index(None, "account_id", "at", "id"),
        Index(None, "client_id", "at", "id", postgresql_where=text("client_id IS NOT NULL")),
        Index("ix_look_not_expanded", "id", postgresql_where=text("NOT expanded")),
    )

    id: UUID = Field(primary_key=True)
    at: datetime = instant(sa_column_kwargs={"server_default": text("now()")})
    organisation_id: UUID | None = from_context("organisation_id", nullable=False)
    account_id: UUID | None = from_context("account_id")
    client_id: UUID | None = from_context("client_id")
    role: str | None = Field(
        default=None, sa_type=Text, sa_column_kwargs={"server_default": text("current_setting('app.role', true)")}
    )
    opening_id: UUID | None = from_context("opening_id")
    request_id: UUID | None = from_context("request_id")
    operation: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    ids: list[UUID] = Field(sa_type=ARRAY(UuidType))
    person_ids: list[UUID] = Field(sa_type=ARRAY(UuidType))
    expanded: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})


class PersonLook(Row, table=True):
    """A look, as the person it was about reads it. Made from looks by `expand_looks()`."""

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            # That somebody read a restricted concern would tell that there is one.
            Role.person: Right(where=f"{BY_PERSON} AND kind <> 'restricted_concern'"),
            Role.manager: Right(where=BY_ORGANISATION),
        },
    )
    __table_args__ = (Index(None, "organisation_id", "at", "look_id"), Index(None, "person_id", "at", "look_id"))

    look_id: UUID = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True)
    at: datetime = instant()
    organisation_id: UUID
    account_id: UUID | None = None
    client_id: UUID | None = None
    who: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    opening_id: UUID | None = None
    operation: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    records: int


class NoticeKind(StrEnum):
    """What a notice says happened. `about_kind` and `about_id` name the record to read."""

    record_opened = "record_opened"  # break-glass: somebody of another team opened the person's record
    move_offered = "move_offered"  # another team offers a person
    move_declined = "move_declined"
    move_withdrawn = "move_withdrawn"
    person_moved = "person_moved"  # a person is now supported by another team
    member_left = "member_left"
    council_named = "council_named"  # a provider named the council in an arrangement: told to its commissioners
    council_agreed = "council_agreed"  # the council agreed to work with the provider
    council_ended = "council_ended"  # the council said until when
    hand_over_sent = "hand_over_sent"  # a council asks a team
    hand_over_withdrawn = "hand_over_withdrawn"
    hand_over_answered = "hand_over_answered"  # told to who sent it


class NoticeAudience(StrEnum):
    """Who must be told."""

    team = "team"
    manager = "manager"
    person = "person"
    account = "account"


class Notice(OrganisationOwned, table=True):
    """Something that a team, the manager or a person must be told at once: ids and a kind, no words about a person."""

    rules: ClassVar[Rules] = Rules(
        rights={
            # A notice stays in the house: whose team or person it names says nothing about organisation_id.
            Role.carer: Right(where=f"{BY_TEAM} AND {BY_ORGANISATION}", write=(), add=True),
            Role.manager: Right(where=f"{BY_ORGANISATION} AND audience = 'manager'", write=(), add=True),
            Role.person: Right(where=f"{BY_PERSON} AND {BY_ORGANISATION}", write=(), add=True),
            **{
                role: Right(where=BY_ACCOUNT)
                for role in (Role.coach, Role.connector, Role.family, Role.commissioner)
            },
            Role.integration: None,
        },
    )  # fmt: skip
    __table_args__ = (
        one_of("audience", NoticeAudience),
        Index(None, "organisation_id", "audience"),
        Index(None, "team_id"),
        Index(None, "person_id"),
        Index(None, "account_id"),
    )

    audience: str = Field(max_length=20)
    team_id: UUID | None = None
    person_id: UUID | None = None
    account_id: UUID | None = None
    kind: str = Field(max_length=60)
    about_kind: str = Field(max_length=40)
    about_id: UUID
    about_person_id: UUID | None = None


class NoticeRead(Row, table=True):
    """That an account has read a notice."""

    owner: ClassVar[Owner] = Owner.account
    rules: ClassVar[Rules] = Rules(logged=False, rights={role: Right(where=BY_ACCOUNT, write=("notice_id",)) for role in Role})

    account_id: UUID | None = from_context("account_id", primary_key=True)
    notice_id: UUID = Field(primary_key=True, foreign_key="notice.id")
    at: datetime = instant(sa_column_kwargs={"server_default": text("now()")})


class Idempotency(Row, table=True):
    """The answer to a POST that carried an Idempotency-Key. The body is its record's owner's and goes with it at erasure."""

    owner: ClassVar[Owner] = Owner.account
    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            role: Right(
                where=f"session_subject = {uuid('subject_id')}",
                write=("operation", "key", "request_digest", "status", "headers", "body", "record_id", "person_id"),
            )
            for role in Role
        },
    )
    __table_args__ = (Index(None, "created_at"), Index(None, "person_id"))

    session_subject: UUID | None = from_context("subject_id", primary_key=True)
    role: str | None = Field(
        default=None,
        sa_type=Text,
        primary_key=True,
        sa_column_kwargs={"server_default": text("current_setting('app.role', true)")},
    )
    operation: str = Field(sa_type=Text, primary_key=True)
    key: str = Field(sa_type=Text, primary_key=True)
    created_at: datetime = instant(sa_column_kwargs={"server_default": text("now()")})
    request_digest: bytes = Field(sa_type=LargeBinary)
    status: int
    headers: dict[str, str] = Field(sa_type=JSONB)
    body: bytes = Field(sa_type=LargeBinary)
    record_id: UUID | None = None
    person_id: UUID | None = None
