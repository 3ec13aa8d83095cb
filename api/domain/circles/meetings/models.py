"""Tables of a circle's meetings and actions."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from api.domain.circles.models import indexes, of_circle
from api.domain.shared.owners import Rules
from api.domain.shared.table import CircleOwned, instant, json_list, one_of, uuid_list

COMPLETE_WITHIN_HOURS: Final = 24  # after it is said that it was held; then its words stand


class MeetingState(StrEnum):
    """How far a meeting is."""

    planned = "planned"
    held = "held"
    cancelled = "cancelled"


class CircleMeeting(CircleOwned, table=True):
    """A meeting of the circle: what is to be talked about, what happened, what was decided, who was there."""

    rules: ClassVar[Rules] = Rules(kept=True)
    __table_args__ = (
        *indexes(), one_of("state", MeetingState),
        CheckConstraint("state <> 'held' OR held_on IS NOT NULL", name="held"),
        CheckConstraint("state <> 'held' OR person_there IS NULL OR person_there OR cardinality(member_ids) > 0", name="there"),
        CheckConstraint("state <> 'cancelled' OR because IS NOT NULL", name="because"),
        UniqueConstraint("id", "circle_id"),
        Index(None, "circle_id", "starts_at", "id"),
    )  # fmt: skip

    starts_at: datetime = instant()
    where_words: str | None = Field(default=None, max_length=200)
    state: str = Field(default="planned", max_length=10)
    agenda: list[str] = json_list()
    held_on: date | None = None
    words_stand_from: datetime | None = instant(default=None, nullable=True)
    what_happened: str | None = Field(default=None, max_length=4000)
    decided: list[str] = json_list()
    member_ids: list[UUID] = uuid_list()
    person_there: bool | None = None
    connector_there: bool | None = None
    because: str | None = Field(default=None, max_length=1000)


class CircleActionState(StrEnum):
    """What has become of an action. It never vanishes."""

    to_do = "to_do"
    done = "done"
    carried = "carried"
    dropped = "dropped"


class CircleAction(CircleOwned, table=True):
    """Something the circle will do: what, who, by when. Done, carried over or dropped with a reason."""

    rules: ClassVar[Rules] = Rules(kept=True)
    __table_args__ = (
        *indexes(), of_circle(), one_of("state", CircleActionState),
        CheckConstraint("state NOT IN ('dropped', 'carried') OR because IS NOT NULL", name="because"),
        CheckConstraint("(state = 'to_do') = (ended_on IS NULL)", name="ended"),
        ForeignKeyConstraint(["meeting_id", "circle_id"], ["circle_meeting.id", "circle_meeting.circle_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(
            ["carried_from_id", "circle_id"], ["circle_action.id", "circle_action.circle_id"], ondelete="RESTRICT"
        ),
        UniqueConstraint("id", "circle_id"),
        Index(None, "meeting_id"), Index(None, "member_id"), Index(None, "carried_from_id", unique=True),
        Index(None, "circle_id", "created_at", "id"), Index(None, "team_id", "created_at", "id"),
    )  # fmt: skip

    meeting_id: UUID | None = None
    what: str = Field(max_length=1000)
    who: str = Field(max_length=200)
    member_id: UUID | None = None
    by_on: date | None = None
    state: str = Field(default="to_do", max_length=10)
    because: str | None = Field(default=None, max_length=1000)
    ended_on: date | None = None
    carried_from_id: UUID | None = None
