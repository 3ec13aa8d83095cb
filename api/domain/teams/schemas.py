"""What is sent and shown of teams."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Day, Instant, PastDay, Postcode, Shown, Version, line, prose, some, unsent, whole
from api.domain.shared.ids import NewId
from api.domain.teams import models as m
from api.storage.lists import ListQuery

TeamName = Annotated[str, line(120), Field(examples=["Wigan North"])]
Purpose = Annotated[str, prose(1000), Field(examples=["To help people live well at home and be part of their community."])]


LateAfter = Annotated[
    int, whole(1, 240), Field(description="Minutes after which a visit that has not begun counts as late.", examples=[15])
]


class TeamCreate(Body):
    """A new team."""

    name: TeamName
    purpose: Purpose
    values: Annotated[list[Annotated[str, line(120)]], some(12)] = []
    setting: m.TeamSetting
    place: Annotated[str, line(200), Field(examples=["Wigan and Leigh"])] | None = None
    postcode: Postcode | None = None
    late_after_minutes: LateAfter = 15
    started_on: Day


class TeamNew(TeamCreate):
    """As TeamCreate, with an id of the client's making."""

    id: NewId | None = None


class TeamPatch(Body):
    """JSON Merge Patch: what the team says of itself."""

    name: TeamName = unsent()
    purpose: Purpose = unsent()
    values: Annotated[list[Annotated[str, line(120)]], some(12)] = unsent()
    place: Annotated[str, line(200)] | None = None
    postcode: Postcode | None = None
    late_after_minutes: LateAfter = unsent()


class TeamEnd(Body):
    """The end of a team."""

    ended_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    words: Annotated[str, prose(2000), Field(examples=["Its people and members joined Wigan South."])] | None = None


class TeamRead(Shown):
    """A team."""

    id: UUID
    organisation_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: TeamName
    purpose: Purpose
    values: Annotated[list[Annotated[str, line(120)]], some(12)]
    setting: m.TeamSetting
    place: Annotated[str, line(200)] | None
    postcode: Postcode | None
    late_after_minutes: LateAfter
    started_on: Day
    ended_on: Day | None


class TeamsQuery(ListQuery):
    """Filters of the list of teams."""

    setting: m.TeamSetting | None = None
    ended: Annotated[bool, Field(description="Only teams that have ended (true), or that work (false).")] | None = None
