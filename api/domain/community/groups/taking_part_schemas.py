"""What is sent and shown of a person who takes part in groups: memberships, sessions they were at, groups born from them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.community.groups.happening_schemas import GroupGiftCreate
from api.domain.community.groups.schemas import CommunityGroupNew, Name
from api.domain.people.gifts.schemas import GiftCreate
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Words = Annotated[
    str, prose(1000), Field(description="What it means to the person, in their words.", examples=["Thursdays are mine now"])
]
OriginWords = Annotated[
    str,
    prose(2000),
    Field(description="The person's remark, in their words.", examples=["I said my mother taught me to knit"]),
]
LeftBecause = Annotated[str, prose(1000), Field(description="Why they left.", examples=["The stairs are too much"])]


class GroupMembershipCreate(Body):
    """A person takes part in a group."""

    group_id: UUID
    joined_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    words: Words | None = None


class GroupMembershipNew(GroupMembershipCreate):
    """As GroupMembershipCreate, with an id of the client's making."""

    id: NewId | None = None


class GroupMembershipPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears the words."""

    joined_on: PastDay = unsent()
    words: Words | None = None


class GroupMembershipRead(Shown):
    """A person takes part in a group, or did."""

    id: UUID
    person_id: UUID
    group_id: UUID
    group_name: Name
    version: Version
    created_at: Instant
    updated_at: Instant
    joined_on: Day
    words: Words | None
    left_on: Day | None
    left_because: LeftBecause | None


class GroupLeaving(Body):
    """The person takes part no more."""

    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    because: LeftBecause


class GroupMembershipsQuery(ListQuery):
    """Filters of lists of memberships."""

    now: Annotated[bool, Field(description="Only those who take part now, or only those who left.")] | None = None


class GroupAttendanceCreate(Body):
    """A person was at a session."""

    session_id: UUID
    words: Words | None = None


class GroupAttendanceNew(GroupAttendanceCreate):
    """As GroupAttendanceCreate, with an id of the client's making."""

    id: NewId | None = None


class GroupAttendancePatch(Body):
    """JSON Merge Patch: null clears the words."""

    words: Words | None = None


class GroupAttendanceRead(Shown):
    """A person was at a session; which group and what day follow from it."""

    id: UUID
    person_id: UUID
    session_id: UUID
    group_id: UUID
    group_name: Name
    version: Version
    created_at: Instant
    updated_at: Instant
    held_on: Day
    words: Words | None


class GroupAttendancesQuery(ListQuery):
    """Filters of lists of attendances."""

    held_from: Annotated[Day, Field(description="Only those of this day or later.")] | None = None
    held_until: Annotated[Day, Field(description="Only those of this day or earlier.")] | None = None


class GroupOriginPatch(Body):
    """JSON Merge Patch."""

    words: OriginWords = unsent()


class GroupOriginRead(Shown):
    """What a group was born from."""

    id: UUID
    person_id: UUID
    group_id: UUID
    group_name: Name
    version: Version
    created_at: Instant
    updated_at: Instant
    words: OriginWords
    told: Annotated[
        bool,
        Field(description="Whether the group shows it: while a consent with purpose story, for the organisation or all, stands."),
    ]


class GroupOriginsQuery(ListQuery):
    """Parameters of the list of what was born from a person."""


class FirstMembership(Body):
    """The person takes part from the beginning."""

    joined_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    words: Words | None = None


class CommunityGroupBirth(Body):
    """A group born from a person: all of it is made, or nothing."""

    group: CommunityGroupNew
    words: OriginWords
    membership: FirstMembership | None = None
    gift: Annotated[GiftCreate, Field(description="The person's gift that it came of, if it is not written down yet.")] | None = (
        None
    )
    seeks: Annotated[list[GroupGiftCreate], some(10), Field(description="What the group seeks, or has.")] = []
