"""Representatives: who may speak or decide for a person."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.access import consent_queries as q
from api.domain.access import consent_schemas as s
from api.domain.access import consent_service as service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("representatives")
RepresentativePage = page_of(s.RepresentativeRead)
Reads = Annotated[Call, Requires("consents:read")]
Writes = Annotated[Call, Requires("consents:write")]


@router.get("/people/{person_id}/representatives", response_model=RepresentativePage)
async def list_representatives(call: Reads, person_id: PersonId, query: Annotated[s.RepresentativesQuery, Query()]) -> Response:
    """List who may speak or decide for a person.

    The person, their team and the manager. Nobody else: an authority's evidence is the person's own affair.
    """
    return await call.page(q.REPRESENTATIVE, query, q.REPRESENTATIVES_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/representatives", response_model=s.RepresentativeRead, status_code=201)
async def create_representative(call: Writes, person_id: PersonId, body: s.RepresentativeNew) -> Response:
    """Write down who speaks for a person.

    With the evidence that was seen. An attorney or deputy may then consent within their scope; an appointee looks after benefits,
    an advocate speaks up.
    """

    async def verb(work: Writing) -> UUID:
        return await service.appoint(work, person_id, body)

    return await call.add(q.REPRESENTATIVE, verb, place=f"/people/{person_id}/representatives", person_id=person_id)


@router.get("/people/{person_id}/representatives/{representative_id}", response_model=s.RepresentativeRead)
async def get_representative(call: Reads, person_id: PersonId, representative_id: RecordId) -> Response:
    """Read a representative.

    The person, their team and the manager.
    """
    return await call.read(q.REPRESENTATIVE, id=representative_id, person_id=person_id)


@router.put("/people/{person_id}/representatives/{representative_id}", response_model=s.RepresentativeRead)
async def put_representative(
    call: Writes, person_id: PersonId, representative_id: NewRecordId, body: s.RepresentativeCreate
) -> Response:
    """Write down a representative under your own id.

    The same body again answers the record as it is now. With If-Match it replaces what is known.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.appoint(work, person_id, body, id_=representative_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.rewrite(work, person_id, representative_id, version, body)

    place = f"/people/{person_id}/representatives"
    return await call.put(q.REPRESENTATIVE, representative_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/representatives/{representative_id}", response_model=s.RepresentativeRead)
async def update_representative(
    call: Writes, person_id: PersonId, representative_id: RecordId, body: s.RepresentativePatch
) -> Response:
    """Change what is known of a representative.

    An end, a telephone number, further evidence. Consents that rested on the authority stand until they are withdrawn.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.correct(work, person_id, representative_id, version, body)

    return await call.change(q.REPRESENTATIVE, representative_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/representatives/{representative_id}", status_code=204)
async def remove_representative(call: Writes, person_id: PersonId, representative_id: RecordId) -> Response:
    """Remove a representative recorded in error.

    An authority that ended is not removed: give it until_on. Consents that name it keep its id.
    """
    return await call.remove(q.REPRESENTATIVE, representative_id, person_id=person_id)
