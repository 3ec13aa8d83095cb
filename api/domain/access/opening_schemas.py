"""What is sent and shown of break-glass openings."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.access.consents import OpeningReason
from api.domain.access.openings import MOST_MINUTES
from api.domain.shared.fields import Body, Instant, Shown, Version, line, prose, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Words = Annotated[str, prose(1000), Field(description="Why, in your own words. The person, their team and the manager read it.")]


class OpeningNew(Body):
    """Opening one person of another team."""

    id: NewId | None = None
    person_id: UUID
    reason: OpeningReason
    words: Annotated[Words, Field(examples=["Her neighbour rang: Jean has fallen, and her team does not answer."])]
    minutes: Annotated[int, whole(1, MOST_MINUTES), Field(description="How long, at most four hours.", examples=[60])] = (
        MOST_MINUTES
    )


class OpeningRead(Shown):
    """An opening: who reads whose record, why, and until when."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    account_id: Annotated[UUID, Field(description="Who opened it.")]
    name: Annotated[str, line(120)] | None
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supported the person when it was opened, and that was told.")]
    reason: OpeningReason
    words: Words
    until_at: Instant
    closed_at: Instant | None
    is_open: Annotated[bool, Field(description="Whether it still lets its carer read.")]


class OpeningsQuery(ListQuery):
    """Filters of the list of openings."""

    is_open: Annotated[bool | None, Field(description="Only those that still let somebody read, or only those that do not.")] = (
        None
    )
    person_id: Annotated[UUID | None, Field(description="Only those of this person.")] = None
    account_id: Annotated[UUID | None, Field(description="Only those by this account.")] = None
