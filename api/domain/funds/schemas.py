"""What is sent and shown of funds: the agreement, and what stands in each account."""

from datetime import date
from typing import Annotated, Any, Final, Self
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.funds.models import DecidedBy, FeeKind, FundHolder, OverspendRule
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

INT64: Final = {"format": "int64"}
MOST: Final = 2**53 - 1  # what every reader of JSON holds to the penny; no account, and no sum of a plan of ages, comes near
# What stands in an account, or what is added up, in pence.
Pence = Annotated[int, Field(ge=-MOST, le=MOST, json_schema_extra=INT64, examples=[125000])]

Name = Annotated[str, line(120), Field(examples=["Jean's Individual Service Fund 2026"])]
Decided = Annotated[
    DecidedBy, Field(description="Who decides what the money is for. If not the person: decided_words says how that came about.")
]
DecidedWords = Annotated[
    str, prose(1000), Field(description="How it is decided.", examples=["Jean decides. Her daughter helps with the sums."])
]
Held = Annotated[FundHolder, Field(description="Who holds the money.")]
HolderName = Annotated[str, line(200), Field(description="Their name, if it is not the provider.")]
Fee = Annotated[FeeKind, Field(description="How the provider's own part is worked out. It is always shown.")]
FeeWeekly = Annotated[int, whole(1, 10_000_000), Field(description="With `weekly`: pence a week.", examples=[1500])]
FeeShare = Annotated[
    int, whole(1, 10_000), Field(description="With `share`: hundredths of a per cent of what is spent.", examples=[500])
]
FeeWords = Annotated[str, prose(500), Field(description="What the fee is for.", examples=["For paying bills and keeping books."])]
Overspend = Annotated[OverspendRule, Field(description="What happens when there is not enough.")]
OverspendUpTo = Annotated[
    int, whole(0, 100_000_000), Field(description="With `allow_up_to`: how far below nothing it may go, in pence.")
]
FromOn = Annotated[Day, Field(description="The first day of the fund.")]
UntilOn = Annotated[Day, Field(description="The last day that was agreed, itself one of them; a statement's is the day after.")]
Words = Annotated[str, prose(2000), Field(description="What else was agreed, in plain words.")]
ArrangementId = Annotated[UUID, Field(description="The arrangement that the money comes with, of the same person.")]
RepresentativeId = Annotated[UUID, Field(description="Who decides, if it is a representative of the person.")]
BY_THE_PERSON: Final = (DecidedBy.person, DecidedBy.person_with_support)


class FundCreate(Body):
    """The agreement of an Individual Service Fund."""

    name: Name
    arrangement_id: ArrangementId | None = None
    decided_by: Decided = DecidedBy.person
    decided_words: DecidedWords | None = None
    representative_id: RepresentativeId | None = None
    held_by: Held = FundHolder.provider
    holder_name: HolderName | None = None
    fee_kind: Fee = FeeKind.none
    fee_weekly_pence: FeeWeekly | None = None
    fee_basis_points: FeeShare | None = None
    fee_words: FeeWords | None = None
    overspend_rule: Overspend = OverspendRule.refuse
    overspend_up_to_pence: OverspendUpTo = 0
    from_on: FromOn
    until_on: UntilOn | None = None
    words: Words | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if complaint := contradiction(self.model_dump()):
            raise ValueError(complaint)
        return self


def contradiction(said: dict[str, Any]) -> str | None:
    """What an agreement's members say against each other, as words for who sent them."""
    if said["decided_by"] not in BY_THE_PERSON and said["decided_words"] is None:
        return "Say in decided_words how it came about that somebody else decides."
    if said["decided_by"] == DecidedBy.representative and said["representative_id"] is None:
        return "Name the representative who decides: representative_id."
    if (said["fee_kind"] == FeeKind.weekly) != (said["fee_weekly_pence"] is not None):
        return "Send fee_weekly_pence with the fee_kind weekly, and only then."
    if (said["fee_kind"] == FeeKind.share) != (said["fee_basis_points"] is not None):
        return "Send fee_basis_points with the fee_kind share, and only then."
    if (said["overspend_rule"] == OverspendRule.refuse) != (said["overspend_up_to_pence"] == 0):
        return "Send overspend_up_to_pence, more than 0, with the overspend_rule allow_up_to; with refuse leave it out."
    return None if in_order(said["from_on"], said["until_on"]) else "until_on is not before from_on."


