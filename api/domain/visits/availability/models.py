"""Tables of when members can work: dated working patterns, and absences whose reason is the member's own."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, column, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM, uuids
from api.domain.shared.owners import Owner, Right, Rules
from api.domain.shared.table import TeamOwned, instant, json_list, one_of

OWN = f"member_id = ANY {uuids('member_ids')}"
# Team mates see when somebody can work and write it down for one another (somebody rings in ill); people do not.
TEAM_LIFE = Rules(rights={Role.person: None})


class AbsenceKind(StrEnum):
    """Why a member is away, in the kinds that figures count."""

    leave = "leave"
    sickness = "sickness"
    training = "training"
    parental = "parental"
    other = "other"


def of_member() -> ForeignKeyConstraint:
    """A member of the same team."""
    return ForeignKeyConstraint(["member_id", "team_id"], ["team_member.id", "team_member.team_id"], ondelete="RESTRICT")


class WorkingPattern(TeamOwned, table=True):
    """When a member works from a day on: `times` are entries of week (1 to `cycle_weeks`), weekday, starts, ends in wall time."""

    rules: ClassVar[Rules] = TEAM_LIFE
    __table_args__ = (
        of_member(),
        CheckConstraint("cycle_weeks BETWEEN 1 AND 8", name="cycle"),
        CheckConstraint("until_on > from_on", name="dates"),
        # On each day one pattern at most: `until_on` is the first day on which it holds no more.
        ExcludeConstraint(
            (column("member_id"), "="), (text("daterange(from_on, until_on)"), "&&"), name="working_pattern_overlap",
            using="gist", where=text("removed_at IS NULL"),
        ),
        Index(None, "member_id", "from_on"), Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    member_id: UUID
    from_on: date
    until_on: date | None = None
    cycle_weeks: int = 1
    times: list[dict[str, Any]] = json_list()


class Absence(TeamOwned, table=True):
    """Time in which a member is away."""

    rules: ClassVar[Rules] = TEAM_LIFE
    __table_args__ = (
        of_member(), one_of("kind", AbsenceKind),
        CheckConstraint("ends_at > starts_at", name="times"),
        UniqueConstraint("id", "team_id"),
        Index(None, "member_id", "starts_at"), Index(None, "team_id", "starts_at", "id"), Index(None, "organisation_id"),
    )  # fmt: skip

    member_id: UUID
    kind: str = Field(max_length=10)
    starts_at: datetime = instant()
    ends_at: datetime = instant()


class AbsenceReason(TeamOwned, table=True):
    """Why, in the member's words: theirs alone. Nobody's log shows even that there is one."""

    owner: ClassVar[Owner] = Owner.private
    rules: ClassVar[Rules] = Rules(
        secret=("words",),
        rights={Role.carer: Right(write=True, where=f"{BY_TEAM} AND {OWN}"), Role.person: None, Role.family: None},
    )  # fmt: skip
    __table_args__ = (
        of_member(),
        ForeignKeyConstraint(["absence_id", "team_id"], ["absence.id", "absence.team_id"], ondelete="RESTRICT"),
        Index("uq_absence_reason_now", "absence_id", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    absence_id: UUID
    member_id: UUID
    words: str = Field(max_length=2000)
