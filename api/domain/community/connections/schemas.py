"""What is sent and shown of connections, of days on which people saw each other, and of the wish to be known for reach."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.community.connections.models import ConnectionKind
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Name = Annotated[str, line(120), Field(description="Who, as the person calls them.", examples=["Dot from next door"])]
Kind = Annotated[ConnectionKind, Field(examples=["neighbour"])]
ThroughMember = Annotated[UUID, Field(description="The circle member of the person's circle who this is.")]
ThroughGroup = Annotated[UUID, Field(description="The community group where they see each other.")]
ThroughIntroduction = Annotated[UUID, Field(description="The person's introduction that this came of.")]
SinceOn = Annotated[PastDay, Field(description="Since when, as far as it is known.")]
Words = Annotated[str, prose(1000), Field(examples=["We do the crossword on the wall"])]
SeenOn = Annotated[PastDay, Field(description="A day on which they saw each other. It counts once.")]
SeenWords = Annotated[str, prose(1000), Field(examples=["She brought the paper"])]


class ConnectionCreate(Body):
    """Somebody whom the person sees, and who is not paid to come."""

    name: Name
    kind: Kind
    circle_member_id: ThroughMember | None = None
    group_id: ThroughGroup | None = None
    introduction_id: ThroughIntroduction | None = None
    since_on: SinceOn | None = None
    words: Words | None = None


class ConnectionNew(ConnectionCreate):
    """As ConnectionCreate, with an id of the client's making."""

    id: NewId | None = None


class ConnectionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears. It ends by a verb of its own."""

    name: Name = unsent()
    kind: Kind = unsent()
    circle_member_id: ThroughMember | None = None
    group_id: ThroughGroup | None = None
    introduction_id: ThroughIntroduction | None = None
    since_on: SinceOn | None = None
    words: Words | None = None


class ConnectionRead(Shown):
    """Somebody whom the person sees, and who is not paid to come."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Name
    kind: Kind
    circle_member_id: ThroughMember | None
    group_id: ThroughGroup | None
    introduction_id: ThroughIntroduction | None
    since_on: Day | None
    until_on: Annotated[Day, Field(description="The last day, once it has ended.")] | None
    words: Words | None
    last_seen_on: Annotated[Day, Field(description="The last day that is written down.")] | None


class ConnectionEnd(Body):
    """They see each other no more."""

    on: Annotated[PastDay, Field(description="The last day; today if left out.")] | None = None
    because: Annotated[str, prose(1000), Field(description="Why; kept in the change log.")] | None = None


class SightingCreate(Body):
    """They saw each other on a day."""

    connection_id: Annotated[UUID, Field(description="One of the person's connections.")]
    seen_on: SeenOn
    words: SeenWords | None = None


class SightingNew(SightingCreate):
    """As SightingCreate, with an id of the client's making."""

    id: NewId | None = None


class SightingPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears the words."""

    seen_on: SeenOn = unsent()
    words: SeenWords | None = None


class SightingsNew(Body):
    """Several days at once, such as a week's. A day that is written down already is left as it is."""

    seen: Annotated[list[SightingCreate], some(100, least=1)]


class SightingRead(Shown):
    """They saw each other on a day."""

    id: UUID
    person_id: UUID
    connection_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    seen_on: Day
    words: SeenWords | None


class ReachWishPut(Body):
    """The person wants to be known as somebody who brings people together."""

    since_on: Annotated[PastDay, Field(description="Since when; today if left out.")] | None = None
    words: (
        Annotated[str, prose(1000), Field(description="In the person's words.", examples=["Ask me, I know everybody"])] | None
    ) = None


class ReachWishRead(Shown):
    """The person wants to be known as somebody who brings people together."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    since_on: Day
    words: Annotated[str, prose(1000)] | None


class ConnectionsQuery(ListQuery):
    """Filters of the list of a person's connections."""

    kind: ConnectionKind | None = None
    group_id: UUID | None = None
    circle_member_id: UUID | None = None
    introduction_id: UUID | None = None
    ended: Annotated[bool, Field(description="Only those that ended, or only those that go on.")] | None = None


class SightingsQuery(ListQuery):
    """Filters of the list of days on which people saw each other."""

    connection_id: UUID | None = None
    seen_from: Annotated[Day, Field(description="Only from this day on.")] | None = None
    seen_before: Annotated[Day, Field(description="Only before this day.")] | None = None
