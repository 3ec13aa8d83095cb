"""What is sent and shown of person-centred reviews and their actions."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.outcomes.reviews.models import ActionState, ReviewState
from api.domain.shared.fields import INT32, Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

MOST = 50
Words = Annotated[str, prose(1000)]
Several = Annotated[list[Words], some(MOST)]
TopTwo = Annotated[
    list[Words],
    some(2),
    Field(description="At most two, the most important ones: from these a team learns, without whose they are."),
]


class Perspective(StrEnum):
    """From whose point of view."""

    person = "person"
    family = "family"
    team = "team"
    other = "other"


class Present(Body):
    """Somebody who was there."""

    name: Annotated[str, line(120), Field(examples=["Siobhan"])]
    as_what: Annotated[str, line(120), Field(description="What they are to the person.", examples=["My daughter"])]


class FromHere(Body):
    """What somebody says, and from which point of view."""

    perspective: Perspective
    words: Annotated[Words, Field(examples=["I get up when I want to, not when somebody comes."])]


PlannedOn = Annotated[Day, Field(description="The day it is planned for.")]
WhereWords = Annotated[str, line(200), Field(description="Where, in words.", examples=["At Jean's, round the kitchen table"])]
WhoWasThere = Annotated[list[Present], some(MOST), Field(description="Who was there. Needed to say that it was held.")]
LikeAndAdmire = Annotated[Several, Field(description="What people like and admire about the person.")]
MattersNow = Annotated[Several, Field(description="What matters to the person now.")]
MattersForTheFuture = Annotated[Several, Field(description="What matters to the person for the future.")]
Views = Annotated[list[FromHere], some(MOST)]
Working = Annotated[Views, Field(description="What is working, from each point of view.")]
NotWorking = Annotated[Views, Field(description="What is not working, from each point of view.")]
Questions = Annotated[Several, Field(description="Questions to answer.")]
ShareForChange = Annotated[
    Flag,
    Field(
        description="Whether the person lets the team learn from the top two of each (Working Together for Change): their words,"
        " without whose they are. Only if they said so; they can change their mind at any time until it is gathered."
    ),
]


class ReviewCreate(Body):
    """A person-centred review: planned, or with all that was said."""

    planned_on: PlannedOn
    where_words: WhereWords | None = None
    who_was_there: WhoWasThere = []
    like_and_admire: LikeAndAdmire = []
    matters_now: MattersNow = []
    matters_for_the_future: MattersForTheFuture = []
    working: Working = []
    not_working: NotWorking = []
    questions: Questions = []
    top_working: TopTwo = []
    top_not_working: TopTwo = []
    top_for_the_future: TopTwo = []
    share_for_change: ShareForChange = False


class ReviewNew(ReviewCreate):
    """As ReviewCreate, with an id of the client's making."""

    id: NewId | None = None


class ReviewPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears where_words; a list is replaced whole."""

    planned_on: PlannedOn = unsent()
    where_words: WhereWords | None = None
    who_was_there: WhoWasThere = unsent()
    like_and_admire: LikeAndAdmire = unsent()
    matters_now: MattersNow = unsent()
    matters_for_the_future: MattersForTheFuture = unsent()
    working: Working = unsent()
    not_working: NotWorking = unsent()
    questions: Questions = unsent()
    top_working: TopTwo = unsent()
    top_not_working: TopTwo = unsent()
    top_for_the_future: TopTwo = unsent()
    share_for_change: ShareForChange = unsent()


class ReviewHolding(Body):
    """The review was held."""

    held_on: Annotated[PastDay, Field(description="The day on which it was held; today if left out.")] | None = None


class ReviewCancellation(Body):
    """The review is not held."""

    words: Annotated[Words, Field(description="Why; kept in its history.", examples=["Jean would rather wait for her son."])]


class ReviewRead(Shown):
    """A person-centred review."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    state: ReviewState
    planned_on: PlannedOn
    held_on: Annotated[Day, Field(description="The day it was held.")] | None
    words_stand_from: Annotated[Instant, Field(description="Until then what was said can be completed.")] | None
    where_words: WhereWords | None
    who_was_there: WhoWasThere
    like_and_admire: LikeAndAdmire
    matters_now: MattersNow
    matters_for_the_future: MattersForTheFuture
    working: Working
    not_working: NotWorking
    questions: Questions
    top_working: TopTwo
    top_not_working: TopTwo
    top_for_the_future: TopTwo
    share_for_change: ShareForChange
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person when it was planned.")]


