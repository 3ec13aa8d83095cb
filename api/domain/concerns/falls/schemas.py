"""What is sent and shown of falls."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.concerns.falls.models import Harm
from api.domain.concerns.notifications.schemas import NotifiedAt, NotifiedReference, ToBeTold
from api.domain.shared.fields import Body, Flag, Instant, PastTime, Shown, Timestamp, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

FellAt = Annotated[PastTime, Field(description="When; about when, if nobody saw it.")]
VisitId = Annotated[UUID, Field(description="The visit at which it happened, or was found.")]
Where = Annotated[str, line(200), Field(description="Where.", examples=["On the stairs"])]
Seen = Annotated[Flag, Field(description="Whether somebody saw it.")]
Words = Annotated[str, prose(4000), Field(description="What happened, in your words.")]
Learned = Annotated[str, prose(4000), Field(description="What we learned, for the next time.")]


class FallCreate(Body):
    """A fall."""

    fell_at: FellAt
    visit_id: VisitId | None = None
    where_words: Where | None = None
    seen: Seen = False
    harm: Harm = Harm.not_known
    words: Words | None = None
    what_we_learned: Learned | None = None
    notification: ToBeTold | None = None


class FallNew(FallCreate):
    """As FallCreate, with an id of the client's making."""

    id: NewId | None = None


class FallPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what can be empty."""

    fell_at: FellAt = unsent()
    visit_id: VisitId | None = None
    where_words: Where | None = None
    seen: Seen = unsent()
    harm: Harm = unsent()
    words: Words | None = None
    what_we_learned: Learned | None = None
    notification: ToBeTold | None = None


class FallRead(Shown):
    """A fall: when, where, what it did, what we learned."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    fell_at: Instant
    visit_id: VisitId | None
    where_words: Where | None
    seen: Seen
    harm: Harm
    words: Words | None
    what_we_learned: Learned | None
    notification: ToBeTold | None
    notified_at: NotifiedAt | None
    notified_reference: NotifiedReference | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person then.")]


class FallsQuery(ListQuery):
    """Filters of the list of a person's falls."""

    harm: Harm | None = None
    from_at: Annotated[Timestamp, Field(description="At this instant or later.")] | None = None
    until_at: Annotated[Timestamp, Field(description="Before this instant.")] | None = None


class AllFallsQuery(FallsQuery):
    """Filters of the list of all falls that you reach."""

    team_id: Annotated[UUID, Field(description="Of the people whom this team supports now.")] | None = None
    person_id: Annotated[UUID, Field(description="Of this person.")] | None = None
