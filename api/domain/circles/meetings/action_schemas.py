"""What is sent and shown of a circle's actions."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.circles.meetings.models import CircleActionState
from api.domain.shared.fields import Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Words = Annotated[str, prose(1000)]
What = Annotated[Words, Field(description="What is to be done.", examples=["Ask the minister who drives on Sundays"])]
Who = Annotated[str, line(200), Field(description="Who does it, in words.", examples=["Dot, with Jean"])]
MemberId = Annotated[UUID, Field(description="Which member of this circle does it, if one does.")]
MeetingId = Annotated[UUID, Field(description="The meeting of this circle that it comes from, or was carried to.")]
ByOn = Annotated[Day, Field(description="By when.")]
Because = Annotated[Words, Field(description="What came of it, or why not.", examples=["The minister was away"])]


class CircleActionCreate(Body):
    """Something the circle will do: what, who, by when."""

    what: What
    who: Who
    member_id: MemberId | None = None
    meeting_id: MeetingId | None = None
    by_on: ByOn | None = None


class CircleActionNew(CircleActionCreate):
    """As CircleActionCreate, with an id of the client's making."""

    id: NewId | None = None


class CircleActionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears member_id, meeting_id and by_on. It ends by a verb of its own."""

    what: What = unsent()
    who: Who = unsent()
    member_id: MemberId | None = None
    meeting_id: MeetingId | None = None
    by_on: ByOn | None = None


class HowCircleActionEnded(StrEnum):
    """What became of an action that ended; carrying it over is a verb of its own."""

    done = "done"
    dropped = "dropped"


class CircleActionEnd(Body):
    """What became of an action. One that is dropped needs because."""

    state: HowCircleActionEnded
    because: Because | None = None
    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None

    @model_validator(mode="after")
    def _said_why(self) -> "CircleActionEnd":
        if self.state is HowCircleActionEnded.dropped and self.because is None:
            msg = "Say because: why it is dropped."
            raise ValueError(msg)
        return self


class CircleActionCarry(Body):
    """To which later day, or to which meeting, it is carried, and why."""

    because: Annotated[Words, Field(description="Why it is carried over.", examples=["The minister was away"])]
    by_on: (
        Annotated[Day, Field(description="By when now: a later day. The day of the meeting if only a meeting is named.")] | None
    ) = None
    meeting_id: Annotated[UUID, Field(description="A planned meeting of this circle.")] | None = None
    who: Annotated[Who, Field(description="Who does it now, in words; as before if left out.")] | None = None
    member_id: Annotated[MemberId, Field(description="Which member does it now; as before if left out.")] | None = None
    next_id: Annotated[NewId, Field(description="A UUIDv7 of your own making for the next action.")] | None = None

    @model_validator(mode="after")
    def _said_where_to(self) -> "CircleActionCarry":
        if self.by_on is None and self.meeting_id is None:
            msg = "Send by_on, meeting_id, or both: to when it is carried."
            raise ValueError(msg)
        return self


class CircleActionRead(Shown):
    """Something a circle will do, or did. It never vanishes."""

    id: UUID
    circle_id: UUID
    person_id: Annotated[UUID, Field(description="Whose circle it is.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    meeting_id: MeetingId | None
    what: What
    who: Who
    member_id: MemberId | None
    by_on: ByOn | None
    overdue: Annotated[
        Flag,
        Field(
            description="To do, and its day has passed in London. Nothing is overdue once the circle has ended, or the person's"
            " support."
        ),
    ]
    state: CircleActionState
    because: Because | None
    ended_on: Annotated[Day, Field(description="The day it ended.")] | None
    carried_from_id: Annotated[UUID, Field(description="The action that this one goes on with.")] | None
    carried_to_id: Annotated[UUID, Field(description="The action that goes on with this one.")] | None


class CircleActionsQuery(ListQuery):
    """Filters of the list of a circle's actions."""

    state: CircleActionState | None = None
    overdue: bool | None = None
    member_id: UUID | None = None
    meeting_id: UUID | None = None


class AllCircleActionsQuery(CircleActionsQuery):
    """Filters of the actions of all circles within reach."""

    circle_id: UUID | None = None
    person_id: UUID | None = None
    team_id: UUID | None = None
