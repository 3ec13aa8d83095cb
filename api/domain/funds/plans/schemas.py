"""What is sent and shown of the plan of a fund."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.funds.models import HowOften
from api.domain.funds.schemas import Pence, in_order
from api.domain.measures.schemas import Measures
from api.domain.shared.fields import Body, Day, Flag, Instant, Shown, Version, line, prose, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

What = Annotated[
    str, prose(300), Field(description="What the money is for, in the person's words.", examples=["Swimming with Dot"])
]
Why = Annotated[str, prose(1000), Field(description="What it brings them.", examples=["I sleep when I have swum"])]
OutcomeId = Annotated[UUID, Field(description="What they want of life that it is for: an outcome of the same person.")]
Inside = Annotated[Flag, Field(description="Whether it is spent with the provider; false is anywhere else.")]
Payee = Annotated[str, line(200), Field(description="Who gets it.", examples=["Ashbrook Baths"])]
Often = Annotated[HowOften, Field(description="How often it comes.")]
PenceEach = Annotated[int, whole(1, 100_000_000), Field(description="What it costs each time, in pence.", examples=[550])]
FromOn = Annotated[Day, Field(description="The first time, or the day of what comes once.")]
UntilOn = Annotated[Day, Field(description="The last day on which it can come, itself one of them.")]
Position = Annotated[int, whole(1, 200), Field(description="Where the person put it in the list.")]
EndedBecause = Annotated[str, prose(1000), Field(description="Why it came to an end.", examples=["The baths have closed"])]


class FundPlanItemCreate(Body):
    """Something that the money is for."""

    what: What
    why: Why | None = None
    outcome_id: OutcomeId | None = None
    inside: Inside = True
    payee: Payee | None = None
    how_often: Often = HowOften.weekly
    pence_each: PenceEach
    from_on: FromOn
    until_on: UntilOn | None = None
    position: Position = 1
    ended_because: EndedBecause | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if not in_order(self.from_on, self.until_on):
            message = "until_on is not before from_on."
            raise ValueError(message)
        if self.how_often is HowOften.once and self.until_on is not None:
            message = "What comes once has no last day: leave until_on out."
            raise ValueError(message)
        return self


class FundPlanItemNew(FundPlanItemCreate):
    """As FundPlanItemCreate, with an id of the client's making."""

    id: NewId | None = None


class FundPlanItemPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what can be empty."""

    what: What = unsent()
    why: Why | None = None
    outcome_id: OutcomeId | None = None
    inside: Inside = unsent()
    payee: Payee | None = None
    how_often: Often = unsent()
    pence_each: PenceEach = unsent()
    from_on: FromOn = unsent()
    until_on: UntilOn | None = None
    position: Position = unsent()
    ended_because: EndedBecause | None = None


class FundPlanItemRead(Shown):
    """Something that the money is for."""

    id: UUID
    fund_id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    what: What
    why: Why | None
    outcome_id: OutcomeId | None
    inside: Inside
    payee: Payee | None
    how_often: Often
    pence_each: PenceEach
    from_on: FromOn
    until_on: UntilOn | None
    position: Position
    ended_because: EndedBecause | None


class FundPlanItemsQuery(ListQuery):
    """Filters of the list of the items of a plan."""

    on: Annotated[Day, Field(description="Only those that are in force on this day.")] | None = None


class PlannedItem(Shown):
    """An item of the plan beside what became of it."""

    id: UUID
    what: What
    inside: Inside
    how_often: Often
    pence_each: PenceEach
    from_on: FromOn
    until_on: UntilOn | None
    planned_pence: Annotated[Pence, Field(description="What it was to cost up to today, and today.")]
    spent_pence: Annotated[Pence, Field(description="What was spent on it, corrections taken off.")]
    committed_pence: Annotated[Pence, Field(description="What is promised for it.")]


class FundForecast(Shown):
    """The day on which what is there no longer suffices, if all goes as planned."""

    runs_out_on: Annotated[Day, Field(description="null: it lasts until looked_until.")] | None
    looked_until: Annotated[Day, Field(description="As far as was looked: the fund's last day, or five years.")]
    assumption: Annotated[str, line(600), Field(description="What this takes for granted, in plain words.")]


class FundPlanRead(Shown):
    """A fund's plan today: what it costs, what became of it, how long the money lasts."""

    measures: Measures
    fund_id: UUID
    person_id: UUID
    on: Annotated[Day, Field(description="Today in London.")]
    per_week_pence: Annotated[Pence, Field(description="What the items in force cost in a week: their year, divided by 52.")]
    per_year_pence: Annotated[
        Pence, Field(description="52 times what comes weekly, 12 times what comes monthly, once what comes yearly.")
    ]
    fee_per_year_pence: Annotated[Pence, Field(description="The provider's own part of such a year.")]
    planned_pence: Annotated[Pence, Field(description="What all items were to cost up to today, and today.")]
    spent_pence: Annotated[Pence, Field(description="What was spent, corrections taken off; without the fee.")]
    spent_unplanned_pence: Annotated[Pence, Field(description="Of that, what no item of the plan was named for.")]
    left_pence: Annotated[Pence, Field(description="There to be planned with.")]
    committed_pence: Annotated[Pence, Field(description="Promised, not yet spent.")]
    items: Annotated[list[PlannedItem], Field(max_length=200)]
    forecast: FundForecast
