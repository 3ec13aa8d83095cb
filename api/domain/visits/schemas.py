"""What is sent and shown of visits."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Day, Instant, Shown, Timestamp, Version, line, prose, some, unsent, whole
from api.domain.shared.ids import AnyId, NewId
from api.domain.visits import models as m
from api.storage.lists import ListQuery

MOST = m.MOST_MEMBERS_AT_A_VISIT
Kind = Annotated[m.VisitKind, Field(description="Where and how the time is spent.", examples=["at_home"])]
Starts = Annotated[Timestamp, Field(description="When it is planned to begin.", examples=["2026-03-30T09:00:00+01:00"])]
Ends = Annotated[Timestamp, Field(description="When it is planned to end.", examples=["2026-03-30T10:00:00+01:00"])]
Earliest = Annotated[Timestamp, Field(description="Not before.", examples=["2026-03-30T08:45:00+01:00"])]
Latest = Annotated[Timestamp, Field(description="On time until then.", examples=["2026-03-30T09:30:00+01:00"])]
MembersNeeded = Annotated[int, whole(1, MOST), Field(description="How many come: two for a double-handed visit.", examples=[1])]
MemberIds = Annotated[list[AnyId], some(MOST), Field(description="Who of the team comes.")]
Purpose = Annotated[str, prose(500), Field(description="What the time is for.", examples=["Bake for her granddaughter's party"])]
TravelMinutes = Annotated[
    int, whole(0, 600), Field(description="Travel planned beside it; never part of the visit.", examples=[10])
]
ShortWhy = Annotated[m.ShortReason, Field(description="Why it is planned under 30 minutes. Counted.", examples=["person_chose"])]
ShortWords = Annotated[str, prose(500), Field(examples=["She likes to be on her own by nine"])]
CloseWhy = Annotated[m.CloseReason, Field(description="None of these is a verdict on anybody.", examples=["person_away"])]
CloseWords = Annotated[str, prose(1000), Field(examples=["Her sister took her to the coast"])]
Closer = Annotated[m.ClosedBy, Field(description="Whose decision it was.", examples=["person"])]


class VisitCreate(Body):
    """A visit to plan: `open` while fewer members are named than it needs, else `planned`."""

    person_id: AnyId
    kind: Kind = m.VisitKind.at_home
    planned_start_at: Starts
    planned_end_at: Ends
    earliest_at: Earliest | None = None
    latest_at: Latest | None = None
    members_needed: MembersNeeded = 1
    member_ids: MemberIds = []
    purpose: Purpose
    travel_minutes: TravelMinutes = 0
    short_reason: ShortWhy | None = None
    short_words: ShortWords | None = None


class VisitNew(VisitCreate):
    """As VisitCreate, with an id of the client's making."""

    id: NewId | None = None


class VisitPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears the window and the words on its shortness."""

    kind: Kind = unsent()
    planned_start_at: Starts = unsent()
    planned_end_at: Ends = unsent()
    earliest_at: Earliest | None = None
    latest_at: Latest | None = None
    members_needed: MembersNeeded = unsent()
    member_ids: MemberIds = unsent()
    purpose: Purpose = unsent()
    travel_minutes: TravelMinutes = unsent()
    short_reason: ShortWhy | None = None
    short_words: ShortWords | None = None


class VisitCancellation(Body):
    """Why a visit does not take place."""

    closed_by: Closer
    reason: CloseWhy
    words: CloseWords | None = None


class VisitMissed(Body):
    """Why nobody came."""

    closed_by: Closer = m.ClosedBy.team
    reason: CloseWhy
    words: CloseWords | None = None


class VisitReinstatement(Body):
    """The visit takes place after all."""

    words: Annotated[CloseWords, Field(description="Why; kept in the change log.")] | None = None


class Face(Shown):
    """Somebody who comes."""

    member_id: UUID
    name: Annotated[str, line(120), Field(description="The name they go by.", examples=["Anna"])]


class VisitRead(Shown):
    """Time with a person: planned, running, over or closed."""

    id: UUID
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supports the person now.")]
    provided_by_team_id: Annotated[UUID, Field(description="The team that plans or made it.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    series_id: Annotated[UUID, Field(description="The series that it is part of.")] | None
    of_its_own: Annotated[bool, Field(description="Changed apart from its series, which no longer changes it.")]
    kind: Kind
    planned_start_at: Instant
    planned_end_at: Instant
    planned_minutes: Annotated[int, Field(ge=0, le=1440, json_schema_extra={"format": "int32"}, examples=[60])]
    earliest_at: Instant | None
    latest_at: Instant | None
    members_needed: MembersNeeded
    member_ids: MemberIds
    faces: Annotated[
        list[Face],
        some(MOST),
        Field(description="Who comes. Their profile: /teams/{team_id}/members/{member_id}/profile, of provided_by_team_id."),
    ]
    purpose: Purpose | None
    travel_minutes: TravelMinutes
    short_reason: ShortWhy | None
    short_words: ShortWords | None
    unplanned: Annotated[bool, Field(description="Recorded without having been planned.")]
    state: Annotated[m.VisitState, Field(description="How far it has come. `open`: somebody is still needed.")]
    closed_at: Instant | None
    closed_by: Closer | None
    close_reason: CloseWhy | None
    close_words: CloseWords | None
    actual_start_at: Annotated[Instant, Field(description="When the first arrived.")] | None
    actual_end_at: Annotated[Instant, Field(description="When the last left.")] | None
    delivered_minutes: Annotated[
        int, Field(ge=0, le=100000, json_schema_extra={"format": "int32"}, description="Care minutes of all members together.")
    ]
    late_at: Annotated[Instant, Field(description="When it was found late.")] | None
    seems_missed_at: Annotated[Instant, Field(description="When its time was over and nobody had arrived.")] | None
    flags: Annotated[list[m.Flag], some(20), Field(description="What somebody should look at. A record is never refused for it.")]


class LateVisitRead(VisitRead):
    """A visit that should have begun."""

    minutes_late: Annotated[
        int,
        Field(
            ge=0,
            le=2147483647,
            json_schema_extra={"format": "int32"},
            description="Since it should have begun.",
        ),
    ]
    seems_missed: Annotated[bool, Field(description="Its time is over too, and nobody has arrived.")]


States = Annotated[
    list[m.VisitState], Field(min_length=1, max_length=len(m.VisitState), description="One or several of these states.")
]
StartsFrom = Annotated[Timestamp, Field(description="Only those planned to begin then or later.")]
StartsBefore = Annotated[Timestamp, Field(description="Only those planned to begin before then.")]
On = Annotated[Day, Field(description="Only those that begin on this day in Europe/London, also of 23 or 25 hours.")]


class _Filters(ListQuery):
    """What every list of visits can be narrowed by."""

    member_id: Annotated[UUID | None, Field(description="Only those that this member comes to.")] = None
    state: States | None = None
    kind: m.VisitKind | None = None
    series_id: UUID | None = None
    starts_from: StartsFrom | None = None
    starts_before: StartsBefore | None = None
    on: On | None = None


class VisitsQuery(_Filters):
    """Filters of the list of all visits within reach. Without any that narrows it, it begins four weeks back."""

    team_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def narrows(self) -> bool:
        """Whether the list is narrow without a first day of our own."""
        return any(v is not None for v in (self.team_id, self.person_id, self.series_id, self.on, self.starts_from))


class TeamVisitsQuery(_Filters):
    """Filters of a team's visits."""

    person_id: UUID | None = None


class PersonVisitsQuery(_Filters):
    """Filters of a person's visits."""


class OpenVisitsQuery(ListQuery):
    """Filters of the visits that still need somebody."""

    over: Annotated[bool, Field(description="Also those whose time is over.")] = False
    person_id: UUID | None = None
    starts_before: StartsBefore | None = None


class LateVisitsQuery(ListQuery):
    """Filters of the visits that should have begun."""

    member_id: Annotated[UUID | None, Field(description="Only those that this member comes to.")] = None
