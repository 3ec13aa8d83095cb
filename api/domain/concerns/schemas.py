"""What is sent and shown of concerns."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.concerns.models import ConcernKind, ConcernState
from api.domain.concerns.notifications.schemas import NotifiedAt, NotifiedReference, ToBeTold
from api.domain.shared.fields import Body, Flag, Instant, PastTime, Shown, Version, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Words = Annotated[
    str, prose(4000), Field(description="What worries you, in your words.", examples=["She has not eaten since yesterday."])
]
Done = Annotated[str, prose(4000), Field(description="What was done about it so far.", examples=["Rang the surgery."])]
Said = Annotated[str, prose(2000)]
NoticedAt = Annotated[PastTime, Field(description="When it was noticed; when it is raised, if left out.")]
VisitId = Annotated[UUID, Field(description="The visit at which it was noticed.")]
Restricted = Annotated[
    Flag,
    Field(
        description="Its author's and the manager's alone, until it is lifted: for safeguarding about a relative, a carer, or"
        " the person's own sign-in."
    ),
]


class ConcernCreate(Body):
    """Something that worries you about a person."""

    kind: ConcernKind
    words: Words
    noticed_at: NoticedAt | None = None
    visit_id: VisitId | None = None
    what_was_done: Done | None = None
    restricted: Restricted = False
    notification: ToBeTold | None = None


class ConcernNew(ConcernCreate):
    """As ConcernCreate, with an id of the client's making."""

    id: NewId | None = None


class ConcernPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears visit_id, what_was_done and notification. The rest has verbs."""

    kind: ConcernKind = unsent()
    words: Words = unsent()
    noticed_at: PastTime = unsent()
    visit_id: VisitId | None = None
    what_was_done: Done | None = None
    notification: ToBeTold | None = None


class ConcernRead(Shown):
    """A concern, and what has become of it."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: ConcernKind
    words: Words
    noticed_at: Instant
    visit_id: VisitId | None
    state: ConcernState
    what_was_done: Done | None
    closed_at: Instant | None
    closed_words: Annotated[Said, Field(description="How it ended.")] | None
    restricted: Restricted
    lifted_at: Annotated[Instant, Field(description="When it became the team's to read again.")] | None
    author_account_id: Annotated[UUID, Field(description="The account that raised it; null when a client did.")] | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that wrote it down.")]
    notification: ToBeTold | None
    notified_at: NotifiedAt | None
    notified_reference: NotifiedReference | None


class ConcernActing(Body):
    """Somebody is doing something about it."""

    words: Annotated[Done, Field(description="What is being done.")]


class ConcernClosure(Body):
    """Nothing more is to be done."""

    words: Annotated[Said, Field(description="How it ended.", examples=["The swelling went down; the nurse has seen it."])]


class ConcernReason(Body):
    """Why, in words that the change log keeps."""

    words: Annotated[Said, Field(description="Why; kept in the change log.", examples=["It came back."])]


class ConcernsQuery(ListQuery):
    """Filters of the list of a person's concerns."""

    state: ConcernState | None = None
    kind: ConcernKind | None = None


class AllConcernsQuery(ConcernsQuery):
    """Filters of the list of all concerns that you reach."""

    team_id: Annotated[UUID, Field(description="Of the people whom this team supports now.")] | None = None
    person_id: Annotated[UUID, Field(description="About this person.")] | None = None
