"""What is sent and shown of a person's gifts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Instant, Shown, Version, prose, some, unsent
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Part = Annotated[
    GiftPart, Field(description="Of the head (knowledge), of the heart (passions), of the hands (skills).", examples=["hands"])
]
Direction = Annotated[GiftDirection, Field(description="A gift that the person has, or one they seek in somebody else.")]
Words = Annotated[
    str, prose(500), Field(description="In the person's own words.", examples=["I knit anything, and I can teach anybody to"])
]
Tag = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["knitting"])]
Tags = Annotated[list[Tag], some(20), Field(description="What gifts are matched by.", examples=[["knitting", "teaching"]])]
Share = Annotated[
    WouldShare, Field(description="Would like to share it. What others see of it needs a consent of purpose share_gifts too.")
]


class GiftCreate(Body):
    """A gift of head, heart or hands that the person has or seeks."""

    part: Part
    direction: Direction = GiftDirection.has
    words: Words
    tags: Tags = []
    would_share: Share = WouldShare.not_now


class GiftNew(GiftCreate):
    """As GiftCreate, with an id of the client's making."""

    id: NewId | None = None


class GiftPatch(Body):
    """JSON Merge Patch: left out is unchanged."""

    part: Part = unsent()
    direction: Direction = unsent()
    words: Words = unsent()
    tags: Tags = unsent()
    would_share: Share = unsent()


class GiftRead(Shown):
    """A gift of head, heart or hands that a person has or seeks."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    part: Part
    direction: Direction
    words: Words
    tags: Tags
    would_share: Share


class GiftsQuery(ListQuery):
    """Filters of the list of a person's gifts."""

    part: GiftPart | None = None
    direction: GiftDirection | None = None
    would_share: WouldShare | None = None
    tag: Tag | None = None
