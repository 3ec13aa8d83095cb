"""What is sent and shown of arrangements and councils."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.models import ArrangementKind, ArrangementModel, HeldBy
from api.domain.commissioning.providers.models import CommissionedState
from api.domain.shared.fields import Body, Day, Instant, Shown, Version, line, prose, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Kind = Annotated[ArrangementKind, Field(description="How the money is held.", examples=["individual_service_fund"])]
Holder = Annotated[HeldBy, Field(description="Who holds the money.", examples=["provider"])]
PaidFor = Annotated[ArrangementModel, Field(description="What is paid for: what comes of it, or minutes of tasks.")]
FromOn = Annotated[Day, Field(description="The first day.", examples=["2026-01-05"])]
UntilOn = Annotated[Day, Field(description="The last day. Left out: it goes on.", examples=["2026-12-31"])]
WeeklyPence = Annotated[int, whole(0, 10_000_000), Field(description="What is paid for a week, in pence.", examples=[35000])]
WeeklyMinutes = Annotated[int, whole(0, 100_800), Field(description="Minutes of support a week.", examples=[840])]
Purchaser = Annotated[str, line(200), Field(description="Who pays the bill, if not the council.", examples=["Wigan ICB"])]
Reference = Annotated[str, line(40), Field(description="The council's own reference.", examples=["WG-104-77"])]
Words = Annotated[str, prose(2000), Field(description="For the provider alone.", examples=["Her nephew signs for her."])]
CouncilId = Annotated[UUID, Field(description="The council that stands behind it.")]
_AS_CALLED: Final = "As it was called when the arrangement was written down."
CouncilName = Annotated[str, line(200), Field(description=_AS_CALLED, examples=["Ashbrook Borough Council"])]
ProviderName = Annotated[str, line(200), Field(description=_AS_CALLED, examples=["Ashbrook Wellbeing Teams"])]
FundedPerson = Annotated[UUID, Field(description="The person whose support is funded.")]
FundedTeam = Annotated[UUID, Field(description="Of a block contract: the team that is funded.")]


class ArrangementTerms(Body):
    """What may be left out of an arrangement."""

    until_on: UntilOn | None = None
    weekly_amount_pence: WeeklyPence | None = None
    weekly_minutes: WeeklyMinutes | None = None
    purchaser: Purchaser | None = None
    held_by: Holder | None = None
    council_reference: Reference | None = None
    words: Words | None = None


class ArrangementCreate(ArrangementTerms):
    """That a person's support, or a team (block contract), is funded, by whom, from when."""

    kind: Kind
    from_on: FromOn
    council_id: CouncilId | None = None
    funded_person_id: FundedPerson | None = None
    funded_team_id: FundedTeam | None = None
    model: PaidFor = ArrangementModel.time_and_task


class ArrangementNew(ArrangementCreate):
    """As ArrangementCreate, with an id of the client's making."""

    id: NewId | None = None


class ArrangementPatch(ArrangementTerms):
    """JSON Merge Patch: left out is unchanged, null clears what may be left out. Another person or council is another one."""

    kind: Kind = unsent()
    from_on: FromOn = unsent()
    model: PaidFor = unsent()


class ArrangementRead(Shown):
    """Who funds whose support. A council is not told whom, which team, or the provider's words."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    provider_id: Annotated[UUID, Field(description="The provider that supports.")]
    provider_name: ProviderName
    council_id: CouncilId | None
    council_name: CouncilName | None
    funded_person_id: FundedPerson | None
    funded_team_id: FundedTeam | None
    kind: Kind
    from_on: FromOn
    until_on: UntilOn | None
    weekly_amount_pence: WeeklyPence | None
    weekly_minutes: WeeklyMinutes | None
    purchaser: Purchaser | None
    held_by: Holder | None
    model: PaidFor
    council_reference: Reference | None
    words: Words | None


class PersonArrangementsQuery(ListQuery):
    """Filters of the list of a person's arrangements."""

    kind: ArrangementKind | None = None
    model: ArrangementModel | None = None
    council_id: Annotated[UUID, Field(description="Only those of this council.")] | None = None
    on: Annotated[Day, Field(description="Only those that stand on this day.")] | None = None


class ArrangementsQuery(PersonArrangementsQuery):
    """Filters of the list of arrangements."""

    funded_person_id: Annotated[UUID, Field(description="Only those of this person.")] | None = None
    funded_team_id: Annotated[UUID, Field(description="Only those of this team.")] | None = None


class CouncilRead(Shown):
    """A council that the provider has to do with."""

    id: UUID
    name: Annotated[str, line(200), Field(examples=["Ashbrook Borough Council"])]
    la_code: Annotated[str, line(12), Field(description="The council's code in national returns.", examples=["999"])] | None
    state: Annotated[
        CommissionedState,
        Field(description="Whether it works with the provider: until it agreed, arrangements give it nothing."),
    ]
    until_on: Annotated[Day, Field(description="The last day on which it does, where the council has said one.")] | None


class CouncilsQuery(ListQuery):
    """The list of councils has no filters of its own."""
