"""What is sent and shown of shared roles and agreements."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.domain.teams import models as m
from api.storage.lists import ListQuery

RoleName = Annotated[str, line(120), Field(examples=["Link to the allotment"])]
WhatItIs = Annotated[str, prose(2000), Field(examples=["Keeps the plot's calendar and brings the surplus to the café."])]
Words = Annotated[str, prose(2000), Field(examples=["We say it to each other, not about each other."])]
Why = Annotated[str, prose(2000), Field(examples=["Small things grew big in the first winter."])]


class SharedRoleCreate(Body):
    """A role that the team names itself."""

    name: RoleName
    what_it_is: WhatItIs | None = None


class SharedRoleNew(SharedRoleCreate):
    """As SharedRoleCreate, with an id of the client's making."""

    id: NewId | None = None


class SharedRolePatch(Body):
    """JSON Merge Patch. The six standard roles keep their names."""

    name: RoleName = unsent()
    what_it_is: WhatItIs | None = None


class Holder(Shown):
    """Who holds a role now."""

    member_id: UUID
    name: Annotated[str, line(120)]
    since_on: Day


class SharedRoleRead(Shown):
    """A shared role, with who holds it now or that it has a gap."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: m.SharedRoleKind
    name: RoleName
    what_it_is: WhatItIs | None
    holder: Holder | None
    gap: Annotated[bool, Field(description="Nobody holds it now.")]


class SharedRolesQuery(ListQuery):
    """Filters of the list of shared roles."""

    kind: m.SharedRoleKind | None = None
    gap: Annotated[bool, Field(description="Only roles that nobody holds (true), or that somebody holds (false).")] | None = None


class HoldingNew(Body):
    """A hand-over: who takes the role on, and from which day."""

    id: NewId | None = None
    member_id: UUID
    since_on: Annotated[PastDay, Field(description="Today if left out. The present holding ends on this day.")] | None = None


class HoldingEnd(Body):
    """The end of a holding; the role has a gap until somebody takes it on."""

    until_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class HoldingRead(Shown):
    """Who held a role, since and until when."""

    id: UUID
    team_id: UUID
    role_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    member_id: UUID
    member_name: Annotated[str, line(120)]
    since_on: Day
    until_on: Day | None


class HoldingsQuery(ListQuery):
    """Filters of the list of holdings."""

    member_id: Annotated[UUID, Field(description="Only this member's.")] | None = None


class AgreementCreate(Body):
    """Something the team agreed with one another."""

    words: Words
    why: Why | None = None
    agreed_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    look_again_on: Annotated[Day, Field(description="When to look at it again.")] | None = None


class AgreementNew(AgreementCreate):
    """As AgreementCreate, with an id of the client's making."""

    id: NewId | None = None


class AgreementPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears."""

    words: Words = unsent()
    why: Why | None = None
    agreed_on: PastDay = unsent()
    look_again_on: Day | None = None


class AgreementEnd(Body):
    """The end of an agreement."""

    ended_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    words: Annotated[str, prose(2000), Field(description="Why; kept beside the change.")] | None = None


class AgreementRead(Shown):
    """An agreement of the team."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    words: Words
    why: Why | None
    agreed_on: Day
    look_again_on: Day | None
    ended_on: Day | None


class AgreementsQuery(ListQuery):
    """Filters of the list of agreements."""

    standing: Annotated[bool, Field(description="Only what holds now (true), or what has ended (false).")] | None = None
