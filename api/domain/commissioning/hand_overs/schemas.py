"""What is sent and shown of hand-overs."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.hand_overs.models import DeclinedReason, HandOverState
from api.domain.commissioning.models import ArrangementKind
from api.domain.people.schemas import PhoneText, PreferredName
from api.domain.shared.fields import (
    Body,
    Day,
    Instant,
    NhsNumber,
    PastDay,
    Postcode,
    Shown,
    Version,
    line,
    prose,
    some,
    unsent,
    whole,
)  # fmt: skip
from api.domain.shared.ids import NewId
from api.domain.teams.models import TeamSetting
from api.storage.lists import ListQuery

Needs = Annotated[
    str,
    prose(4000),
    Field(
        description="What they need, in the words of the council.",
        examples=["She was ten days in hospital and wants to come home. The stairs are hard."],
    ),
]
WhatMatters = Annotated[str, prose(4000), Field(examples=["Her own bed, and her sister on Sundays"])]
Around = Annotated[
    str, prose(2000), Field(description="Who is in their life.", examples=["Her sister Joan lives two doors down"])
]
FundingWords = Annotated[str, prose(1000), Field(examples=["Agreed by the panel on Tuesday"])]
AddressLines = Annotated[list[Annotated[str, line(120)]], some(5)]
WeeklyPence = Annotated[int, whole(0, 10_000_000), Field(description="What a week is funded with, in pence.", examples=[35000])]
WeeklyMinutes = Annotated[int, whole(0, 100_800), Field(description="Minutes of support a week.", examples=[840])]
ContactName = Annotated[str, line(120), Field(description="Whom of the council the team may ask.", examples=["David Ormerod"])]
ContactDetails = Annotated[str, line(254), Field(examples=["01632 960200"])]
Words = Annotated[str, prose(2000), Field(description="In words, for the council.", examples=["We would love to meet her."])]
WithdrawnWords = Annotated[str, prose(1000), Field(examples=["She is going to live with her son."])]
AskedTeam = Annotated[UUID, Field(description="The team that is asked: one of those that list_hand_over_teams tells.")]
DesiredStart = Annotated[Day, Field(description="The day on which support is wanted.")]


class HandOverFields(Body):
    """What can be said of somebody who is handed over; a team cannot do much with a name alone."""

    given_names: Annotated[str, line(200)] | None = None
    family_name: Annotated[str, line(120)] | None = None
    date_of_birth: PastDay | None = None
    nhs_number: NhsNumber | None = None
    council_reference: Annotated[str, line(40), Field(examples=["WG-104-77"])] | None = None
    address_lines: AddressLines = []
    postcode: Postcode | None = None
    phone: PhoneText | None = None
    what_matters: WhatMatters | None = None
    who_is_around: Around | None = None
    funding_kind: ArrangementKind | None = None
    funding_words: FundingWords | None = None
    weekly_amount_pence: WeeklyPence | None = None
    weekly_minutes: WeeklyMinutes | None = None
    desired_start_on: DesiredStart | None = None
    contact_name: ContactName | None = None
    contact_details: ContactDetails | None = None


class HandOverCreate(HandOverFields):
    """A council asks a team whether it can support somebody."""

    asked_team_id: AskedTeam
    preferred_name: PreferredName
    needs: Needs


class HandOverNew(HandOverCreate):
    """As HandOverCreate, with an id of the client's making."""

    id: NewId | None = None


class HandOverPatch(HandOverFields):
    """JSON Merge Patch: left out is unchanged, null clears. The team stands: ask another one by another hand-over."""

    preferred_name: PreferredName = unsent()
    needs: Needs = unsent()
    address_lines: AddressLines = unsent()


class HandOverRead(Shown):
    """A hand-over. Which person came of it, and who supports them now, is told to the provider and to the person alone."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    council_id: UUID
    council_name: Annotated[str, line(200), Field(description="As the council was called when it asked.")]
    asked_team_id: AskedTeam
    team_id: Annotated[UUID, Field(description="The team that answers, and supports the person now.")]
    made_person_id: Annotated[UUID, Field(description="Whom it became.")] | None
    preferred_name: PreferredName
    given_names: Annotated[str, line(200)] | None
    family_name: Annotated[str, line(120)] | None
    date_of_birth: Day | None
    nhs_number: NhsNumber | None
    council_reference: Annotated[str, line(40)] | None
    address_lines: AddressLines
    postcode: Postcode | None
    phone: PhoneText | None
    needs: Needs
    what_matters: WhatMatters | None
    who_is_around: Around | None
    funding_kind: ArrangementKind | None
    funding_words: FundingWords | None
    weekly_amount_pence: WeeklyPence | None
    weekly_minutes: WeeklyMinutes | None
    desired_start_on: DesiredStart | None
    contact_name: ContactName | None
    contact_details: ContactDetails | None
    state: HandOverState
    answered_at: Annotated[Instant, Field(description="When the team answered last.")] | None
    answer_words: Words | None
    declined_because: DeclinedReason | None
    withdrawn_at: Instant | None
    withdrawn_words: WithdrawnWords | None


class HandOverTakingOn(Body):
    """A team says yes, or that it wants to meet them first."""

    person_id: (
        Annotated[UUID, Field(description="Who it is, where the team knows them; left out, the person is written down.")] | None
    ) = None
    words: Words | None = None


class HandOverRefusal(Body):
    """A team cannot. Neither the reason nor the words say whether the person is known."""

    because: DeclinedReason
    words: Words | None = None


class HandOverWithdrawal(Body):
    """The council asks no longer."""

    words: WithdrawnWords | None = None


class HandOverTeamRead(Shown):
    """A team that the caller's council may hand somebody over to."""

    id: Annotated[UUID, Field(description="The team: send it as asked_team_id.")]
    name: Annotated[str, line(120)]
    setting: TeamSetting
    place: Annotated[str, line(200)] | None
    provider_id: UUID
    provider_name: Annotated[str, line(200)]


class HandOversQuery(ListQuery):
    """Filters of the list of hand-overs."""

    state: HandOverState | None = None
    asked_team_id: Annotated[UUID, Field(description="Only those that asked this team.")] | None = None
    council_id: Annotated[UUID, Field(description="Only those of this council.")] | None = None
    made_person_id: (
        Annotated[UUID, Field(description="Only those that became this person. The provider's and the person's.")] | None
    ) = None


class HandOverTeamsQuery(ListQuery):
    """The list of teams has no filters of its own."""
