"""Tables of instruments: question sets as data, in versions; and a team's own assessments with them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import OrganisationOwned, TeamOwned, instant, json_list, one_of, text_list


class InstrumentFor(StrEnum):
    """Who answers it."""

    people = "people"
    teams = "teams"


class Licence(StrEnum):
    """On what terms its wording may be used. A licensed one is refused until the organisation confirms its licence."""

    open_government = "open_government"
    own = "own"
    licensed = "licensed"


class VersionState(StrEnum):
    """How far a version is. Only a published one is answered; a withdrawn one stays readable for what was answered with it."""

    draft = "draft"
    published = "published"
    withdrawn = "withdrawn"


class Instrument(OrganisationOwned, table=True):
    """A question set of the organisation. `key` names it in check-ins; built-in ones (ONS4) are in the code and have no row."""

    rules: ClassVar[Rules] = Rules()
    __table_args__ = (
        one_of("answered_for", InstrumentFor), one_of("licence", Licence),
        CheckConstraint("key ~ '^[a-z][a-z0-9-]{1,58}[a-z0-9]$'", name="key"),
        CheckConstraint("licence = 'licensed' OR licence_confirmed_at IS NULL", name="licence_confirmed"),
        Index("uq_instrument_key", "organisation_id", "key", unique=True, postgresql_where=text("removed_at IS NULL")),
        UniqueConstraint("id", "organisation_id"),
    )  # fmt: skip

    key: str = Field(max_length=60)
    name: str = Field(max_length=200)
    purpose: str = Field(max_length=1000)
    answered_for: str = Field(default="people", max_length=10)
    licence: str = Field(default="own", max_length=20)
    licence_words: str | None = Field(default=None, max_length=500)
    licence_confirmed_at: datetime | None = instant(default=None, nullable=True)
    used_by: list[str] = text_list()


class InstrumentVersion(OrganisationOwned, table=True):
    """One version of a question set: items, scales, labels, the scoring rule and its direction. Fixed once published."""

    rules: ClassVar[Rules] = Rules()
    __table_args__ = (
        one_of("state", VersionState),
        ForeignKeyConstraint(
            ["instrument_id", "organisation_id"], ["instrument.id", "instrument.organisation_id"], ondelete="RESTRICT"
        ),
        UniqueConstraint("instrument_id", "number", name="uq_instrument_version_number"),
        Index(None, "organisation_id"),
    )  # fmt: skip

    instrument_id: UUID
    number: int
    items: list[dict[str, Any]] = json_list()
    scoring: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": text("'{}'::jsonb")})
    state: str = Field(default="draft", max_length=10)
    published_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_because: str | None = Field(default=None, max_length=1000)


class TeamAssessment(TeamOwned, table=True):
    """A team looks at itself with an instrument: a level and evidence for each statement, and actions."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: None, Role.carer: Right(write=True)})
    __table_args__ = (
        Index(None, "team_id", "held_on", "id"), Index(None, "organisation_id"),
    )  # fmt: skip

    instrument: str = Field(max_length=60)
    instrument_version: int
    held_on: date
    who_was_there: list[str] = json_list()
    answers: list[dict[str, Any]] = json_list()
    actions: list[dict[str, Any]] = json_list()