def in_order(first: date, last: date | None) -> bool:
    """Whether a last day is not before the first."""
    return last is None or last >= first


class FundNew(FundCreate):
    """As FundCreate, with an id of the client's making."""

    id: NewId | None = None


class FundPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what can be empty. The whole agreement must then hold together."""

    name: Name = unsent()
    arrangement_id: ArrangementId | None = None
    decided_by: Decided = unsent()
    decided_words: DecidedWords | None = None
    representative_id: RepresentativeId | None = None
    held_by: Held = unsent()
    holder_name: HolderName | None = None
    fee_kind: Fee = unsent()
    fee_weekly_pence: FeeWeekly | None = None
    fee_basis_points: FeeShare | None = None
    fee_words: FeeWords | None = None
    overspend_rule: Overspend = unsent()
    overspend_up_to_pence: OverspendUpTo = unsent()
    from_on: FromOn = unsent()
    until_on: UntilOn | None = None
    words: Words | None = None


class FundClosing(Body):
    """The fund ends."""

    on: Annotated[PastDay, Field(description="Today if left out; not before the fund's first day.")] | None = None
    words: Annotated[str, prose(1000), Field(description="Why.", examples=["The council pays for the new year anew."])]


class FundBalances(Shown):
    """What stands in each account, in pence. It all adds up: came in = allocated + committed + spent + fee + carried."""

    came_in_pence: Annotated[Pence, Field(description="All that came in, less what was paid back.")]
    allocated_pence: Annotated[Pence, Field(description="There to be planned with. Below nothing: overspent, as was agreed.")]
    committed_pence: Annotated[Pence, Field(description="Promised, not yet spent.")]
    spent_inside_pence: Annotated[Pence, Field(description="Spent with the provider.")]
    spent_outside_pence: Annotated[Pence, Field(description="Spent anywhere else.")]
    fee_pence: Annotated[Pence, Field(description="The provider's own part.")]
    carried_pence: Annotated[Pence, Field(description="Taken over into another fund.")]
    overspent_pence: Annotated[Pence, Field(description="How far below nothing it is.")]


class FundRead(Shown):
    """An Individual Service Fund: the agreement, and what stands in it now."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Name
    arrangement_id: ArrangementId | None
    decided_by: Decided
    decided_words: DecidedWords | None
    representative_id: RepresentativeId | None
    held_by: Held
    holder_name: HolderName | None
    fee_kind: Fee
    fee_weekly_pence: FeeWeekly | None
    fee_basis_points: FeeShare | None
    fee_words: FeeWords | None
    overspend_rule: Overspend
    overspend_up_to_pence: OverspendUpTo
    from_on: FromOn
    until_on: UntilOn | None
    words: Words | None
    closed_on: Annotated[Day, Field(description="The day it was closed.")] | None
    closed_words: Annotated[str, prose(1000), Field(description="Why it was closed.")] | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that opened it.")]
    balances: FundBalances


class FundsQuery(ListQuery):
    """Filters of the list of a person's funds."""

    closed: Annotated[bool, Field(description="Only those that were closed, or only those that were not.")] | None = None
    on: Annotated[Day, Field(description="Only those whose days this is one of.")] | None = None


class AllFundsQuery(FundsQuery):
    """Filters of the list of all funds that one reaches."""

    team_id: Annotated[UUID, Field(description="Only those of people whom this team supports now.")] | None = None
    overspent: Annotated[bool, Field(description="Only those below nothing, or only the others.")] | None = None
