"""What is sent and shown of proposals for a week."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Day, Instant, Shown, Version, some, whole
from api.domain.shared.ids import NewId
from api.domain.visits.rostering.models import LineState, ProposalState
from api.domain.visits.rostering.problem import Because, Found, Hindrance, Rank
from api.storage.lists import ListQuery

MOST_WEEKS_AHEAD = 26
Number = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"})]
WeekOn = Annotated[Day, Field(description="The Monday of the week.", examples=["2026-03-30"])]
Within = Annotated[
    int, whole(1, 60), Field(description="How long to look for an answer, in seconds; the best found by then is kept.")
]


class RosterProposalCreate(Body):
    """Ask who could take a week's open visits."""

    week_on: Annotated[WeekOn, Field(description=f"A Monday: this week's, or one of the next {MOST_WEEKS_AHEAD}.")]
    within_seconds: Within = 20


class RosterProposalNew(RosterProposalCreate):
    """As RosterProposalCreate, with an id of the client's making."""

    id: NewId | None = None


class RosterProposalRead(Shown):
    """A suggestion for a week. It changes nothing: its lines are accepted one by one."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    week_on: WeekOn
    within_seconds: Within
    state: Annotated[ProposalState, Field(description="Read again until it is `ready` or `failed`.")]
    found: (
        Annotated[Found, Field(description="Proven the best, or the best found in the time, or there was nothing to place.")]
        | None
    )
    gap_rank: (
        Annotated[
            Rank, Field(description="In which rank no proof was found: places first, then continuity, then load and travel.")
        ]
        | None
    )
    gap: (
        Annotated[float, Field(ge=0, le=1e9, description="By which share of that rank another answer could be better, at most.")]
        | None
    )
    open_places: Annotated[Number, Field(description="Places that were open; each has a line.")] | None
    placed: Annotated[Number, Field(description="Of them, those with somebody suggested.")] | None
    ready_at: Instant | None


class RosterProposalsQuery(ListQuery):
    """Filters of the list of proposals."""

    state: ProposalState | None = None
    week_on: WeekOn | None = None


class LineReason(Shown):
    """Why this member; or, where nobody was found, what stood in the way and of how many members."""

    code: Because | Hindrance
    visits: Annotated[Number, Field(description="met_lately: visits in the last 28 days.")] | None = None
    minutes: (
        Annotated[
            Number,
            Field(description="hours_left: of the contract, once all that is proposed is taken. travel: from what comes before."),
        ]
        | None
    ) = None
    members: Annotated[Number, Field(description="Of how many members it stands in the way.")] | None = None


class ProposalLineRead(Shown):
    """One open place, and who is suggested for it; or nobody, and why."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    proposal_id: UUID
    visit_id: UUID
    planned_start_at: Annotated[Instant, Field(description="When the visit was to begin when it was proposed.")]
    member_id: UUID | None
    reasons: Annotated[list[LineReason], some(20)]
    state: LineState
    answered_at: Instant | None


class ProposalLinesQuery(ListQuery):
    """Filters of the list of a proposal's lines."""

    state: LineState | None = None


class ProposalLineAnswer(Body):
    """The team's answer to a line: nothing to say beside it."""
