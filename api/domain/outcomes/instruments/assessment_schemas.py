"""What is sent and shown of a team's assessments of itself."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.outcomes.instruments.definition import MOST_ITEMS, Answer
from api.domain.outcomes.instruments.schemas import Key, VersionNumber
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery


class AssessmentAction(Body):
    """What the team does about it."""

    what: Annotated[str, prose(500), Field(examples=["Ask Jean what a good evening is"])]
    who: Annotated[str, line(120), Field(examples=["Anna"])] | None = None
    by_on: Day | None = None
    done_on: Day | None = None


HeldOn = Annotated[PastDay, Field(description="The day of it; today if left out.")]
WhoWasThere = Annotated[list[Annotated[str, line(120)]], some(40), Field(examples=[["Anna", "Chidi"]])]
Answers = Annotated[
    list[Answer], some(MOST_ITEMS), Field(description="A level for each statement; `words` holds the evidence for it.")
]
Actions = Annotated[list[AssessmentAction], some(40)]


class TeamAssessmentCreate(Body):
    """A team looks at itself with an instrument that is for teams."""

    instrument: Key
    instrument_version: VersionNumber
    held_on: HeldOn | None = None
    who_was_there: WhoWasThere = []
    answers: Answers
    actions: Actions = []


class TeamAssessmentNew(TeamAssessmentCreate):
    """As TeamAssessmentCreate, with an id of the client's making."""

    id: NewId | None = None


class TeamAssessmentPatch(Body):
    """JSON Merge Patch: left out is unchanged. The version that was answered stays."""

    held_on: PastDay = unsent()
    who_was_there: WhoWasThere = unsent()
    answers: Answers = unsent()
    actions: Actions = unsent()


class TeamAssessmentRead(Shown):
    """How a team saw itself on a day."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    instrument: Key
    instrument_version: VersionNumber
    held_on: Day
    who_was_there: WhoWasThere
    answers: Answers
    actions: Actions


class TeamAssessmentsQuery(ListQuery):
    """Filters of the list of a team's assessments."""

    instrument: Key | None = None
