"""What is asked and shown of snapshots and their figures."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.figures.count_schemas import FigureCounts, FigureMeans
from api.domain.commissioning.figures.models import Breakdown, Span
from api.domain.commissioning.figures.rate_schemas import Rates
from api.domain.commissioning.figures.settings.schemas import AdmissionPence, Base, ComparedRate, Source, Threshold
from api.domain.measures.schemas import Measures
from api.domain.shared.fields import Day, Instant, Shown, line, some
from api.storage.lists import ListQuery

SnapshotId = Annotated[UUID, Field(description="The snapshot that it is of.")]
SpanShown = Annotated[
    Span, Field(description="A week from Monday, a quarter of the calendar, or the four quarters that end with one.")
]
From = Annotated[date, Field(description="Its first day, in London.", examples=["2026-03-23"])]
Until = Annotated[date, Field(description="The first day after it.", examples=["2026-03-30"])]
Broken = Annotated[Breakdown, Field(description="Everyone, or one provider, team or place. Never two at once.")]


class SmallNumbersRule(Shown):
    """What is hidden and rounded: counts from 1 to `threshold` are suppressed, every other is rounded to `base`."""

    threshold: Threshold
    base: Base


Rule = Annotated[
    SmallNumbersRule | None,
    Field(
        description="The rule for small numbers that these figures were published by, the strictest of the providers in them;"
        " null: these are exact figures of one's own people, for nobody else.",
    ),
]


class FigureAssumption(Shown):
    """What one provider and one council agreed to reckon admissions with, as it stood when the snapshot was made."""

    provider_id: UUID
    council_id: UUID
    admission_pence: AdmissionPence | None
    admission_source: Source | None
    compared_rate: ComparedRate | None
    compared_source: Source | None


class FigureSnapshotRead(Shown):
    """Figures for one time, made once and never again: what is written down later is in the next one."""

    id: UUID
    span: SpanShown
    from_on: From
    until_on: Until
    made_at: Instant
    rule: Rule
    assumptions: Annotated[list[FigureAssumption], some(10_000)]


class FiguresRead(Shown):
    """The figures of one part of a snapshot. Rates are worked out from the counts beside them, and from nothing else."""

    id: UUID
    snapshot_id: SnapshotId
    span: SpanShown
    from_on: From
    until_on: Until
    breakdown: Broken
    part: Annotated[UUID | None, Field(description="The provider's or team's id; null for everyone and for places.")]
    label: Annotated[str, line(200), Field(description="Its name.", examples=["Ashbrook"])]
    rule: Rule
    counts: FigureCounts
    means: FigureMeans
    rates: Rates


class FiguresOfPart(FiguresRead):
    """The same, with the entries of its measures."""

    measures: Measures


class FigureSnapshotsQuery(ListQuery):
    """Filters of the list of snapshots."""

    span: Annotated[Span | None, Field(description="Only those of this length.")] = None
    from_on: Annotated[Day | None, Field(description="Only those that begin on this day or later.")] = None
    until_on: Annotated[Day | None, Field(description="Only those that end before this day.")] = None


class FiguresQuery(ListQuery):
    """By what figures are broken down. There is no other filter: two lists that differ by one would tell of few."""

    breakdown: Annotated[
        Breakdown | None,
        Field(description="`everyone` if nothing is said; `team` for members of teams, their coaches and a provider's client."),
    ] = None


class LatestFiguresQuery(FiguresQuery):
    """Which of the newest snapshots, and by what it is broken down."""

    span: Annotated[Span, Field(description="The newest of this length.")] = Span.week
