"""What is sent and shown of team members, their profiles and gifts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, some, unsent, whole
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare
from api.domain.shared.ids import NewId
from api.domain.teams import models as m
from api.storage.lists import ListQuery

MemberName = Annotated[str, line(120), Field(examples=["Amina Patel"])]
PreferredName = Annotated[str, line(120), Field(examples=["Amina"], description="What team mates and people call them.")]
WorkedBefore = Annotated[Flag | None, Field(description="Had worked in care before joining. Figures about the team use it.")]
ContractedMinutes = Annotated[
    int, whole(1, 2880), Field(examples=[1800], description="A week. Members are salaried: never zero hours, at most 48 hours.")
]
AccountLink = Annotated[UUID, Field(description="The account they sign in with; a manager links it.")]
OwnWords = Annotated[list[Annotated[str, line(500)]], some(30)]
PhotoUrl = Annotated[
    str,
    Field(min_length=9, max_length=500, pattern=r"^https://[^\s\x00-\x1f]+$", examples=["https://photos.example.org/amina.jpg"]),
]
Tag = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$", examples=["baking"])]


class MemberCreate(Body):
    """Somebody who joins a team."""

    name: MemberName
    preferred_name: PreferredName | None = None
    account_id: AccountLink | None = None
    worked_in_care_before: WorkedBefore = None
    came_from: m.CameFrom = m.CameFrom.not_said
    contracted_minutes: ContractedMinutes
    joined_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class MemberNew(MemberCreate):
    """As MemberCreate, with an id of the client's making."""

    id: NewId | None = None


class MemberPatch(Body):
    """JSON Merge Patch. The team changes all but the account; a manager changes the account and nothing else."""

    name: MemberName = unsent()
    preferred_name: PreferredName | None = None
    account_id: AccountLink | None = None
    worked_in_care_before: WorkedBefore = None
    came_from: m.CameFrom = unsent()
    contracted_minutes: ContractedMinutes = unsent()
    joined_on: PastDay = unsent()


class MemberLeaving(Body):
    """A member leaves the team."""

    left_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    reason: m.LeavingReason
    words: Annotated[str, prose(2000), Field(examples=["Moving to be near her mother. We will miss her."])] | None = None


class MemberRead(Shown):
    """A team member. A person supported by the team sees names and days only."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: MemberName
    preferred_name: PreferredName | None
    account_id: AccountLink | None
    worked_in_care_before: WorkedBefore
    came_from: m.CameFrom
    contracted_minutes: ContractedMinutes
    joined_on: Day
    left_on: Day | None
    leaving_reason: m.LeavingReason | None
    leaving_words: Annotated[str, prose(2000)] | None


class MembersQuery(ListQuery):
    """Filters of the list of members."""

    active: Annotated[bool, Field(description="Only who is there now (true), or who has left (false).")] | None = None


class MemberProfileNew(Body):
    """A new version of a member's one-page profile, in their own words."""

    id: NewId | None = None
    appreciate: Annotated[
        OwnWords, Field(description="What people appreciate about me.", examples=[["She laughs at herself"]])
    ] = []
    matters: Annotated[OwnWords, Field(description="What matters to me.", examples=[["Being home for bath time"]])] = []
    support: Annotated[
        OwnWords, Field(description="How to support me well.", examples=[["Tell me early when plans change"]])
    ] = []
    photo_url: PhotoUrl | None = None


class MemberProfileRead(Shown):
    """One version of a member's one-page profile."""

    id: UUID
    team_id: UUID
    member_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    number: Annotated[int, whole(1, 2147483647), Field(description="Counts the versions from 1.")]
    appreciate: OwnWords
    matters: OwnWords
    support: OwnWords
    photo_url: PhotoUrl | None


class MemberProfilesQuery(ListQuery):
    """The list of versions has no filters of its own."""


class MemberGiftCreate(Body):
    """A gift of head, heart or hands that a member has or seeks."""

    part: GiftPart
    direction: GiftDirection = GiftDirection.has
    words: Annotated[str, prose(500), Field(examples=["Bakes bread, and would love to bake it with somebody"])]
    tags: Annotated[list[Tag], some(20)] = []
    would_share: WouldShare = WouldShare.not_now


class MemberGiftNew(MemberGiftCreate):
    """As MemberGiftCreate, with an id of the client's making."""

    id: NewId | None = None


class MemberGiftPatch(Body):
    """JSON Merge Patch: left out is unchanged."""

    part: GiftPart = unsent()
    direction: GiftDirection = unsent()
    words: Annotated[str, prose(500)] = unsent()
    tags: Annotated[list[Tag], some(20)] = unsent()
    would_share: WouldShare = unsent()


class MemberGiftRead(Shown):
    """A member's gift."""

    id: UUID
    team_id: UUID
    member_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    part: GiftPart
    direction: GiftDirection
    words: Annotated[str, prose(500)]
    tags: Annotated[list[Tag], some(20)]
    would_share: WouldShare


class MemberGiftsQuery(ListQuery):
    """Filters of the list of a member's gifts."""

    part: GiftPart | None = None
    direction: GiftDirection | None = None
    would_share: WouldShare | None = None
