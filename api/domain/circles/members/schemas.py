"""What is sent and shown of the members of circles and of their gifts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.circles.models import CircleMemberKind, CircleMemberState
from api.domain.people.gifts.schemas import Direction, Part, Share, Tag, Tags, Words
from api.domain.shared.fields import Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, unsent
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Name = Annotated[str, line(120), Field(examples=["Dot Frayling"])]
Kind = Annotated[CircleMemberKind, Field(description="What they are to the person.", examples=["neighbour"])]
State = Annotated[
    CircleMemberState, Field(description="invited → joined → left, or invited → declined. Only who has joined reads anything.")
]
Phone = Annotated[str, line(40), Field(examples=["01942 555 010"])]
Email = Annotated[str, line(254), Field(examples=["dot@example.org"])]
Because = Annotated[str, prose(1000), Field(description="Why, in words.", examples=["She has moved to Leeds"])]
Facilitates = Annotated[Flag, Field(description="The circle's facilitator: a volunteer, one at a time.")]
AccountId = Annotated[UUID, Field(description="The family account that signs in as this member.")]


class _MemberSaid(Body):
    name: Name
    kind: Kind
    phone: Phone | None = None
    email: Email | None = None
    invited_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class CircleMemberCreate(_MemberSaid):
    """Somebody who is invited, under an id of your own: to which circle stands in the body."""

    circle_id: UUID


class CircleMemberNew(_MemberSaid):
    """Somebody who is invited to the circle in the path, with an id of the client's making."""

    id: NewId | None = None


class CircleMemberPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears phone and email. Joining and leaving are verbs of their own."""

    name: Name = unsent()
    kind: Kind = unsent()
    phone: Phone | None = None
    email: Email | None = None


class CircleMemberJoining(Body):
    """They have joined."""

    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class CircleMemberDeclining(Body):
    """They would rather not."""

    because: Annotated[Because, Field(description="Why; kept in the change log.")] | None = None


class CircleMemberLeaving(Body):
    """They leave the circle, today."""

    because: Annotated[Because, Field(description="Why. Needed unless somebody leaves themself.")] | None = None


class CircleMemberAccount(Body):
    """Who signs in as this member."""

    account_id: Annotated[AccountId, Field(description="An account that holds the role family; null: nobody any more.")] | None


class CircleMemberRead(Shown):
    """Somebody of a circle, with an account or without."""

    id: UUID
    circle_id: UUID
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supports the person now.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Name
    kind: Kind
    state: State
    facilitator: Facilitates
    account_id: AccountId | None
    phone: Phone | None
    email: Email | None
    invited_on: Day | None
    joined_on: Day | None
    left_on: Day | None
    left_because: Because | None


class CircleMembersQuery(ListQuery):
    """Filters of a circle's members."""

    state: CircleMemberState | None = None
    kind: CircleMemberKind | None = None
    facilitator: bool | None = None


class AllCircleMembersQuery(CircleMembersQuery):
    """Filters of the members of all circles within reach."""

    circle_id: UUID | None = None
    person_id: UUID | None = None
    team_id: UUID | None = None


class CircleMemberGiftCreate(Body):
    """A gift of head, heart or hands that a member of the circle has or seeks."""

    part: Part
    direction: Direction = GiftDirection.has
    words: Words
    tags: Tags = []
    would_share: Share = WouldShare.not_now


class CircleMemberGiftNew(CircleMemberGiftCreate):
    """As CircleMemberGiftCreate, with an id of the client's making."""

    id: NewId | None = None


class CircleMemberGiftPatch(Body):
    """JSON Merge Patch: left out is unchanged."""

    part: Part = unsent()
    direction: Direction = unsent()
    words: Words = unsent()
    tags: Tags = unsent()
    would_share: Share = unsent()


class CircleMemberGiftRead(Shown):
    """A gift of head, heart or hands that a member of a circle has or seeks."""

    id: UUID
    circle_id: UUID
    member_id: UUID
    person_id: Annotated[UUID, Field(description="Whose circle it is.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    part: Part
    direction: Direction
    words: Words
    tags: Tags
    would_share: Share


class CircleMemberGiftsQuery(ListQuery):
    """Filters of the list of a member's gifts."""

    part: GiftPart | None = None
    direction: GiftDirection | None = None
    would_share: WouldShare | None = None
    tag: Tag | None = None
