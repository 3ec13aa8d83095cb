"""Who the token speaks for."""

from typing import Annotated
from uuid import UUID

from pydantic import Field
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.shared.fields import Shown
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import router as make_router

router = make_router("me")


Scope = Annotated[str, Field(max_length=40, pattern=r"^[a-z-]+:[a-z]+$", examples=["people:read"])]


class Me(Shown):
    """Who the token speaks for, and what it may do. Whose rows it reaches is looked up at each request."""

    subject: Annotated[UUID, Field(description="The account, or the client for a machine.")]
    organisation_id: UUID
    role: Role
    scopes: Annotated[list[Scope], Field(max_length=100)]


@router.get("/me", response_model=Me)
async def get_me(call: Annotated[Call, Requires()]) -> Response:
    """Read who this token speaks for.

    Any valid token. Tells account, organisation, role and scopes.
    """
    return await call.me()
