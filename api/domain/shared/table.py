"""Table bases. A table says whose it is by the base it takes; its row rules and composite keys follow from that."""

import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, CheckConstraint, ForeignKeyConstraint, LargeBinary, Table, Text, UniqueConstraint, text
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel
from typing_extensions import override

from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from api.domain.shared.owners import Owner, Rules

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

# Written by the database (defaults and the stamp trigger), never by an API role.
STAMPS = ("version", "created_at", "updated_at")
# Present in every record and readable wherever the record is.
KEYS = ("id", "organisation_id", "team_id", "person_id", "circle_id", *STAMPS, "removed_at", "created_digest")

Instant: Any = TIMESTAMP(timezone=True)


def json_list() -> Any:  # noqa: ANN401 - SQLModel's Field returns Any
    """A NOT NULL JSON list, empty by default."""
    return Field(default_factory=list, sa_type=JSONB, sa_column_kwargs={"server_default": text("'[]'::jsonb")})


def text_list() -> Any:  # noqa: ANN401 - SQLModel's Field returns Any
    """A NOT NULL text[], empty by default."""
    return Field(default_factory=list, sa_type=ARRAY(Text), sa_column_kwargs={"server_default": text("'{}'::text[]")})


def uuid_list() -> Any:  # noqa: ANN401 - SQLModel's Field returns Any
    """A NOT NULL uuid[], empty by default."""
    return Field(default_factory=list, sa_type=ARRAY(UuidType), sa_column_kwargs={"server_default": text("'{}'::uuid[]")})


def instant(**more: Any) -> Any:  # noqa: ANN401 - SQLModel's Field returns Any
    """A timestamp with time zone."""
    return Field(sa_type=Instant, **more)


RECORDS: dict[str, type["Record"]] = {}  # table name to class, for those that look a parent up by its key's name


class Row(SQLModel):
    """Base of every table: its name, whose it is, its rules."""

    if TYPE_CHECKING:  # SQLAlchemy makes it when the class is a table
        __table__: ClassVar[Table]
    owner: ClassVar[Owner]
    rules: ClassVar[Rules]
    model_config = {"defer_build": True}  # no validator of rows: rows are read as JSON and written as parameters

    @declared_attr.directive
    @override
    def __tablename__(cls) -> str:  # type: ignore[mutable-override]  # noqa: N805 - SQLAlchemy calls it with the class
        """The class name in snake_case, singular."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The columns."""
        return tuple(cls.model_fields)


class Record(Row):
    """What every record has beside its own: id, version, when it was made, changed and removed, the digest of what made it."""

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organisation_id: UUID
    version: int = Field(default=1, sa_column_kwargs={"server_default": text("1")})
    created_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    updated_at: datetime = instant(default_factory=utc_now, sa_column_kwargs={"server_default": text("now()")})
    removed_at: datetime | None = instant(default=None, nullable=True)
    created_digest: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)

    @classmethod
    @override
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Add the composite keys that the owner calls for: a foreign key alone bypasses row security."""
        super().__pydantic_init_subclass__(**kwargs)
        if "rules" in cls.__dict__:
            cls.__table_args__ = (*getattr(cls, "__table_args__", ()), *_owner_keys(cls))
            RECORDS[str(cls.__tablename__)] = cls


class OrganisationOwned(Record):
    """Everyone of the organisation reads what is shared with all; the manager writes."""

    owner: ClassVar[Owner] = Owner.organisation


class TeamOwned(Record):
    """A team's own life."""

    owner: ClassVar[Owner] = Owner.team
    team_id: UUID


class PersonOwned(Record):
    """A person's: reached through the team that supports them now, which `team_id` says and which moves with the person."""

    owner: ClassVar[Owner] = Owner.person
    person_id: UUID
    team_id: UUID


class CircleOwned(Record):
    """A circle's: its members, its connector, the person, the supporting team."""

    owner: ClassVar[Owner] = Owner.circle
    person_id: UUID
    team_id: UUID
    circle_id: UUID


class FundOwned(PersonOwned):
    """A fund's: the person, the supporting team, the manager; family where it is shared. Not the coach, nor break-glass."""

    owner: ClassVar[Owner] = Owner.fund
    fund_id: UUID


def _owner_keys(cls: type[Record]) -> list[Any]:
    """Composite foreign keys to the owner, with the move of a person cascading, and the keys that children point to."""
    name = str(cls.__tablename__)

    def key(columns: list[str], target: str, onupdate: str | None = None) -> ForeignKeyConstraint:
        refers = [f"{target}.{'id' if c == f'{target}_id' else c}" for c in columns]
        return ForeignKeyConstraint(
            columns, refers, name=f"fk_{name}_{'_'.join(columns)}", onupdate=onupdate, ondelete="RESTRICT"
        )

    if name == "organisation":
        return []
    to_team = key(["team_id", "organisation_id"], "team")
    if name == "team":
        return [
            key(["organisation_id"], "organisation"),
            UniqueConstraint("id", "organisation_id", name="uq_team_id_organisation_id"),
        ]
    if name == "person":
        return [to_team, UniqueConstraint("id", "team_id", "organisation_id", name="uq_person_id_team_id_organisation_id")]
    if issubclass(cls, PersonOwned | CircleOwned):
        found: list[Any] = [key(["person_id", "team_id", "organisation_id"], "person", onupdate="CASCADE")]
        if name == "circle":
            found.append(UniqueConstraint("id", "person_id", name="uq_circle_id_person_id"))
        elif issubclass(cls, CircleOwned):
            found.append(key(["circle_id", "person_id"], "circle"))
        elif name == "fund":
            found.append(UniqueConstraint("id", "person_id", name="uq_fund_id_person_id"))
        elif issubclass(cls, FundOwned):
            found.append(key(["fund_id", "person_id"], "fund"))
        return found
    return [to_team] if issubclass(cls, TeamOwned) else [key(["organisation_id"], "organisation")]


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """A CHECK that a text column holds one of an enumeration's values (enum operators are not leakproof, text's are)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


__all__ = [
    "KEYS",
    "STAMPS",
    "CircleOwned",
    "FundOwned",
    "OrganisationOwned",
    "PersonOwned",
    "Record",
    "Row",
    "TeamOwned",
    "UuidType",
    "instant",
    "json_list",
    "one_of",
    "text_list",
    "uuid_list",
]
