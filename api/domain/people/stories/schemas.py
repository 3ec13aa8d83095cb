"""What is sent and shown of a person's life story."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.access.consents import GivenHow
from api.domain.shared.fields import Body, Instant, Shown, Timestamp, Version, line, prose, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Title = Annotated[str, line(200), Field(examples=["The mill, and how I met Frank"])]
Words = Annotated[
    str,
    prose(20000),
    Field(
        description="In the person's own words.",
        examples=["I started at the mill at fifteen. Frank mended my loom, and took his time about it."],
    ),
]
AboutWhen = Annotated[str, line(120), Field(description="When it was, as the person says it.", examples=["the fifties"])]
Position = Annotated[int, whole(0, 10_000), Field(description="Chapters are told in this order.", examples=[1])]


class ChapterConsent(Body):
    """The person's consent that their supporting team reads this chapter, and how they gave it."""

    given_how: GivenHow
    given_by: Annotated[str, line(200), Field(description="Who gave it.", examples=["Jean"])]
    evidence: Annotated[
        str,
        prose(2000),
        Field(description="What was said, or where it is written.", examples=["'Read it to the others, they'll laugh'"]),
    ]
    representative_id: Annotated[UUID, Field(description="For by_representative: whose authority it rests on.")] | None = None
    until_at: Annotated[Timestamp, Field(description="When it ends; until it is withdrawn if left out.")] | None = None

    @model_validator(mode="after")
    def _names_who_speaks(self) -> "ChapterConsent":
        if (self.given_how is GivenHow.by_representative) != (self.representative_id is not None):
            msg = "Send representative_id with by_representative, and only then."
            raise ValueError(msg)
        return self


class LifeStoryChapterCreate(Body):
    """A chapter of a life."""

    title: Title
    words: Words
    about_when: AboutWhen | None = None
    position: Position = 0
    consent: Annotated[
        ChapterConsent | None,
        Field(description="Needed from a member of the team. The person needs none, and then nobody else reads it."),
    ] = None


class LifeStoryChapterNew(LifeStoryChapterCreate):
    """As LifeStoryChapterCreate, with an id of the client's making."""

    id: NewId | None = None


class LifeStoryChapterPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears about_when. Who reads it is changed by consents."""

    title: Title = unsent()
    words: Words = unsent()
    about_when: AboutWhen | None = None
    position: Position = unsent()


class LifeStoryChapterRead(Shown):
    """A chapter of a life, in the person's words. Who reads it is in the person's consents."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    title: Title
    words: Words
    about_when: AboutWhen | None
    position: Position


class LifeStoryQuery(ListQuery):
    """The list of chapters has no filters of its own."""
