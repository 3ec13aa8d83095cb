"""What is sent and shown of coaches."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.shared.fields import Body, Day, Instant, Shown, Version, line, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

CoachName = Annotated[str, line(120), Field(examples=["Ruth Ellis"])]


class CoachingNew(Body):
    """A coach for a team."""

    id: NewId | None = None
    account_id: Annotated[UUID, Field(description="An account of the organisation that holds the role coach.")]
    since_on: Annotated[Day, Field(description="Today if left out. A day to come is fine: access begins with it.")] | None = None


class CoachingEnd(Body):
    """The end of a coaching."""

    until_on: (
        Annotated[
            Day, Field(description="Today if left out, which ends access at once. On this day the coach is no longer there.")
        ]
        | None
    ) = None


class CoachingRead(Shown):
    """That a coach supports a team, from when until when."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    account_id: UUID
    name: CoachName
    since_on: Day
    until_on: Day | None


class CoachingsQuery(ListQuery):
    """Filters of the list of a team's coaches."""

    current: Annotated[bool, Field(description="Only who coaches the team today (true), or does not (false).")] | None = None


class CoachRead(Shown):
    """A coach and how many teams they support now."""

    id: Annotated[UUID, Field(description="The coach's account.")]
    name: CoachName
    load: Annotated[int, whole(0, 2147483647), Field(description="Number of teams they support today.", examples=[12])]


class CoachesQuery(ListQuery):
    """The list of coaches has no filters of its own."""
