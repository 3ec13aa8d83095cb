"""What is sent and shown of outcomes: the wish, its wordings, its moves, and the steps towards it."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.outcomes.models import OutcomeStatus, StepState, WellbeingArea
from api.domain.shared.fields import INT32, Body, Day, Instant, PastDay, Shown, Version, line, prose, some, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Statement = Annotated[
    str, prose(1000), Field(description="What the person wants, in their words.", examples=["Walk to Mass on my own again"])
]
WhyItMatters = Annotated[
    str, prose(2000), Field(description="Why it matters to them.", examples=["I meet people on the way, and I am myself"])
]
WhatGoodLooksLike = Annotated[
    str, prose(2000), Field(description="How they will know.", examples=["I go on a Sunday and come home when I want"])
]
WhoHelps = Annotated[
    list[Annotated[str, line(200)]], some(20), Field(description="Who helps with it.", examples=[["Amira", "My sister Joan"]])
]
HelpedBy = Annotated[
    str, line(120), Field(description="Who helped to find the words; left out if nobody did.", examples=["Amira"])
]
Because = Annotated[
    str, prose(1000), Field(description="Why the words are new.", examples=["Sunday is too busy; it is the walk that I want"])
]
WordingNumber = Annotated[int, Field(ge=1, le=2147483647, json_schema_extra=INT32, description="1 is the first.", examples=[2])]
Areas = Annotated[
    list[WellbeingArea],
    some(len(WellbeingArea)),
    Field(description="The Care Act wellbeing areas that it belongs to.", examples=[["CA-COMMUNITY"]]),
]
StartedOn = Annotated[Day, Field(description="The day it was first spoken of.")]
ZeroWords = Annotated[str, line(200), Field(description="What 0 is, in their words.", examples=["I am stuck indoors"])]
TenWords = Annotated[str, line(200), Field(description="What 10 is, in their words.", examples=["I go where I like"])]
Score = Annotated[int, whole(0, 10), Field(description="Where they are at the beginning, on their own scale.", examples=[3])]
BaselineWords = Annotated[str, prose(2000), Field(examples=["I have not been out alone since the fall"])]
Status = Annotated[
    OutcomeStatus,
    Field(
        description="exploring → on_track ⇄ off_track → achieved, changed or set_aside, which are its end.", examples=["on_track"]
    ),
]
Reason = Annotated[str, prose(2000), Field(description="Why, in words.", examples=["She walked there with Amira three Sundays"])]


class OutcomeCreate(Body):
    """Something the person wants in their life. A baseline score needs both ends of its scale, in the person's words."""

    statement: Statement
    why_it_matters: WhyItMatters | None = None
    what_good_looks_like: WhatGoodLooksLike | None = None
    who_helps: WhoHelps = []
    helped_by: HelpedBy | None = None
    areas: Areas = []
    started_on: Annotated[PastDay, Field(description="The day it was first spoken of. Today if left out.")] | None = None
    zero_words: ZeroWords | None = None
    ten_words: TenWords | None = None
    baseline_score: Score | None = None
    baseline_words: BaselineWords | None = None


class OutcomeNew(OutcomeCreate):
    """As OutcomeCreate, with an id of the client's making."""

    id: NewId | None = None


class OutcomePatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears the baseline and its scale. The words change by a wording."""

    areas: Areas = unsent()
    started_on: Annotated[PastDay, Field(description="The day it was first spoken of.")] = unsent()
    zero_words: ZeroWords | None = None
    ten_words: TenWords | None = None
    baseline_score: Score | None = None
    baseline_words: BaselineWords | None = None


class OutcomeRead(Shown):
    """Something the person wants in their life, in the newest of their words."""

    id: UUID
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supports the person now.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    statement: Statement
    why_it_matters: WhyItMatters | None
    what_good_looks_like: WhatGoodLooksLike | None
    who_helps: WhoHelps
    wording: Annotated[WordingNumber, Field(description="Which of its wordings this is; the earlier ones stay readable.")]
    areas: Areas
    started_on: StartedOn
    zero_words: ZeroWords | None
    ten_words: TenWords | None
    baseline_score: Score | None
    baseline_words: BaselineWords | None
    status: Status
    status_since: Annotated[Day, Field(description="Since when it stands like this.")]
    ended_on: Annotated[Day, Field(description="The day it was achieved, changed or set aside.")] | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that wrote it down.")]


class OutcomesQuery(ListQuery):
    """Filters of a person's outcomes."""

    status: OutcomeStatus | None = None
    area: WellbeingArea | None = None
    ended: Annotated[bool, Field(description="Only those that ended, or only those still wanted.")] | None = None