class ReviewsQuery(ListQuery):
    """Filters of the list of a person's reviews."""

    state: ReviewState | None = None
    planned_from: Annotated[Day, Field(description="Only those planned for this day or later.")] | None = None
    planned_before: Annotated[Day, Field(description="Only those planned for before this day.")] | None = None


class AllReviewsQuery(ReviewsQuery):
    """Filters of the list of all reviews."""

    team_id: Annotated[UUID, Field(description="Only those of people whom this team supports now.")] | None = None


What = Annotated[Words, Field(description="What is to be done.", examples=["Find out when the choir meets"])]
Who = Annotated[str, line(200), Field(description="Who does it.", examples=["Anna, with Jean"])]
ByOn = Annotated[Day, Field(description="By when.")]


class ReviewActionCreate(Body):
    """What was decided: what, who, by when."""

    what: What
    who: Who
    by_on: ByOn | None = None


class ReviewActionNew(ReviewActionCreate):
    """As ReviewActionCreate, with an id of the client's making."""

    id: NewId | None = None


class ReviewActionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears by_on. It ends by a verb of its own."""

    what: What = unsent()
    who: Who = unsent()
    by_on: ByOn | None = None


class HowItEnded(StrEnum):
    """What became of an action that ended."""

    done = "done"
    dropped = "dropped"
    carried = "carried"


class ReviewActionEnd(Body):
    """What became of an action. One that is dropped, or carried to another review, needs words."""

    state: HowItEnded
    words: Annotated[Words, Field(description="What came of it, or why not.")] | None = None
    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None

    @model_validator(mode="after")
    def _said_why(self) -> "ReviewActionEnd":
        if self.state is not HowItEnded.done and self.words is None:
            msg = "Say in words why it is dropped, or where it is carried to."
            raise ValueError(msg)
        return self


class ReviewActionRead(Shown):
    """Something that a review decided. It never vanishes."""

    id: UUID
    person_id: UUID
    review_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    what: What
    who: Who
    by_on: ByOn | None
    state: ActionState
    words: Annotated[Words, Field(description="What came of it, or why not.")] | None
    ended_on: Annotated[Day, Field(description="The day it ended.")] | None


class ReviewActionsQuery(ListQuery):
    """Filters of the list of a review's actions."""

    state: ActionState | None = None


class ReviewsDueQuery(Body):
    """How far ahead to look."""

    within_days: Annotated[int, Field(ge=0, le=366, json_schema_extra=INT32, description="Due within so many days.")] = 28


class PlannedReview(Shown):
    """The next review that is planned."""

    id: UUID
    planned_on: Day


class ReviewDue(Shown):
    """Somebody whose review is due."""

    person_id: UUID
    preferred_name: Annotated[str, line(120)]
    supported_since: Annotated[Day, Field(description="The day on which support began.")]
    last_held_on: Annotated[Day, Field(description="The day of the last review that was held.")] | None
    due_on: Annotated[Day, Field(description="Six months after the last one, or after support began.")]
    overdue: Flag
    planned: Annotated[PlannedReview, Field(description="If one is planned already.")] | None


class ReviewsDue(Shown):
    """The people of a team whose review is due, the longest overdue first."""

    team_id: UUID
    on: Annotated[Day, Field(description="Today, in London.")]
    within_days: Annotated[int, Field(ge=0, le=366, json_schema_extra=INT32)]
    people: Annotated[list[ReviewDue], Field(max_length=100000)]
