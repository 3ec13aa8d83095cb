"""What is sent and shown of the rule for small numbers, and of the assumptions that figures are reckoned with."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.figures.models import BASE, THRESHOLD
from api.domain.shared.fields import INT32, Body, Instant, Shown, Version, line, whole
from api.storage.lists import ListQuery

Threshold = Annotated[
    int, whole(7, 50), Field(description="Counts from 1 to this are hidden from the council.", examples=[THRESHOLD])
]
Base = Annotated[
    Literal[5, 10],
    Field(
        description="Every other count is rounded to this.",
        examples=[BASE],
        json_schema_extra={"type": "integer", "minimum": 5, "maximum": 10, **INT32},
    ),
]
AdmissionPence = Annotated[
    int, whole(0, 100_000_000), Field(description="What one admission is said to cost, in pence.", examples=[274700])
]
ComparedRate = Annotated[
    int,
    whole(0, 10_000),
    Field(description="Admissions per 1,000 person-years that ours are compared with.", examples=[310]),
]
Source = Annotated[
    str, line(300), Field(description="Where the number is from.", examples=["National schedule of costs 2023/24, emergency"])
]


class SmallNumbersPut(Body):
    """The rule towards one council, never looser than 7 and 5; and what admissions are reckoned with, each with its source."""

    threshold: Threshold = THRESHOLD
    base: Base = BASE
    admission_pence: AdmissionPence | None = None
    admission_source: Source | None = None
    compared_rate: ComparedRate | None = None
    compared_source: Source | None = None


class SmallNumbersRead(Shown):
    """The rule for small numbers between a provider and a council. It holds for the snapshots made from now on."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    provider_id: Annotated[UUID, Field(description="Whose people are counted.")]
    council_id: Annotated[UUID, Field(description="Who reads the counts.")]
    threshold: Threshold
    base: Base
    admission_pence: AdmissionPence | None
    admission_source: Source | None
    compared_rate: ComparedRate | None
    compared_source: Source | None


class SmallNumbersQuery(ListQuery):
    """The list of rules has no filters of its own."""
