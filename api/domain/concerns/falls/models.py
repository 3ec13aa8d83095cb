"""The table of falls."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.concerns.notifying import notifying
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Rules
from api.domain.shared.table import PersonOwned, instant, one_of


class Harm(StrEnum):
    """What a fall did."""

    none = "none"
    some = "some"
    serious = "serious"
    not_known = "not_known"


class Fall(PersonOwned, table=True):
    """A fall: when, where, what it did, what we learned."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: READ})
    __table_args__ = indexes(
        *notifying(),
        one_of("harm", Harm),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        Index(None, "person_id", "fell_at", "id"), Index(None, "team_id", "fell_at", "id"),
        Index(None, "organisation_id", "fell_at", "id"), Index(None, "provided_by_team_id", "fell_at"), Index(None, "visit_id"),
    )  # fmt: skip

    fell_at: datetime = instant()
    visit_id: UUID | None = None
    where_words: str | None = Field(default=None, max_length=200)
    seen: bool = False
    harm: str = Field(default="not_known", max_length=10)
    words: str | None = Field(default=None, max_length=4000)
    what_we_learned: str | None = Field(default=None, max_length=4000)
    notification: str | None = Field(default=None, max_length=30)
    notified_at: datetime | None = instant(default=None, nullable=True)
    notified_reference: str | None = Field(default=None, max_length=60)
    provided_by_team_id: UUID
