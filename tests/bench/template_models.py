"""The models of references (b) and (c), as SQLModel's own documentation writes them: a base, a table and a read model."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import uuid_utils
from sqlalchemy import ARRAY, TIMESTAMP, Column, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

Instant: Any = TIMESTAMP(timezone=True)


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id() -> UUID:
    return UUID(int=uuid_utils.uuid7().int)


class PersonBase(SQLModel):
    preferred_name: str
    status: str = "enquiry"
    status_since: date
    given_names: str | None = None
    family_name: str | None = None
    pronouns: str | None = None
    ended_reason: str | None = None
    date_of_birth: date | None = None
    date_of_death: date | None = None
    nhs_number: str | None = None
    nhs_number_status: str = "not_known"
    council_reference: str | None = None
    uprn: str | None = None
    postcode: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    email: str | None = None
    first_language: str | None = None
    interpreter_needed: bool | None = None
    communication: str | None = None
    gp_practice_code: str | None = None
    gp_practice_name: str | None = None
    accommodation_status: str | None = None
    primary_support_reason: str | None = None
    has_unpaid_carer: bool | None = None
    funding_status: str = "not_known"
    gender_identity: str | None = None
    ethnicity: str | None = None
    sexual_orientation: str | None = None
    religion: str | None = None


class Person(PersonBase, table=True):
    id: UUID = Field(default_factory=new_id, primary_key=True)
    organisation_id: UUID
    team_id: UUID
    version: int = 1
    name_key: str
    search_key: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=Instant)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=Instant)
    removed_at: datetime | None = Field(default=None, sa_type=Instant)
    address_lines: list[str] = Field(default_factory=list, sa_type=JSONB)
    phones: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    key_contacts: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSONB)
    other_languages: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(Text)))
    group_tags: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(Text)))


class PersonRead(PersonBase):
    id: UUID
    team_id: UUID
    version: int
    created_at: datetime
    updated_at: datetime
    address_lines: list[str]
    phones: list[dict[str, Any]]
    key_contacts: list[dict[str, Any]]
    other_languages: list[str]
    group_tags: list[str]


class People(SQLModel):
    items: list[PersonRead]
    next: str | None = None


class GiftCreate(SQLModel):
    part: str
    direction: str = "has"
    words: str
    tags: list[str] = []
    would_share: str = "not_now"


class Gift(SQLModel, table=True):
    id: UUID = Field(default_factory=new_id, primary_key=True)
    organisation_id: UUID
    team_id: UUID
    person_id: UUID
    version: int = 1
    created_at: datetime = Field(default_factory=utc_now, sa_type=Instant)
    updated_at: datetime = Field(default_factory=utc_now, sa_type=Instant)
    part: str
    direction: str
    words: str
    tags: list[str] = Field(default_factory=list, sa_column=Column(ARRAY(Text)))
    would_share: str


class GiftRead(GiftCreate):
    id: UUID
    person_id: UUID
    version: int
    created_at: datetime
    updated_at: datetime
