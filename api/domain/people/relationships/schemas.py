"""What is sent and shown of who is in a person's life."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.people.relationships.models import CarerPart, Closeness
from api.domain.people.schemas import Email, PhoneText
from api.domain.shared.fields import Body, Instant, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Name = Annotated[str, line(120), Field(examples=["Siobhan"])]
WhatTheyAre = Annotated[
    str, line(200), Field(description="What they are to me, in the person's words.", examples=["my youngest, rings every night"])
]
HowClose = Annotated[
    Closeness, Field(description="The rings of a relationship map, from the middle outwards.", examples=["closest"])
]
Carer = Annotated[CarerPart, Field(description="Whether they are an unpaid carer: main, shares the caring, or none.")]
MayBeTold = Annotated[
    list[Annotated[str, prose(500)]],
    some(20),
    Field(
        description="What they may be told, in the person's words. A note for people: access is given by consents alone.",
        examples=[["when I am poorly"]],
    ),
]


class RelationshipCreate(Body):
    """Somebody in the person's life."""

    name: Name
    what_they_are_to_me: WhatTheyAre
    closeness: HowClose
    carer_part: Carer = CarerPart.none
    may_be_told: MayBeTold = []
    phone: PhoneText | None = None
    email: Email | None = None


class RelationshipNew(RelationshipCreate):
    """As RelationshipCreate, with an id of the client's making."""

    id: NewId | None = None


class RelationshipPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears phone and email."""

    name: Name = unsent()
    what_they_are_to_me: WhatTheyAre = unsent()
    closeness: HowClose = unsent()
    carer_part: Carer = unsent()
    may_be_told: MayBeTold = unsent()
    phone: PhoneText | None = None
    email: Email | None = None


class RelationshipRead(Shown):
    """Somebody in the person's life: what they are to them, how close, what they may be told."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Name
    what_they_are_to_me: WhatTheyAre
    closeness: HowClose
    carer_part: Carer
    may_be_told: MayBeTold
    phone: PhoneText | None
    email: Email | None


class RelationshipsQuery(ListQuery):
    """Filters of the list of a person's relationships."""

    closeness: Closeness | None = None
    carer_part: CarerPart | None = None
