"""What a council's return asks of a person, in the return's own words: one record for each person."""

from typing import Annotated
from uuid import UUID

from starlette.responses import Response

from api.domain.commissioning.cld import queries as q
from api.domain.commissioning.cld import schemas as s
from api.domain.commissioning.cld import service
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("client-level-data")
Writes = Annotated[Call, Requires("council-details:write")]


@router.get("/people/{person_id}/council-details", response_model=s.CouncilDetailsRead)
async def get_council_details(call: Annotated[Call, Requires("council-details:read")], person_id: PersonId) -> Response:
    """Read what a council's return asks of a person.

    The person, their team, the manager, a provider's client. Not the council: it gets it with the return.
    """
    return await call.read(q.DETAILS, person_id=person_id)


@router.put("/people/{person_id}/council-details", response_model=s.CouncilDetailsRead)
async def put_council_details(call: Writes, person_id: PersonId, body: s.CouncilDetailsPut) -> Response:
    """Write down what a council's return asks of a person.

    The person, their team, the manager, a provider's client; also of somebody whose support has ended. Creates it, or replaces
    it with If-Match. Words are those of the return's lists, as they stand there. What is left out is empty in a return, and
    told as missing: nothing is guessed.
    """

    async def create(work: Writing, made_of: bytes) -> bool:
        return await service.write_details(work, person_id, body, made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.rewrite_details(work, person_id, version, body)

    return await call.put_only(
        q.DETAILS, body, create, replace, place=f"/people/{person_id}/council-details", person_id=person_id
    )


@router.patch("/people/{person_id}/council-details", response_model=s.CouncilDetailsRead)
async def update_council_details(call: Writes, person_id: PersonId, body: s.CouncilDetailsPatch) -> Response:
    """Change what a council's return asks of a person.

    The person, their team, the manager, a provider's client. Needs If-Match.
    """

    async def named(work: Writing) -> UUID:
        return await service.details_of(work, person_id)

    async def verb(work: Writing, version: int) -> None:
        await service.rewrite_details(work, person_id, version, body)

    return await call.change(q.DETAILS, named, verb, person_id=person_id)
