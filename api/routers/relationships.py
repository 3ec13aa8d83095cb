"""Who is in a person's life."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.relationships import queries as q
from api.domain.people.relationships import schemas as s
from api.domain.people.relationships import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("relationships")
RelationshipPage = page_of(s.RelationshipRead)
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]


@router.get("/people/{person_id}/relationships", response_model=RelationshipPage)
async def list_relationships(call: Reads, person_id: PersonId, query: Annotated[s.RelationshipsQuery, Query()]) -> Response:
    """List who is in a person's life.

    What they are to the person, how close, whether they are an unpaid carer, what they may be told. The person, their team,
    the manager; family and a connector while the person shares their relationships. A coach does not see them.
    """
    return await call.page(q.RELATIONSHIP, query, q.RELATIONSHIPS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/relationships", response_model=s.RelationshipRead, status_code=201)
async def add_relationship(call: Writes, person_id: PersonId, body: s.RelationshipNew) -> Response:
    """Write down somebody in a person's life.

    The person, their team, the manager. What they may be told is a note for people: access is given by consents alone.
    Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.RELATIONSHIP, verb, place=f"/people/{person_id}/relationships", person_id=person_id)


@router.get("/people/{person_id}/relationships/{record_id}", response_model=s.RelationshipRead)
async def get_relationship(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read one of a person's relationships.

    A coach does not see them.
    """
    return await call.read(q.RELATIONSHIP, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/relationships/{record_id}", response_model=s.RelationshipRead)
async def put_relationship(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.RelationshipCreate) -> Response:
    """Write down somebody under an id of your own.

    For phones without signal: the same body again, at any later time, answers the record as it is now. With If-Match it replaces
    what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, record_id, version, body)

    return await call.put(
        q.RELATIONSHIP, record_id, body, create, replace, place=f"/people/{person_id}/relationships", person_id=person_id
    )


@router.patch("/people/{person_id}/relationships/{record_id}", response_model=s.RelationshipRead)
async def update_relationship(call: Writes, person_id: PersonId, record_id: RecordId, body: s.RelationshipPatch) -> Response:
    """Change what is said of a relationship.

    The person, their team, the manager. Needs If-Match; the log keeps what was said before.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, record_id, version, body)

    return await call.change(q.RELATIONSHIP, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/relationships/{record_id}", status_code=204)
async def remove_relationship(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take somebody off the relationship map.

    For what was written down by mistake or is over. It stays in the change log.
    """
    return await call.remove(q.RELATIONSHIP, record_id, person_id=person_id)
