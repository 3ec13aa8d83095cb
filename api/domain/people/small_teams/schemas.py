"""What is sent and shown of the few who support a person."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.shared.fields import Body, Day, Flag, Instant, Shown, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

MemberId = Annotated[UUID, Field(description="A member of the person's team now.")]
PersonChose = Annotated[
    Flag, Field(description="The person chose this member: says so themself, or the team with how they said so in words.")
]
MemberChose = Annotated[Flag, Field(description="The member chose to support this person: only they can say so.")]
Words = Annotated[
    str, prose(1000), Field(description="How it was said, or what the two have in common.", examples=["We both keep pigeons"])
]
Since = Annotated[Day, Field(description="Since when; today if left out.")]
Until = Annotated[Day, Field(description="The first day on which the member no longer supports the person.")]


class SmallTeamMemberCreate(Body):
    """A member of the few who support this person."""

    member_id: MemberId
    person_chose: PersonChose = False
    member_chose: MemberChose = False
    words: Words | None = None
    since_on: Since | None = None
    until_on: Until | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "SmallTeamMemberCreate":
        if self.since_on is not None and self.until_on is not None and self.until_on < self.since_on:
            msg = "until_on is never before since_on."
            raise ValueError(msg)
        return self


class SmallTeamMemberNew(SmallTeamMemberCreate):
    """As SmallTeamMemberCreate, with an id of the client's making."""

    id: NewId | None = None


class SmallTeamMemberPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears words and until_on."""

    person_chose: PersonChose = unsent()
    member_chose: MemberChose = unsent()
    words: Words | None = None
    since_on: Since = unsent()
    until_on: Until | None = None


class SmallTeamMemberRead(Shown):
    """A member of the few who support this person."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    member_id: MemberId
    member_name: Annotated[str, line(120), Field(examples=["Amira"])]
    person_chose: PersonChose
    member_chose: MemberChose
    chose_each_other: Annotated[bool, Field(description="Both sides said so.")]
    words: Words | None
    since_on: Since
    until_on: Until | None


class SmallTeamQuery(ListQuery):
    """Filters of the list of the few who support a person."""

    current: Annotated[bool, Field(description="Only those who support the person today, or only the others.")] | None = None
    chose_each_other: bool | None = None
