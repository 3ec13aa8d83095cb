"""What is sent and shown of what each of a circle gives and gets."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.circles.contributions.models import ContributionWay
from api.domain.shared.fields import Body, Day, Instant, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

MemberId = Annotated[UUID, Field(description="Which member of this circle; null is the person whose circle it is.")]
Way = Annotated[ContributionWay, Field(description="What they give to the circle, or get from it.")]
Words = Annotated[str, prose(1000), Field(description="What, in words.", examples=["She tells us where the chapel key is kept"])]
SinceOn = Annotated[Day, Field(description="Since when.")]
UntilOn = Annotated[Day, Field(description="Until when, if it has ended.")]


class CircleContributionCreate(Body):
    """What a member, or the person, gives to the circle or gets from it."""

    member_id: MemberId | None = None
    way: Way
    words: Words
    since_on: SinceOn | None = None
    until_on: UntilOn | None = None


class CircleContributionNew(CircleContributionCreate):
    """As CircleContributionCreate, with an id of the client's making."""

    id: NewId | None = None


class CircleContributionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears since_on and until_on; with null as member_id it is the person's."""

    member_id: MemberId | None = None
    way: Way = unsent()
    words: Words = unsent()
    since_on: SinceOn | None = None
    until_on: UntilOn | None = None


class CircleContributionRead(Shown):
    """What somebody gives to a circle, or gets from it."""

    id: UUID
    circle_id: UUID
    person_id: Annotated[UUID, Field(description="Whose circle it is.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    member_id: MemberId | None
    way: Way
    words: Words
    since_on: SinceOn | None
    until_on: UntilOn | None


class CircleContributionsQuery(ListQuery):
    """Filters of the list of a circle's contributions."""

    way: ContributionWay | None = None
    member_id: UUID | None = None


Said = Annotated[list[Annotated[str, prose(1000)]], some(10000)]


class OneOfCircle(Shown):
    """What one of the circle gives and gets today."""

    member_id: Annotated[UUID, Field(description="The member; null is the person.")] | None
    name: Annotated[str, line(120), Field(description="The member's name; null for the person.")] | None
    gives: Said
    gets: Said
    only: Annotated[ContributionWay, Field(description="If so far they only give, or only get: something to talk about.")] | None


class CircleBalance(Shown):
    """What each of a circle gives and gets today: the person first, then the members in the order in which they were asked in."""

    circle_id: UUID
    person_id: UUID
    on: Annotated[Day, Field(description="Today, in London.")]
    everyone: Annotated[list[OneOfCircle], some(10000)]
