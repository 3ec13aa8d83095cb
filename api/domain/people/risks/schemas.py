"""What is sent and shown of positive risks."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.people.risks.models import WhoseRisk
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Words = Annotated[str, prose(2000)]
WhatIWant = Annotated[
    Words, Field(description="What the person wants to do, in their words.", examples=["Walk to Mass on my own again"])
]
WhatItBrings = Annotated[Words, Field(description="What it brings them.", examples=["I meet people on the way, and I am myself"])]
WhatCouldHappen = Annotated[Words, Field(examples=["I could fall at the crossing"])]
Whose = Annotated[
    WhoseRisk, Field(description="The person's risk stays theirs; the organisation's own is shared.", examples=["person"])
]
Agreed = Annotated[Words, Field(description="What was agreed.", examples=["I take my phone and ring Amira when I am there"])]
AgreedWith = Annotated[
    list[Annotated[str, line(120)]], some(20), Field(description="With whom.", examples=[["Amira", "Siobhan"]])
]
ReviewOn = Annotated[Day, Field(description="When to look at it again.")]


class PositiveRiskCreate(Body):
    """A risk that the person wants to take."""

    what_i_want: WhatIWant
    what_it_brings: WhatItBrings
    what_could_happen: WhatCouldHappen | None = None
    whose: Whose
    agreed: Agreed | None = None
    agreed_with: AgreedWith = []
    review_on: ReviewOn


class PositiveRiskNew(PositiveRiskCreate):
    """As PositiveRiskCreate, with an id of the client's making."""

    id: NewId | None = None


class PositiveRiskPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what_could_happen and agreed. It ends by a verb of its own."""

    what_i_want: WhatIWant = unsent()
    what_it_brings: WhatItBrings = unsent()
    what_could_happen: WhatCouldHappen | None = None
    whose: Whose = unsent()
    agreed: Agreed | None = None
    agreed_with: AgreedWith = unsent()
    review_on: ReviewOn = unsent()


class PositiveRiskRead(Shown):
    """A risk that the person wants to take."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    what_i_want: WhatIWant
    what_it_brings: WhatItBrings
    what_could_happen: WhatCouldHappen | None
    whose: Whose
    agreed: Agreed | None
    agreed_with: AgreedWith
    review_on: ReviewOn
    ended_on: Annotated[Day, Field(description="The day it was no longer taken.")] | None
    provided_by_team_id: Annotated[UUID, Field(description="The team that wrote it down.")]


class PositiveRiskEnd(Body):
    """The risk is no longer taken."""

    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    words: Annotated[Words, Field(description="Why; kept in the change log.")] | None = None


class PositiveRisksQuery(ListQuery):
    """Filters of the list of a person's positive risks."""

    whose: WhoseRisk | None = None
    ended: Annotated[bool, Field(description="Only those that ended, or only those still taken.")] | None = None
    review_before: Annotated[Day, Field(description="Only those to look at before this day.")] | None = None
