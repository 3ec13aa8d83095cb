"""The table of series: visits that come again, in London wall time."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, one_of, uuid_list
from api.domain.visits.models import MOST_MEMBERS_AT_A_VISIT, SHORT_MINUTES, ShortReason, VisitKind

WEEKS_AHEAD = 6  # how far the job plans; the team asks for more on demand, up to the most
MOST_WEEKS_AHEAD = 26


class VisitSeries(PersonOwned, table=True):
    """What a run of visits has in common. `first_local` and the rule are wall time: nine o'clock stays nine o'clock."""

    rules: ClassVar[Rules] = Rules(rights={Role.manager: READ, Role.person: READ, Role.coach: Right(), Role.connector: None})
    __table_args__ = (
        one_of("kind", VisitKind), one_of("short_reason", ShortReason),
        CheckConstraint("length_minutes BETWEEN 1 AND 1440", name="length"),
        CheckConstraint(f"short_reason IS NOT NULL OR length_minutes >= {SHORT_MINUTES}", name="short"),
        CheckConstraint(f"members_needed BETWEEN 1 AND {MOST_MEMBERS_AT_A_VISIT}", name="needed"),
        UniqueConstraint("id", "person_id"),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
        Index("ix_visit_series_to_plan", "planned_until_on", postgresql_where=text("ended_on IS NULL AND removed_at IS NULL")),
    )  # fmt: skip

    provided_by_team_id: UUID
    rule: str = Field(max_length=300)
    first_local: datetime = Field(sa_type=TIMESTAMP(timezone=False))
    length_minutes: int
    earlier_minutes: int = 0
    later_minutes: int = 0
    exceptions: list[datetime] = Field(
        default_factory=list,
        sa_type=ARRAY(TIMESTAMP(timezone=False)),
        sa_column_kwargs={"server_default": text("'{}'::timestamp[]")},
    )
    kind: str = Field(default="at_home", max_length=20)
    purpose: str = Field(max_length=500)
    members_needed: int = 1
    member_ids: list[UUID] = uuid_list()
    travel_minutes: int = 0
    short_reason: str | None = Field(default=None, max_length=30)
    short_words: str | None = Field(default=None, max_length=500)
    planned_until_on: date | None = None
    ended_on: date | None = None
    follows_id: UUID | None = None
