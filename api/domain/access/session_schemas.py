"""What is shown of sign-ins to those whose they are, and to their manager."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.access.account_schemas import Reason
from api.domain.access.models import SignInHow
from api.domain.access.roles import Role
from api.domain.shared.fields import Body, Instant, Shown, line
from api.storage.lists import ListQuery

Device = Annotated[str, line(120), Field(examples=["Chrome on Android"])]
FrontEnd = Annotated[str, line(120), Field(examples=["Rota of Wigan North"])]


class SessionRead(Shown):
    """A sign-in that still opens something: on which device, with what, and since when."""

    id: UUID
    role: Role
    client_id: Annotated[UUID | None, Field(description="The registered front end; null for those of this service.")]
    client_name: Annotated[FrontEnd, Field(description="What the front end calls itself.")]
    device: Annotated[Device | None, Field(description="In a few words of ours; null when it did not say.")]
    how: SignInHow
    second_factor: Annotated[bool, Field(description="Whether a second factor was given, or their organisation vouched for one.")]
    created_at: Instant
    last_used_at: Annotated[Instant, Field(description="When its token was last renewed.")]
    expires_at: Instant
    current: Annotated[bool, Field(description="Whether this very request came with it.")]


class SecondFactorRemoval(Body):
    """Why a second factor is taken away."""

    reason: Reason


class SessionsQuery(ListQuery):
    """A list of sign-ins has no filters of its own; `updated_since` takes those used from then on."""
