"""What is sent and shown of stays in hospital."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.concerns.notifications.schemas import NotifiedAt, NotifiedReference, ToBeTold
from api.domain.shared.fields import Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Planned = Annotated[Flag, Field(description="Whether it was planned, such as an operation.")]
Where = Annotated[str, line(200), Field(description="Which hospital, which ward.", examples=["Royal Infirmary, ward 9"])]
WhatFor = Annotated[str, prose(2000), Field(description="What for.", examples=["Her hip"])]
Learned = Annotated[str, prose(4000), Field(description="What we learned, for the next time.")]
LeftOn = Annotated[PastDay, Field(description="The day they left; null while they are there.")]


def _in_order(admitted_on: date, left_on: date | None) -> None:
    if left_on is not None and left_on < admitted_on:
        msg = "Nobody leaves before they came: send a `left_on` that is not before `admitted_on`."
        raise ValueError(msg)


class HospitalStayCreate(Body):
    """A stay in hospital."""

    admitted_on: PastDay
    left_on: LeftOn | None = None
    planned: Planned
    where_words: Where | None = None
    because: WhatFor | None = None
    what_we_learned: Learned | None = None
    notification: ToBeTold | None = None

    @model_validator(mode="after")
    def _days(self) -> "HospitalStayCreate":
        _in_order(self.admitted_on, self.left_on)
        return self


class HospitalStayNew(HospitalStayCreate):
    """As HospitalStayCreate, with an id of the client's making."""

    id: NewId | None = None


class HospitalStayPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what can be empty."""

    admitted_on: PastDay = unsent()
    left_on: LeftOn | None = None
    planned: Planned = unsent()
    where_words: Where | None = None
    because: WhatFor | None = None
    what_we_learned: Learned | None = None
    notification: ToBeTold | None = None


class HospitalStayRead(Shown):
    """A stay in hospital: from when until when, planned or not, what for, what we learned."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    admitted_on: Day
    left_on: Annotated[Day, Field(description="The day they left; null while they are there.")] | None
    planned: Planned
    where_words: Where | None
    because: WhatFor | None
    what_we_learned: Learned | None
    notification: ToBeTold | None
    notified_at: NotifiedAt | None
    notified_reference: NotifiedReference | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person then.")]


class HospitalDischarge(Body):
    """They left hospital."""

    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    what_we_learned: Learned | None = None


class HospitalStaysQuery(ListQuery):
    """Filters of the list of a person's stays in hospital."""

    planned: Annotated[bool, Field(description="Only planned stays, or only those that were not.")] | None = None
    open: Annotated[bool, Field(description="Only those in hospital now, or only stays that ended.")] | None = None
    from_on: Annotated[Day, Field(description="Admitted on this day or later.")] | None = None
    until_on: Annotated[Day, Field(description="Admitted before this day.")] | None = None


class AllHospitalStaysQuery(HospitalStaysQuery):
    """Filters of the list of all stays in hospital that you reach."""

    team_id: Annotated[UUID, Field(description="Of the people whom this team supports now.")] | None = None
    person_id: Annotated[UUID, Field(description="Of this person.")] | None = None
