"""What is sent and shown of statements of funds."""

from datetime import timedelta
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.funds.ledger.models import EntryKind
from api.domain.funds.models import FeeKind, StatementState
from api.domain.funds.plans.schemas import FundForecast, What
from api.domain.funds.schemas import Pence
from api.domain.measures.schemas import Measures
from api.domain.shared.clock import london_today
from api.domain.shared.fields import INT32, Body, Day, Flag, Instant, Shown, Version, line, prose
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

LONGEST: Final = timedelta(days=366 * 2)
FromOn = Annotated[Day, Field(description="The first day that it is about.", examples=["2026-04-01"])]
UntilOn = Annotated[
    Day,
    Field(
        description="The first day after those that it is about, as of all figures; an agreement's is its last day.",
        examples=["2026-05-01"],
    ),
]
Name = Annotated[str, line(200)]
Sentence = Annotated[str, prose(1000)]


class FundStatementNew(Body):
    """The days that a statement is about."""

    id: NewId | None = None
    from_on: FromOn
    until_on: UntilOn

    @model_validator(mode="after")
    def _are_days(self) -> Self:
        if not self.from_on < self.until_on <= london_today() + timedelta(days=1):
            message = "until_on is after from_on, and no later than tomorrow."
            raise ValueError(message)
        if self.until_on - self.from_on > LONGEST:
            message = "A statement is of two years at the most."
            raise ValueError(message)
        return self


class FundStatementRead(Shown):
    """A statement of a fund, as far as it is. What it says is read as its document."""

    id: UUID
    fund_id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    from_on: FromOn
    until_on: UntilOn
    state: Annotated[StatementState, Field(description="Read again until it is `made` or `failed`.")]
    made_at: Instant | None


class FundStatementsQuery(ListQuery):
    """Filters of the list of statements."""

    state: StatementState | None = None


class StatementItem(Shown):
    """An item of the plan, over the days of the statement."""

    plan_item_id: UUID
    what: What
    inside: Annotated[Flag, Field(description="Whether it is spent with the provider.")]
    planned_pence: Annotated[Pence, Field(description="What it was to cost on these days.")]
    spent_pence: Annotated[Pence, Field(description="What was spent on it on these days.")]


class StatementPayee(Shown):
    """Who got money."""

    payee: Annotated[Name, Field(description="null: nobody was named.")] | None
    inside: Annotated[Flag, Field(description="Whether it is the provider.")]
    pence: Annotated[Pence, Field(description="What they got.")]


class StatementEntry(Shown):
    """An entry of the ledger on these days."""

    entry_id: UUID
    on_day: Day
    kind: Annotated[EntryKind, Field(description="What it is; of one that turns another round, what that one was.")]
    put_right: Annotated[Flag, Field(description="It turns another entry round.")]
    words: Sentence
    payee: Name | None
    pence: Annotated[Pence, Field(description="How much was moved.")]
    change_pence: Annotated[Pence, Field(description="What it did to what is there: more, less, or nothing for a promise.")]


class FundStatementDocument(Shown):
    """What happened with the money of a fund over some days. began + came in - spent - fee - carried - paid back = ended."""

    measures: Measures
    id: UUID
    fund_id: UUID
    person_id: UUID
    from_on: FromOn
    until_on: UntilOn
    made_on: Annotated[Day, Field(description="The day it was made. What was written down later is not in it.")]
    name: Annotated[Name, Field(description="How the person is called.")]
    fund: Name
    provider: Name
    team: Name
    sentences: Annotated[list[Sentence], Field(max_length=40, description="What it comes to, in plain words.")]
    began_with_pence: Annotated[Pence, Field(description="What was there before these days, promised or not.")]
    came_in_pence: Pence
    spent_inside_pence: Annotated[Pence, Field(description="Spent with the provider.")]
    spent_outside_pence: Annotated[Pence, Field(description="Spent anywhere else.")]
    fee_pence: Annotated[Pence, Field(description="The provider's own part.")]
    carried_pence: Annotated[Pence, Field(description="Taken over into another fund.")]
    paid_back_pence: Annotated[Pence, Field(description="Given back to who it came from.")]
    ended_with_pence: Annotated[Pence, Field(description="What was there after these days, promised or not.")]
    promised_pence: Annotated[Pence, Field(description="Of that, what is promised.")]
    free_pence: Annotated[Pence, Field(description="Of that, what is there to be planned with.")]
    overspent_pence: Annotated[Pence, Field(description="How far what was there to be planned with was below nothing.")]
    items: Annotated[list[StatementItem], Field(max_length=200)]
    unplanned_pence: Annotated[Pence, Field(description="Spent for which the plan has no item.")]
    payees: Annotated[list[StatementPayee], Field(max_length=50)]
    payees_more_pence: Annotated[Pence, Field(description="What all others got.")]
    entries: Annotated[list[StatementEntry], Field(max_length=300, description="In the order of their days.")]
    entries_more: Annotated[
        int, Field(ge=0, le=2147483647, json_schema_extra=INT32, description="How many more there are on these days.")
    ]
    fee_kind: FeeKind
    fee_words: Annotated[Sentence, Field(description="What the fee is for.")] | None
    forecast: Annotated[FundForecast, Field(description="From the day it was made on. null: the fund is closed.")] | None