class AllOutcomesQuery(OutcomesQuery):
    """Filters of the outcomes of everyone that the caller reaches."""

    team_id: UUID | None = None
    person_id: UUID | None = None


# ---- wordings ----------------------------------------------------------------------------------------------------
class OutcomeWordingNew(Body):
    """New words for what the person wants: all of them, as they are now. The earlier ones stay."""

    id: NewId | None = None
    statement: Statement
    why_it_matters: WhyItMatters | None = None
    what_good_looks_like: WhatGoodLooksLike | None = None
    who_helps: WhoHelps = []
    helped_by: HelpedBy | None = None
    because: Because


class OutcomeWordingRead(Shown):
    """One wording of an outcome."""

    id: UUID
    person_id: UUID
    outcome_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    number: WordingNumber
    statement: Statement
    why_it_matters: WhyItMatters | None
    what_good_looks_like: WhatGoodLooksLike | None
    who_helps: WhoHelps
    helped_by: HelpedBy | None
    because: Annotated[Because, Field(description="Why the words are new; null for the first.")] | None


class OutcomeWordingsQuery(ListQuery):
    """Filters of an outcome's wordings: those of every list."""


# ---- moves -------------------------------------------------------------------------------------------------------
class OutcomeStatusChange(Body):
    """A move of an outcome."""

    to: Status
    reason: Annotated[Reason, Field(description="Why, in words. Needed for every move but exploring → on_track.")] | None = None
    on: Annotated[PastDay, Field(description="Today if left out; not before its last move.")] | None = None


class OutcomeMoveRead(Shown):
    """A move of an outcome."""

    id: UUID
    person_id: UUID
    outcome_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    from_status: Annotated[OutcomeStatus, Field(description="Null for the first.")] | None
    to_status: Status
    moved_on: Day
    reason: Reason | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person when it moved.")]


class OutcomeMovesQuery(ListQuery):
    """Filters of an outcome's moves."""

    to_status: OutcomeStatus | None = None


# ---- steps -------------------------------------------------------------------------------------------------------
What = Annotated[str, prose(1000), Field(description="What we try.", examples=["Walk to the corner together, then she goes on"])]
Who = Annotated[str, line(200), Field(description="Who does it.", examples=["Jean and Amira"])]
ByOn = Annotated[Day, Field(description="By when.")]
WhatHappened = Annotated[str, prose(2000), Field(description="What came of it.", examples=["She went on alone, and was proud"])]


class OutcomeStepNew(Body):
    """What we try: what, who, by when."""

    id: NewId | None = None
    what: What
    who: Who
    by_on: ByOn | None = None
    doing: Annotated[bool, Field(strict=True, description="It has begun already.")] = False


class OutcomeStepPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears by_on. A step ends by a verb of its own."""

    what: What = unsent()
    who: Who = unsent()
    by_on: ByOn | None = None
    doing: Annotated[bool, Field(strict=True, description="Whether it has begun.")] = unsent()


class StepEnding(StrEnum):
    """How a step ends."""

    done = "done"
    dropped = "dropped"


class OutcomeStepEnd(Body):
    """A step was done, or dropped; what happened is said of both."""

    state: Annotated[StepEnding, Field(examples=["done"])]
    what_happened: WhatHappened
    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class OutcomeStepRead(Shown):
    """What we try: what, who, by when, and what happened."""

    id: UUID
    person_id: UUID
    outcome_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    what: What
    who: Who
    by_on: ByOn | None
    state: Annotated[StepState, Field(examples=["doing"])]
    what_happened: WhatHappened | None
    ended_on: Annotated[Day, Field(description="The day it was done or dropped.")] | None


class OutcomeStepsQuery(ListQuery):
    """Filters of an outcome's steps."""

    state: StepState | None = None
    by_before: Annotated[Day, Field(description="Only those to be done before this day.")] | None = None
