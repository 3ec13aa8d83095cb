"""The table of stays in hospital."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.concerns.notifying import notifying
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Rules
from api.domain.shared.table import PersonOwned, instant


class HospitalStay(PersonOwned, table=True):
    """A stay in hospital: from when until when, planned or not, what for, what we learned."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: READ})
    __table_args__ = indexes(
        *notifying(),
        CheckConstraint("left_on >= admitted_on", name="dates"),
        Index(None, "person_id", "admitted_on", "id"), Index(None, "team_id", "admitted_on", "id"),
        Index(None, "organisation_id", "admitted_on", "id"), Index(None, "provided_by_team_id", "admitted_on"),
        # Who is in hospital now: few of all who ever were.
        Index("ix_hospital_stay_open", "organisation_id", text("(left_on IS NULL)"), "admitted_on", "id"),
    )  # fmt: skip

    admitted_on: date
    left_on: date | None = None
    planned: bool
    where_words: str | None = Field(default=None, max_length=200)
    because: str | None = Field(default=None, max_length=2000)
    what_we_learned: str | None = Field(default=None, max_length=4000)
    notification: str | None = Field(default=None, max_length=30)
    notified_at: datetime | None = instant(default=None, nullable=True)
    notified_reference: str | None = Field(default=None, max_length=60)
    provided_by_team_id: UUID
