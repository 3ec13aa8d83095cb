"""What is sent and shown of what a visit was for."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Instant, Shown, Version
from api.domain.shared.ids import AnyId, NewId
from api.domain.visits.models import LinkKind
from api.storage.lists import ListQuery

Kind = Annotated[LinkKind, Field(description="What the time was for.", examples=["good_week_item"])]
Target = Annotated[AnyId, Field(description="The id of the outcome or of the item of the person's good week.")]


class VisitLinkNew(Body):
    """What a visit was for."""

    id: NewId | None = None
    kind: Kind
    target_id: Target


class VisitLinkRead(Shown):
    """What a visit was for."""

    id: UUID
    visit_id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: Kind
    target_id: Target


class VisitLinksQuery(ListQuery):
    """Filters of what a visit was for."""

    kind: LinkKind | None = None
