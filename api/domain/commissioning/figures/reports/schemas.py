"""What is sent and shown of reports of figures."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.commissioning.figures.models import Breakdown, ReportState
from api.domain.commissioning.figures.schemas import From, SpanShown, Until
from api.domain.shared.fields import Body, Instant, Shown, Version, line
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

SnapshotId = Annotated[UUID, Field(description="The snapshot that it is of.")]
Broken = Annotated[Breakdown, Field(description="Everyone, or one provider, team or place.")]
PartId = Annotated[UUID, Field(description="With `provider` or `team`: which one.")]
Label = Annotated[str, line(200), Field(description="With `place`: which one.", examples=["Ashbrook"])]
Named = Annotated[str, line(200), Field(description="What the figures are of, by its name.", examples=["Ashbrook North"])]


class FigureReportNew(Body):
    """Which figures are to be put on paper."""

    id: NewId | None = None
    snapshot_id: SnapshotId
    breakdown: Broken = Breakdown.everyone
    part: PartId | None = None
    label: Label | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        wanted = (self.breakdown in (Breakdown.provider, Breakdown.team), self.breakdown is Breakdown.place)
        if (self.part is not None, self.label is not None) != wanted:
            message = "Name a provider or a team by part, a place by label, and everyone by neither."
            raise ValueError(message)
        return self


class FigureReportRead(Shown):
    """A report of figures, as far as it is. What it says is its document."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    snapshot_id: SnapshotId
    breakdown: Broken
    part: PartId | None
    label: Named | None
    span: SpanShown
    from_on: From
    until_on: Until
    state: Annotated[ReportState, Field(description="Read again until it is `made` or `failed`.")]
    made_at: Instant | None


class FigureReportsQuery(ListQuery):
    """Filters of the list of reports."""

    snapshot_id: SnapshotId | None = None
    state: ReportState | None = None
