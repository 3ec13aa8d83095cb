"""What is sent and shown of whom a council works with."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.providers.models import CommissionedState
from api.domain.shared.fields import Body, Day, Instant, Shown, Version, line
from api.storage.lists import ListQuery

State = Annotated[
    CommissionedState,
    Field(description="asked: nothing of the provider counts. agreed: it does. ended: it does for days until until_on."),
]
LastDay = Annotated[Day, Field(description="The last day on which the council works with the provider.", examples=["2026-12-31"])]


class CommissionedProviderEnding(Body):
    """The last day on which the council works with the provider: gone by, today, or still to come."""

    until_on: LastDay


class CommissionedProviderRead(Shown):
    """Whether a council works with a provider."""

    id: UUID
    version: Version
    created_at: Annotated[Instant, Field(description="When the provider first named the council in an arrangement.")]
    updated_at: Instant
    provider_id: Annotated[UUID, Field(description="The provider that asks.")]
    provider_name: Annotated[
        str, line(200), Field(description="As the provider was called when it asked.", examples=["Ashbrook Wellbeing Teams"])
    ]
    council_id: Annotated[UUID, Field(description="The council that agrees.")]
    state: State
    agreed_at: Annotated[Instant, Field(description="When the council agreed last.")] | None
    agreed_by_account_id: Annotated[UUID, Field(description="Who agreed for the council.")] | None
    until_on: LastDay | None


class CommissionedProvidersQuery(ListQuery):
    """Filters of the list of providers that a council works with."""

    state: CommissionedState | None = None
