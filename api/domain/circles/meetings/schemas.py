"""What is sent and shown of a circle's meetings."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.circles.meetings.models import MeetingState
from api.domain.shared.fields import (
    INT32,
    Body,
    Day,
    Flag,
    Instant,
    PastDay,
    Shown,
    Timestamp,
    Version,
    line,
    prose,
    some,
    unsent,
)
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

MOST = 50
MOST_THERE = 100
Words = Annotated[str, prose(1000)]
StartsAt = Annotated[Timestamp, Field(description="When it is to begin.")]
WhereWords = Annotated[str, line(200), Field(description="Where, in words.", examples=["At Jean's, round the kitchen table"])]
Agenda = Annotated[
    list[Words], some(MOST), Field(description="What is to be talked about.", examples=[["Who drives to chapel in winter?"]])
]
WhatHappened = Annotated[
    str, prose(4000), Field(description="What happened, in words.", examples=["Dot brought the photographs, and Jean sang."])
]
Decided = Annotated[
    list[Words],
    some(MOST),
    Field(description="What was decided. What somebody does about it is an action.", examples=[["Chapel every other Sunday"]]),
]
MembersThere = Annotated[
    list[UUID],
    some(MOST_THERE),
    Field(description="The members who were there: of this circle, joined by that day."),
]
PersonThere = Annotated[Flag, Field(description="Whether the person whose circle it is was there.")]
ConnectorThere = Annotated[Flag, Field(description="Whether the connector was there, to support it.")]
Because = Annotated[Words, Field(description="Why it is not held.", examples=["Jean would rather wait for her son."])]


class CircleMeetingCreate(Body):
    """A meeting that is planned. What happened is said when it was held."""

    starts_at: StartsAt
    where_words: WhereWords | None = None
    agenda: Agenda = []


class CircleMeetingNew(CircleMeetingCreate):
    """As CircleMeetingCreate, with an id of the client's making."""

    id: NewId | None = None


class CircleMeetingPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears where_words and what_happened; a list is replaced whole."""

    starts_at: StartsAt = unsent()
    where_words: WhereWords | None = None
    agenda: Agenda = unsent()
    what_happened: WhatHappened | None = None
    decided: Decided = unsent()
    member_ids: MembersThere = unsent()
    person_there: PersonThere = unsent()
    connector_there: ConnectorThere = unsent()


class CircleMeetingHolding(Body):
    """The meeting was held: what happened, what was decided, who was there."""

    held_on: Annotated[PastDay, Field(description="The day on which it was held; today if left out.")] | None = None
    what_happened: WhatHappened | None = None
    decided: Decided = []
    member_ids: MembersThere = []
    person_there: PersonThere
    connector_there: ConnectorThere


class CircleMeetingCancellation(Body):
    """The meeting is not held."""

    because: Because


class CircleMeetingRead(Shown):
    """A meeting of a circle."""

    id: UUID
    circle_id: UUID
    person_id: Annotated[UUID, Field(description="Whose circle it is.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    number: (
        Annotated[
            int,
            Field(
                ge=1, le=2147483647, json_schema_extra=INT32, examples=[2],
                description="Which of the circle's meetings it is, by when they begin. Null for one that is cancelled.",
            ),
        ]
        | None
    )  # fmt: skip
    connector_supports: Annotated[Flag, Field(description="One of the first three, at which the connector is to be there.")]
    state: MeetingState
    starts_at: Annotated[Instant, Field(description="When it is to begin.")]
    where_words: WhereWords | None
    agenda: Agenda
    held_on: Annotated[Day, Field(description="The day it was held.")] | None
    words_stand_from: Annotated[Instant, Field(description="Until then what was said can be completed.")] | None
    what_happened: WhatHappened | None
    decided: Decided
    member_ids: MembersThere
    person_there: PersonThere | None
    connector_there: ConnectorThere | None
    because: Because | None


class CircleMeetingsQuery(ListQuery):
    """Filters of the list of a circle's meetings."""

    state: MeetingState | None = None
    connector_there: Annotated[bool, Field(description="Only those held with the connector there, or without.")] | None = None
