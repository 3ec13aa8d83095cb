"""The circle as the access rules need it: a focus person, a connector, members.

Meetings, actions and contributions come with circles' own issue.
"""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from api.domain.shared.owners import Rules
from api.domain.shared.table import CircleOwned, one_of


class CircleStatus(StrEnum):
    """Where a circle is."""

    forming = "forming"
    meeting = "meeting"
    resting = "resting"
    ended = "ended"


class Circle(CircleOwned, table=True):
    """Family, friends and neighbours around a focus person."""

    rules: ClassVar[Rules] = Rules()
    circle_id: ClassVar[None] = None  # type: ignore[assignment,misc]  # it is its own
    __table_args__ = (
        one_of("status", CircleStatus),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
        Index("ix_circle_connector", "connector_account_id", postgresql_where=text("removed_at IS NULL")),
    )  # fmt: skip

    purpose: str = Field(max_length=1000)
    status: str = Field(default="forming", max_length=20)
    connector_account_id: UUID | None = Field(default=None, foreign_key="account.id")


class CircleMemberKind(StrEnum):
    """What a member is to the person."""

    family = "family"
    friend = "friend"
    neighbour = "neighbour"
    other = "other"


class CircleMember(CircleOwned, table=True):
    """Somebody of the circle, with an account or without."""

    rules: ClassVar[Rules] = Rules()
    __table_args__ = (
        one_of("kind", CircleMemberKind),
        CheckConstraint("left_on >= joined_on", name="dates"),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"), Index(None, "circle_id"),
        Index("ix_circle_member_account", "account_id", postgresql_where=text("left_on IS NULL AND removed_at IS NULL")),
    )  # fmt: skip

    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    name: str = Field(max_length=120)
    kind: str = Field(max_length=20)
    joined_on: date | None = None
    left_on: date | None = None
