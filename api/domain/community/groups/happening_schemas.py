"""What is sent and shown of what happens in a group: the gifts it seeks or has, and its sessions."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.people.gifts.schemas import Part, Tag, Tags
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, prose, unsent, whole
from api.domain.shared.gifts import GiftDirection, GiftPart
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

GiftWords = Annotated[str, prose(500), Field(examples=["Somebody who can turn a heel"])]
Direction = Annotated[GiftDirection, Field(description="A gift that the group seeks, or one it has to give.")]
HeldOn = Annotated[PastDay, Field(description="The day it was: not one to come.")]
Came = Annotated[
    int, whole(0, 10_000), Field(description="How many came, as somebody counted in the room: it names nobody.", examples=[9])
]
WhatHappened = Annotated[
    str, prose(2000), Field(description="Everyone of the organisation reads it: name nobody.", examples=["We cast on a blanket"])
]
MadeOrGave = Annotated[str, prose(2000), Field(description="What they made or gave.", examples=["Twelve hats for the baby unit"])]


class GroupGiftCreate(Body):
    """A gift that a group seeks or has."""

    part: Part
    direction: Direction = GiftDirection.seeks
    words: GiftWords
    tags: Tags = []


class GroupGiftNew(GroupGiftCreate):
    """As GroupGiftCreate, with an id of the client's making."""

    id: NewId | None = None


class GroupGiftPatch(Body):
    """JSON Merge Patch: left out is unchanged."""

    part: Part = unsent()
    direction: Direction = unsent()
    words: GiftWords = unsent()
    tags: Tags = unsent()


class GroupGiftRead(Shown):
    """A gift that a group seeks or has."""

    id: UUID
    group_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    part: Part
    direction: Direction
    words: GiftWords
    tags: Tags


class GroupGiftsQuery(ListQuery):
    """Filters of the list of a group's gifts."""

    part: GiftPart | None = None
    direction: GiftDirection | None = None
    tag: Tag | None = None


class GroupSessionCreate(Body):
    """A time when the group met."""

    held_on: HeldOn
    came: Came | None = None
    what_happened: WhatHappened | None = None
    made_or_gave: MadeOrGave | None = None


class GroupSessionNew(GroupSessionCreate):
    """As GroupSessionCreate, with an id of the client's making."""

    id: NewId | None = None


class GroupSessionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears all but the day."""

    held_on: HeldOn = unsent()
    came: Came | None = None
    what_happened: WhatHappened | None = None
    made_or_gave: MadeOrGave | None = None


class GroupSessionRead(Shown):
    """A time when the group met. Who was there is in the records of the people who were."""

    id: UUID
    group_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    held_on: Day
    came: Came | None
    what_happened: WhatHappened | None
    made_or_gave: MadeOrGave | None


class GroupSessionsQuery(ListQuery):
    """Filters of the list of a group's sessions."""

    held_from: Annotated[Day, Field(description="Only those of this day or later.")] | None = None
    held_until: Annotated[Day, Field(description="Only those of this day or earlier.")] | None = None
