"""What is sent and shown of Working Together for Change: cycles, statements, themes and actions."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.outcomes.change_cycles.models import SMALLEST_GROUP, CycleStep, StatementKind
from api.domain.outcomes.reviews.models import ActionState
from api.domain.outcomes.reviews.schemas import HowItEnded
from api.domain.shared.fields import INT32, Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Name = Annotated[str, line(200), Field(examples=["What we heard this spring"])]
FromOn = Annotated[Day, Field(description="Reviews held on this day or later.")]
UntilOn = Annotated[Day, Field(description="The first day no longer in it.", examples=["2026-07-01"])]
Feedback = Annotated[str, prose(4000), Field(description="What everybody who spoke is told of what came of it.")]
ToldOn = Annotated[Day, Field(description="The day on which they were told.")]
PastToldOn = Annotated[PastDay, Field(description="The day on which they were told.")]


class ChangeCycleCreate(Body):
    """A cycle of a team over the reviews of a period."""

    name: Name
    from_on: FromOn
    until_on: UntilOn

    @model_validator(mode="after")
    def _in_order(self) -> "ChangeCycleCreate":
        if self.until_on <= self.from_on:
            msg = "until_on is after from_on."
            raise ValueError(msg)
        return self


class ChangeCycleNew(ChangeCycleCreate):
    """As ChangeCycleCreate, with an id of the client's making."""

    id: NewId | None = None


class ChangeCyclePatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears feedback and told_on. The period stands once it was gathered."""

    name: Name = unsent()
    from_on: FromOn = unsent()
    until_on: UntilOn = unsent()
    feedback: Feedback | None = None
    told_on: PastToldOn | None = None


class ChangeCycleMove(Body):
    """The next step."""

    to: CycleStep


class ChangeCycleRead(Shown):
    """Where a cycle stands."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Name
    from_on: FromOn
    until_on: UntilOn
    step: CycleStep
    gathered_on: Annotated[Day, Field(description="The day on which statements were gathered.")] | None
    people: (
        Annotated[
            int,
            Field(ge=SMALLEST_GROUP, le=2147483647, json_schema_extra=INT32, description="How many people spoke: five or more."),
        ]
        | None
    )
    feedback: Feedback | None
    told_on: ToldOn | None


class ChangeCyclesQuery(ListQuery):
    """Filters of the list of a team's cycles."""

    step: CycleStep | None = None


class CycleStatementPatch(Body):
    """JSON Merge Patch: null takes it out of its theme. Its words stand."""

    theme_id: Annotated[UUID, Field(description="The theme of this cycle that it belongs to.")] | None = None


class CycleStatementRead(Shown):
    """What somebody said, without who."""

    id: UUID
    team_id: UUID
    cycle_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: StatementKind
    words: Annotated[str, prose(1000), Field(description="The words, with `[name]` for each name that was known around them.")]
    names_hidden: Annotated[bool, Field(description="Whether a name was hidden in its words. Read them through all the same.")]
    theme_id: UUID | None


class CycleStatementsQuery(ListQuery):
    """Filters of the list of a cycle's statements."""

    kind: StatementKind | None = None
    theme_id: UUID | None = None


IStatement = Annotated[
    str, prose(500), Field(description="The theme's name, as the people say it.", examples=["I know who is coming to me"])
]
RootCauses = Annotated[list[Annotated[str, prose(1000)]], some(50), Field(description="Why it is so.")]
Success = Annotated[str, prose(1000)]
SuccessForPeople = Annotated[Success, Field(description="What success looks like for the people.")]
SuccessForTeam = Annotated[Success, Field(description="What success looks like for the team.")]
SuccessForProvider = Annotated[Success, Field(description="What success looks like for the provider.")]
Chosen = Annotated[Flag, Field(description="Whether it is one of those that are worked on.")]
Tags = Annotated[list[Annotated[str, line(40)]], some(20)]


class CycleThemeCreate(Body):
    """A theme, named with an 'I' statement."""

    kind: StatementKind
    i_statement: IStatement
    root_causes: RootCauses = []
    success_for_people: SuccessForPeople | None = None
    success_for_team: SuccessForTeam | None = None
    success_for_provider: SuccessForProvider | None = None
    chosen: Chosen = False
    tags: Tags = []


class CycleThemeNew(CycleThemeCreate):
    """As CycleThemeCreate, with an id of the client's making."""

    id: NewId | None = None


class CycleThemePatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what success looks like."""

    i_statement: IStatement = unsent()
    root_causes: RootCauses = unsent()
    success_for_people: SuccessForPeople | None = None
    success_for_team: SuccessForTeam | None = None
    success_for_provider: SuccessForProvider | None = None
    chosen: Chosen = unsent()
    tags: Tags = unsent()


class CycleThemeRead(Shown):
    """A theme of a cycle."""

    id: UUID
    team_id: UUID
    cycle_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: StatementKind
    i_statement: IStatement
    root_causes: RootCauses
    success_for_people: SuccessForPeople | None
    success_for_team: SuccessForTeam | None
    success_for_provider: SuccessForProvider | None
    chosen: Chosen
    tags: Tags


class CycleThemesQuery(ListQuery):
    """Filters of the list of a cycle's themes."""

    kind: StatementKind | None = None
    chosen: bool | None = None


What = Annotated[str, prose(1000), Field(examples=["A photo of who comes next, on the fridge by Thursday"])]
Who = Annotated[str, line(200), Field(examples=["Ben and Mrs Begum"])]
ByOn = Annotated[Day, Field(description="By when.")]
ThemeId = Annotated[UUID, Field(description="The theme of this cycle that it is about.")]
WhatCameOfIt = Annotated[str, prose(2000), Field(description="What came of it, or why not.")]


class CycleActionCreate(Body):
    """What is done: what, who, by when."""

    what: What
    who: Who
    by_on: ByOn | None = None
    theme_id: ThemeId | None = None


class CycleActionNew(CycleActionCreate):
    """As CycleActionCreate, with an id of the client's making."""

    id: NewId | None = None


class CycleActionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears by_on and theme_id. It ends by a verb of its own."""

    what: What = unsent()
    who: Who = unsent()
    by_on: ByOn | None = None
    theme_id: ThemeId | None = None


class CycleActionEnd(Body):
    """What became of an action. One that is dropped, or carried to another cycle, needs words."""

    state: HowItEnded
    what_came_of_it: WhatCameOfIt | None = None

    @model_validator(mode="after")
    def _said_why(self) -> "CycleActionEnd":
        if self.state is not HowItEnded.done and self.what_came_of_it is None:
            msg = "Say in words why it is dropped, or where it is carried to."
            raise ValueError(msg)
        return self


class CycleActionRead(Shown):
    """An action of a cycle. It never vanishes."""

    id: UUID
    team_id: UUID
    cycle_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    what: What
    who: Who
    by_on: ByOn | None
    theme_id: ThemeId | None
    state: ActionState
    what_came_of_it: WhatCameOfIt | None


class CycleActionsQuery(ListQuery):
    """Filters of the list of a cycle's actions."""

    state: ActionState | None = None
    theme_id: UUID | None = None
