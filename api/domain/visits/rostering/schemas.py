"""What is sent and shown when members take, offer and swap visits."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Instant, Shown, Timestamp, Version, prose
from api.domain.shared.ids import NewId
from api.domain.visits.rostering.models import OfferState
from api.storage.lists import ListQuery

Words = Annotated[str, prose(500), Field(examples=["My mother comes on Saturday."])]
To = Annotated[UUID, Field(description="The team mate it is offered to; left out, it is offered to all.")]
For = Annotated[UUID, Field(description="A swap: the visit of that team mate that one takes instead.")]


class VisitClaim(Body):
    """A member takes an open visit."""

    words: Annotated[Words, Field(description="Kept in the history.")] | None = None


class VisitHandBack(Body):
    """A member hands a visit back to the team."""

    words: Annotated[Words, Field(description="Why, for the team; kept in the history.")] | None = None


class VisitOfferCreate(Body):
    """A member offers a visit they are on."""

    to_member_id: To | None = None
    for_visit_id: For | None = None
    words: Words | None = None


class VisitOfferNew(VisitOfferCreate):
    """As VisitOfferCreate, with an id of the client's making."""

    id: NewId | None = None


class VisitOfferAnswer(Body):
    """An answer to an offer."""

    words: Words | None = None


class VisitOfferRead(Shown):
    """An offer of a visit, or of a swap."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    visit_id: UUID
    from_member_id: UUID
    to_member_id: To | None
    for_visit_id: For | None
    words: Words | None
    state: Annotated[OfferState, Field(description="`lapsed`: the visit changed hands, began or closed meanwhile.")]
    answered_by_member_id: UUID | None
    answered_at: Instant | None
    answer_words: Words | None


class VisitOffersQuery(ListQuery):
    """Filters of the list of offers."""

    state: OfferState | None = None
    visit_id: UUID | None = None
    from_member_id: UUID | None = None
    to_member_id: UUID | None = None
    made_since: Annotated[Timestamp, Field(description="Only offers made at or after this instant.")] | None = None
