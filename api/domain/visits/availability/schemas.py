"""What is sent and shown of working patterns, absences and free times."""

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from api.domain.shared.fields import Body, Day, Instant, Shown, Timestamp, Version, prose, some, unsent, whole
from api.domain.shared.ids import NewId
from api.domain.visits.availability.models import AbsenceKind
from api.storage.lists import ListQuery


class Weekday(StrEnum):
    """A day of the week."""

    monday = "monday"
    tuesday = "tuesday"
    wednesday = "wednesday"
    thursday = "thursday"
    friday = "friday"
    saturday = "saturday"
    sunday = "sunday"


WallTime = Annotated[str, StringConstraints(min_length=5, max_length=5, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Week = Annotated[int, whole(1, 8)]


class WorkingTime(Body):
    """From when until when on a weekday, in London's wall time."""

    week: Annotated[Week, Field(description="Of the cycle: 1 is the week, from Monday, in which from_on lies.")] = 1
    weekday: Annotated[Weekday, Field(description="The day on which it starts.")]
    starts: Annotated[WallTime, Field(examples=["07:00"])]
    ends: Annotated[WallTime, Field(examples=["14:00"], description="Not after `starts` means the next day: 22:00 to 07:00.")]


Times = Annotated[list[WorkingTime], some(168, least=1)]
FromOn = Annotated[Day, Field(description="The first day on which it holds.")]
UntilOn = Annotated[Day, Field(description="The first day on which it holds no more.")]
CycleWeeks = Annotated[Week, Field(description="After how many weeks it begins anew.")]


class WorkingPatternCreate(Body):
    """When a member works, from a day on."""

    from_on: FromOn
    until_on: UntilOn | None = None
    cycle_weeks: CycleWeeks = 1
    times: Times

    @model_validator(mode="after")
    def _weeks_of_the_cycle(self) -> Self:
        if any(each.week > self.cycle_weeks for each in self.times):
            msg = "A time names a week that the cycle does not have: send 1 to cycle_weeks."
            raise ValueError(msg)
        return self


class WorkingPatternNew(WorkingPatternCreate):
    """As WorkingPatternCreate, with an id of the client's making."""

    id: NewId | None = None


class WorkingPatternPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears until_on. `times` are replaced as a whole."""

    from_on: FromOn = unsent()
    until_on: UntilOn | None = None
    cycle_weeks: CycleWeeks = unsent()
    times: Times = unsent()


class WorkingPatternRead(Shown):
    """When a member works, from a day on. On each day one pattern holds; a day without one is free at any time."""

    id: UUID
    team_id: UUID
    member_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    from_on: FromOn
    until_on: UntilOn | None
    cycle_weeks: CycleWeeks
    times: Times


class WorkingPatternsQuery(ListQuery):
    """Filters of the list of a member's working patterns."""

    on: Annotated[Day, Field(description="Only the one that holds on this day.")] | None = None


class AbsenceCreate(Body):
    """Time in which a member is away. Why is theirs to write, under /reason."""

    kind: AbsenceKind
    starts_at: Timestamp
    ends_at: Timestamp


class AbsenceNew(AbsenceCreate):
    """As AbsenceCreate, with an id of the client's making."""

    id: NewId | None = None


class AbsencePatch(Body):
    """JSON Merge Patch: left out is unchanged."""

    kind: AbsenceKind = unsent()
    starts_at: Timestamp = unsent()
    ends_at: Timestamp = unsent()


class AbsenceRead(Shown):
    """Time in which a member is away."""

    id: UUID
    team_id: UUID
    member_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: AbsenceKind
    starts_at: Instant
    ends_at: Instant


class AbsenceListed(AbsenceRead):
    """An absence in a list, with what somebody else has to take."""

    visits_to_cover: Annotated[
        int,
        Field(
            ge=0, le=2147483647, json_schema_extra={"format": "int32"},
            description="How many visits ahead are still the member's in that time. An absence hands none of them back:"
            " whoever plans does (POST /visits/{visit_id}/hand-back), or somebody swaps.",
        ),
    ]  # fmt: skip


class AbsencesQuery(ListQuery):
    """Filters of a list of absences."""

    kind: AbsenceKind | None = None
    ends_after: Annotated[Timestamp, Field(description="Only those that last beyond this instant.")] | None = None
    starts_before: Annotated[Timestamp, Field(description="Only those that start before this instant.")] | None = None


class TeamAbsencesQuery(AbsencesQuery):
    """Filters of the list of a team's absences."""

    member_id: UUID | None = None


Reason = Annotated[str, prose(2000)]


class AbsenceReasonPut(Body):
    """Why you are away, for yourself."""

    words: Reason


class AbsenceReasonRead(Shown):
    """Why, in the member's words: theirs alone."""

    id: UUID
    absence_id: UUID
    member_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    words: Reason


class FreeTimesQuery(BaseModel):
    """The span of the free times: 35 days at most, a week from now if nothing is said."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    starts_from: Annotated[Timestamp | None, Field(description="From this instant on; now if left out.")] = None
    starts_before: Annotated[
        Timestamp | None, Field(description="Up to this instant, at most 35 days later; a week later if left out.")
    ] = None


class FreeTime(Shown):
    """From when until when."""

    starts_at: Instant
    ends_at: Instant


class FreeTimesRead(Shown):
    """When a member is free: their working times, less absences, less planned visits."""

    member_id: UUID
    items: Annotated[list[FreeTime], some(5000)]
