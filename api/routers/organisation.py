"""The token's own organisation."""

from typing import Annotated

from starlette.responses import Response

from api.domain.access import account_queries as q
from api.domain.access import account_schemas as s
from api.domain.access import accounts as verbs
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("organisation")


@router.get("/organisation", response_model=s.OrganisationRead)
async def get_organisation(call: Annotated[Call, Requires("organisation:read")]) -> Response:
    """Read your own organisation.

    Every role. It is the provider or council that the token belongs to.
    """
    return await call.read(q.ORGANISATION, id=call.asker.organisation)


@router.patch("/organisation", response_model=s.OrganisationRead)
async def update_organisation(call: Annotated[Call, Requires("organisation:write")], body: s.OrganisationPatch) -> Response:
    """Change what is known of your organisation.

    A manager's: its name, and the codes under which registers know it.
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.describe(work, version, body)

    return await call.change(q.ORGANISATION, call.asker.organisation, verb)
