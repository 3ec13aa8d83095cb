"""What is sent and shown of the hours bank. Minutes are member minutes: a visit of two members uses twice its length."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.measures.schemas import Measures
from api.domain.shared.fields import INT32, Body, Day, Instant, Shown, Version, prose, whole
from api.domain.shared.ids import NewId
from api.domain.visits.hours.models import HoursKind
from api.storage.lists import ListQuery

WeeklyMinutes = Annotated[int, whole(1, 40320), Field(description="Minutes agreed for each week.", examples=[840])]
Words = Annotated[str, prose(1000)]
From = Annotated[Day, Field(description="The day from which it holds; its whole week counts.")]
Until = Annotated[Day, Field(description="The first day on which it no longer holds.")]
Signed = Annotated[int, Field(ge=-10_000_000, le=10_000_000, json_schema_extra=INT32)]
Sum = Annotated[int, Field(ge=0, le=10_000_000, json_schema_extra=INT32)]


class HoursAgreementCreate(Body):
    """How many minutes a week the person and the team agreed."""

    weekly_minutes: WeeklyMinutes
    from_on: From
    until_on: Until | None = None
    words: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "HoursAgreementCreate":
        if self.until_on is not None and self.until_on <= self.from_on:
            msg = "until_on is after from_on."
            raise ValueError(msg)
        return self


class HoursAgreementNew(HoursAgreementCreate):
    """As HoursAgreementCreate, with an id of the client's making."""

    id: NewId | None = None


class HoursAgreementPatch(Body):
    """JSON Merge Patch: until when it holds, and words. Other minutes are another agreement from a day on."""

    until_on: Until | None = None
    words: Words | None = None


class HoursAgreementRead(Shown):
    """How many minutes a week a person and their team agreed."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    weekly_minutes: WeeklyMinutes
    from_on: From
    until_on: Until | None
    words: Words | None


class HoursMove(Body):
    """Minutes moved from one day to another. With visits, these get shorter and longer with it."""

    minutes: Annotated[int, whole(1, 1440), Field(examples=[30])]
    from_on: Annotated[Day, Field(description="The day that gives the minutes; with from_visit_id, its day.")] | None = None
    to_on: Annotated[Day, Field(description="The day that gets them; with to_visit_id, its day.")] | None = None
    from_visit_id: Annotated[UUID, Field(description="A visit still to come that becomes shorter.")] | None = None
    to_visit_id: Annotated[UUID, Field(description="A visit still to come that becomes longer.")] | None = None
    words: Annotated[Words, Field(examples=["Less on Tuesday, so that Saturday is long enough for the market."])] | None = None

    @model_validator(mode="after")
    def _says_both_ends(self) -> "HoursMove":
        if self.from_on is None and self.from_visit_id is None:
            msg = "Say from_on or from_visit_id."
            raise ValueError(msg)
        if self.to_on is None and self.to_visit_id is None:
            msg = "Say to_on or to_visit_id."
            raise ValueError(msg)
        if self.from_visit_id is not None and self.from_visit_id == self.to_visit_id:
            msg = "The two visits are different ones."
            raise ValueError(msg)
        return self


class HoursAdjustment(Body):
    """Minutes put right by the team, with the reason."""

    minutes: Annotated[int, Field(ge=-40320, le=40320, strict=True, json_schema_extra=INT32, examples=[-15])]
    on_day: Day
    words: Words

    @model_validator(mode="after")
    def _is_something(self) -> "HoursAdjustment":
        if self.minutes == 0:
            msg = "Nothing is put right by no minutes."
            raise ValueError(msg)
        return self


class HoursEntryRead(Shown):
    """An entry of the hours bank. Minutes that came in are positive, minutes that went out negative."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: HoursKind
    on_day: Day
    minutes: Signed
    visit_id: Annotated[UUID, Field(description="The visit that used them, or became shorter or longer.")] | None
    move_id: Annotated[UUID, Field(description="The two entries of one move have it in common.")] | None
    words: Words | None
    provided_by_team_id: UUID


class HoursEntriesQuery(ListQuery):
    """Filters of the list of entries."""

    kind: HoursKind | None = None
    visit_id: UUID | None = None
    move_id: UUID | None = None
    from_on: Annotated[Day, Field(description="Only entries of this day and later.")] | None = None
    until_on: Annotated[Day, Field(description="Only entries before this day.")] | None = None


class HoursQuery(Body):
    """How many weeks the bank shows."""

    weeks: Annotated[int, Field(ge=1, le=53, json_schema_extra=INT32)] = 12


class HoursWeek(Shown):
    """One week of the bank, and the balance after it."""

    week_on: Day
    agreed_minutes: Sum
    used_minutes: Signed
    moved_in_minutes: Sum
    moved_out_minutes: Sum
    adjusted_minutes: Signed
    balance_minutes: Signed


class HoursBank(Shown):
    """What was agreed, what was used, what is banked: balance = agreed - used + adjusted; moves only change the day."""

    measures: Measures
    person_id: UUID
    agreed_minutes: Sum
    used_minutes: Signed
    moved_minutes: Annotated[Sum, Field(description="Minutes that came to another day; as many left one.")]
    adjusted_minutes: Signed
    balance_minutes: Signed
    balance_until_this_week_minutes: Annotated[Signed, Field(description="What was banked before this week began.")]
    this_week: Annotated[Day, Field(description="Its Monday.")]
    weeks: Annotated[list[HoursWeek], Field(max_length=60)]
