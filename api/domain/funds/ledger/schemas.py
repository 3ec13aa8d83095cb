"""What is sent and shown of the ledger of a fund."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from api.domain.funds.ledger.models import MOST_PENCE, Account, EntryKind
from api.domain.funds.schemas import INT64, Pence, in_order
from api.domain.shared.clock import london_today
from api.domain.shared.fields import Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, some, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery


class PostedKind(StrEnum):
    """The kinds of entry that are written by hand. A fee is charged, and a reversal turns an entry round: verbs of their own."""

    allocation = "allocation"
    commitment = "commitment"
    release = "release"
    spending = "spending"
    carry = "carry"
    carried_in = "carried_in"
    repayment = "repayment"


FOR_ITEMS: Final = (PostedKind.commitment, PostedKind.release, PostedKind.spending)


def _not_far(value: Day) -> Day:
    if value > london_today() + timedelta(days=1):
        message = "This day has not come yet."
        raise ValueError(message)
    return value


Kind = Annotated[
    PostedKind,
    Field(
        description="allocation: money comes in. commitment: it is promised; release: it no longer is. spending: with the"
        " provider or elsewhere. carry: into another fund; carried_in: from another one. repayment: back to who gave it."
    ),
]
OnDay = Annotated[Day, AfterValidator(_not_far), Field(description="The day it happened: from the fund's first, to tomorrow.")]
Words = Annotated[str, prose(500), Field(description="What it was, in plain words.", examples=["Swimming with Dot, twice"])]
Moved = Annotated[
    int, Field(ge=1, le=MOST_PENCE, strict=True, json_schema_extra=INT64, description="How much, in pence.", examples=[1100])
]
Payee = Annotated[str, line(200), Field(description="Who got it.", examples=["Ashbrook Baths"])]
Evidence = Annotated[str, line(500), Field(description="Where it can be seen: a receipt's number.", examples=["Receipt 118"])]
PlanItemId = Annotated[UUID, Field(description="The item of the plan that it was for.")]
VisitId = Annotated[UUID, Field(description="The visit that it paid for, of the same person.")]


class FundSplit(Body):
    """One item's part of an entry."""

    plan_item_id: PlanItemId
    weight: Annotated[int, whole(1, 1_000_000), Field(description="Its part of the sum of all weights.", examples=[1])]


class FundEntryCreate(Body):
    """An entry of the ledger. The service makes its lines, and they always add up."""

    kind: Kind
    on_day: OnDay
    words: Words
    pence: Moved
    inside: Annotated[Flag, Field(description="Of spending, and needed there: with the provider, or anywhere else.")] | None = (
        None
    )
    from_committed: Annotated[Flag, Field(description="Of spending: from what was promised.")] = False
    plan_item_id: PlanItemId | None = None
    splits: Annotated[
        list[FundSplit],
        some(50),
        Field(description="For several items: split in whole pence by largest remainder, so that the parts meet the sum."),
    ] = []
    payee: Payee | None = None
    evidence: Evidence | None = None
    visit_id: VisitId | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        spending = self.kind is PostedKind.spending
        complaint = None
        if spending != (self.inside is not None):
            complaint = "Send inside with spending, and only then: true for the provider, false for anybody else."
        elif self.from_committed and not spending:
            complaint = "Send from_committed with spending, and only then."
        elif self.splits and self.plan_item_id is not None:
            complaint = "Send plan_item_id or splits, not both."
        elif (self.splits or self.plan_item_id is not None) and self.kind not in FOR_ITEMS:
            complaint = "Only what is promised, released or spent is for items of the plan."
        elif len({split.plan_item_id for split in self.splits}) < len(self.splits):
            complaint = "Name each item once."
        if complaint is not None:
            raise ValueError(complaint)
        return self


class FundEntryNew(FundEntryCreate):
    """As FundEntryCreate, with an id of the client's making."""

    id: NewId | None = None


class FundEntryReversal(Body):
    """An entry was wrong: it is turned round, and both stay."""

    id: NewId | None = None
    words: Annotated[str, prose(500), Field(description="Why.", examples=["The receipt says 10.50, not 15.00"])]


class FundFeeNew(Body):
    """The provider's own part for some days."""

    id: NewId | None = None
    from_on: Annotated[Day, Field(description="The first of the days.")]
    until_on: Annotated[PastDay, Field(description="The last of the days, itself one of them, as of the agreement.")]
    words: Words | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not in_order(self.from_on, self.until_on):
            message = "until_on is not before from_on."
            raise ValueError(message)
        return self


class FundLineRead(Shown):
    """What an account got (more than nothing) or gave (less than nothing)."""

    account: Account
    pence: Pence
    plan_item_id: PlanItemId | None


class FundEntryRead(Shown):
    """An entry of the ledger with its lines, which add up to nothing: what one account got another gave."""

    id: UUID
    fund_id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: EntryKind
    on_day: Annotated[Day, Field(description="The day it happened.")]
    words: Words
    pence: Moved
    payee: Payee | None
    evidence: Evidence | None
    visit_id: VisitId | None
    fee_from_on: Annotated[Day, Field(description="Of a fee: the first of the days that it is for.")] | None
    fee_until_on: Annotated[Day, Field(description="Of a fee: the last of them.")] | None
    reverses_id: Annotated[UUID, Field(description="The entry that this one turns round.")] | None
    reversed_by_id: Annotated[UUID, Field(description="The entry that turned this one round.")] | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that wrote it.")]
    lines: Annotated[list[FundLineRead], Field(max_length=102)]


class FundEntriesQuery(ListQuery):
    """Filters of the list of a fund's entries."""

    kind: EntryKind | None = None
    plan_item_id: Annotated[UUID, Field(description="Only those with a line for this item of the plan.")] | None = None
    visit_id: Annotated[UUID, Field(description="Only those that this visit is named in.")] | None = None
    from_on: Annotated[Day, Field(description="Only those of this day or later.")] | None = None
    until_on: Annotated[Day, Field(description="Only those of this day or earlier.")] | None = None
