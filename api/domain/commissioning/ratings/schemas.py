"""What is sent and shown of ratings by the Care Quality Commission."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.ratings.models import Rating
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

PublishedOn = Annotated[PastDay, Field(description="The day it was published.", examples=["2025-11-14"])]
Overall = Annotated[Rating, Field(description="The rating as a whole.", examples=["good"])]
Question = Annotated[Rating, Field(description="Of this question, where it was rated.", examples=["outstanding"])]
ReportUrl = Annotated[
    str,
    Field(
        min_length=9,
        max_length=500,
        pattern=r"^https://[^\x00-\x20\x7f]+$",
        description="Where the report is.",
        examples=["https://www.cqc.org.uk/location/1-1000000002"],
    ),
]
Words = Annotated[str, prose(1000), Field(description="In the provider's words, to read beside it.", examples=["Our second."])]


class RatingFields(Body):
    """What may be left out of a rating."""

    safe: Question | None = None
    effective: Question | None = None
    caring: Question | None = None
    responsive: Question | None = None
    well_led: Question | None = None
    report_url: ReportUrl | None = None
    words: Words | None = None


class CqcRatingCreate(RatingFields):
    """A rating as it was published."""

    published_on: PublishedOn
    overall: Overall


class CqcRatingNew(CqcRatingCreate):
    """As CqcRatingCreate, with an id of the client's making."""

    id: NewId | None = None


class CqcRatingPatch(RatingFields):
    """JSON Merge Patch: left out is unchanged, null clears what may be left out."""

    published_on: PublishedOn = unsent()
    overall: Overall = unsent()


class CqcRatingRead(Shown):
    """A rating of the provider by the Care Quality Commission."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    published_on: Annotated[Day, Field(description="The day it was published.")]
    overall: Overall
    safe: Question | None
    effective: Question | None
    caring: Question | None
    responsive: Question | None
    well_led: Question | None
    report_url: ReportUrl | None
    words: Words | None


class CqcRatingsQuery(ListQuery):
    """The list of ratings has no filters of its own."""


class ProviderRatingRead(Shown):
    """A rating of a provider that a council has, or had, an arrangement with."""

    id: UUID
    provider_id: UUID
    provider_name: Annotated[str, line(200), Field(examples=["Ashbrook Wellbeing Teams"])]
    published_on: Annotated[Day, Field(description="The day it was published.")]
    overall: Overall
    safe: Question | None
    effective: Question | None
    caring: Question | None
    responsive: Question | None
    well_led: Question | None
    report_url: ReportUrl | None


class ProviderRatingsQuery(ListQuery):
    """The list of providers' ratings has no filters of its own."""
