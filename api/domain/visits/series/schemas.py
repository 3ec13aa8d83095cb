"""What is sent and shown of series.

Their times are London wall time without an offset, and nowhere else in this API is a time without one. An instant cannot say what
a series means: nine o'clock in winter and in summer are two offsets, and one that was sent would be wrong for half of the visits.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import BeforeValidator, Field, WithJsonSchema

from api.domain.shared.fields import Body, Day, Instant, Shown, Version, line, some, unsent, whole
from api.domain.shared.ids import AnyId, NewId
from api.domain.visits import models as v
from api.domain.visits import schemas as s
from api.domain.visits.series.models import MOST_WEEKS_AHEAD, WEEKS_AHEAD
from api.storage.lists import ListQuery

MOST_EXCEPTIONS: Final = 400
WALL: Final = r"^(19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d$"


def _wall(value: Any) -> Any:  # noqa: ANN401 - a validator before types
    if isinstance(value, datetime) or (isinstance(value, str) and re.fullmatch(WALL, value, re.ASCII)):
        return value
    message = "Send London wall time without an offset, such as 2026-03-30T09:00:00."
    raise ValueError(message)


WallTime = Annotated[
    datetime,
    BeforeValidator(_wall),
    WithJsonSchema(
        {
            "type": "string", "minLength": 19, "maxLength": 19, "pattern": WALL, "examples": ["2026-03-30T09:00:00"],
            "description": "London wall time, without an offset: nine o'clock stays nine o'clock when the clocks change.",
        }
    ),
]  # fmt: skip
RuleText = Annotated[
    str,
    line(300),
    Field(
        description="RFC 5545 RRULE of DAILY, WEEKLY, MONTHLY or YEARLY; at most one visit a day.",
        examples=["FREQ=WEEKLY;BYDAY=MO,TH"],
    ),
]
Length = Annotated[int, whole(1, 1440), Field(description="Real minutes, also in a night when the clocks change.", examples=[60])]
Earlier = Annotated[int, whole(0, 720), Field(description="The window opens so many minutes before the start.", examples=[0])]
Later = Annotated[int, whole(0, 720), Field(description="On time until so many minutes after the start.", examples=[30])]
UsualMembers = Annotated[
    list[AnyId],
    some(v.MOST_MEMBERS_AT_A_VISIT),
    Field(description="Who usually comes. Where they are not free, a visit is open."),
]


class _Common(Body):
    """What the visits of a series have in common, but when they are."""

    length_minutes: Length
    earlier_minutes: Earlier = 0
    later_minutes: Later = 0
    kind: s.Kind = v.VisitKind.at_home
    purpose: s.Purpose
    members_needed: s.MembersNeeded = 1
    member_ids: UsualMembers = []
    travel_minutes: s.TravelMinutes = 0
    short_reason: s.ShortWhy | None = None
    short_words: s.ShortWords | None = None


class VisitSeriesCreate(_Common):
    """Visits that come again."""

    rule: RuleText
    first_local: WallTime


class VisitSeriesNew(VisitSeriesCreate):
    """As VisitSeriesCreate, with an id of the client's making."""

    id: NewId | None = None


class VisitSeriesPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears the words on shortness."""

    length_minutes: Length = unsent()
    earlier_minutes: Earlier = unsent()
    later_minutes: Later = unsent()
    kind: s.Kind = unsent()
    purpose: s.Purpose = unsent()
    members_needed: s.MembersNeeded = unsent()
    member_ids: UsualMembers = unsent()
    travel_minutes: s.TravelMinutes = unsent()
    short_reason: s.ShortWhy | None = None
    short_words: s.ShortWords | None = None


class VisitSeriesChange(VisitSeriesPatch):
    """What is different from one visit on; left out stays as it was."""

    id: NewId | None = None
    from_local: Annotated[WallTime, Field(description="From the first visit at this wall time or later.")]
    rule: RuleText = unsent()
    first_local: Annotated[
        WallTime, Field(description="The first start from there on, where the day or the time of day changes.")
    ] = unsent()
    closed_by: s.Closer = v.ClosedBy.team
    reason: Annotated[s.CloseWhy, Field(description="Why visits on days that fall away do not take place.")] = v.CloseReason.other
    words: s.CloseWords | None = None


class VisitSeriesException(Body):
    """One visit of a series that does not take place: `on_local` or `visit_id`."""

    on_local: Annotated[WallTime, Field(description="The wall time that the rule gives.")] | None = None
    visit_id: AnyId | None = None
    closed_by: s.Closer = v.ClosedBy.team
    reason: s.CloseWhy
    words: s.CloseWords | None = None


class VisitSeriesEnd(Body):
    """The last day."""

    on: Annotated[Day, Field(description="The last day on which it may still take place; yesterday, if not even today.")]
    closed_by: s.Closer = v.ClosedBy.team
    reason: s.CloseWhy
    words: s.CloseWords | None = None


class VisitSeriesPlanning(Body):
    """How far to plan now."""

    until_on: Annotated[Day, Field(description=f"At most {MOST_WEEKS_AHEAD} weeks ahead. {WEEKS_AHEAD} are planned anyway.")]


class VisitSeriesRead(Shown):
    """Visits that come again. The visits themselves: /visits?series_id=."""

    id: UUID
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supports the person now.")]
    provided_by_team_id: Annotated[UUID, Field(description="The team that plans it.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    rule: RuleText
    first_local: WallTime
    exceptions: Annotated[list[WallTime], some(MOST_EXCEPTIONS), Field(description="Starts that are left out.")]
    length_minutes: Length
    earlier_minutes: Earlier
    later_minutes: Later
    kind: s.Kind
    purpose: s.Purpose
    members_needed: s.MembersNeeded
    member_ids: UsualMembers
    travel_minutes: s.TravelMinutes
    short_reason: s.ShortWhy | None
    short_words: s.ShortWords | None
    planned_until_on: Annotated[date, Field(description="Its visits are planned up to this day; the next ones by and by.")] | None
    ended_on: Annotated[date, Field(description="There are no visits after this day.")] | None
    follows_id: Annotated[UUID, Field(description="The series that it goes on from, changed.")] | None


class PersonVisitSeriesQuery(ListQuery):
    """Filters of a person's series."""

    member_id: Annotated[UUID | None, Field(description="Only those to which this member usually comes.")] = None
    ended: Annotated[bool | None, Field(description="Only those that have an end, or only those that go on.")] = None


class VisitSeriesQuery(PersonVisitSeriesQuery):
    """Filters of the list of all series within reach."""

    team_id: UUID | None = None
    person_id: UUID | None = None
