"""What is shown of who could take a visit."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.measures.schemas import Measures
from api.domain.shared.fields import Shown, line, some
from api.domain.visits.rostering.ranking import MOST_TAGS, CandidateReason

Number = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"})]
Tag = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["baking"])]


class CandidateReasonRead(Shown):
    """A reason, with the number or the words that belong to it. `not_free` is by working times and absences.

    `with_somebody_else` never says whom; `too_far_between`: the way from or to another visit takes longer than there is;
    `rest`: less than 11 hours between two days of work, or a day of more than 13.
    """

    code: CandidateReason
    visits: Annotated[Number, Field(description="met_lately: visits in the last 28 days.")] | None = None
    minutes: (
        Annotated[
            Number, Field(description="hours_left: of the contract, this week. travel_before, travel_after: to the nearest five.")
        ]
        | None
    ) = None
    tags: Annotated[list[Tag], some(MOST_TAGS), Field(description="shared_gifts: what both would share.")] | None = None


class CandidateRead(Shown):
    """A member who could take the visit, or what stands in the way."""

    place: Annotated[int, Field(ge=1, le=100, json_schema_extra={"format": "int32"}, description="1 is the best.")]
    member_id: UUID
    name: Annotated[str, line(120)]
    could_take: Annotated[
        bool, Field(description="Nothing stands in the way. A suggestion: who claims the visit decides that themself.")
    ]
    reasons: Annotated[list[CandidateReasonRead], some(20)]


class TravelAssumptions(Shown):
    """How travel is worked out where no road is known: the straight line, times a detour, at a speed from door to door."""

    km_per_hour: Annotated[int, Field(ge=1, le=200, json_schema_extra={"format": "int32"})]
    detour: Annotated[float, Field(ge=1, le=10)]


class Candidates(Shown):
    """Who could take a visit, best first. Nobody for a visit that is over, running, closed."""

    measures: Measures
    visit_id: UUID
    open_places: Number
    items: Annotated[list[CandidateRead], some(100)]
    travel_assumes: TravelAssumptions
