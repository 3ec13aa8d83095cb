"""Connections: who a person sees who is not paid to come, on which days, and the wish to be known for it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.community.connections import queries as q
from api.domain.community.connections import schemas as s
from api.domain.community.connections import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("connections")
ConnectionPage = page_of(s.ConnectionRead)
SightingPage = page_of(s.SightingRead)
Reads = Annotated[Call, Requires("community:read")]
Writes = Annotated[Call, Requires("community:write")]
ConnectionId = Annotated[UUID, Path(description="The connection's id.")]


@router.get("/people/{person_id}/connections", response_model=ConnectionPage)
async def list_connections(call: Reads, person_id: PersonId, query: Annotated[s.ConnectionsQuery, Query()]) -> Response:
    """List whom a person sees who is not paid to come.

    The person, their team, the manager; connector and family where the person shares it. A coach does not read who it is: they
    read how many (GET …/connection-figures).
    """
    return await call.page(q.CONNECTION, query, q.CONNECTIONS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/connections", response_model=s.ConnectionRead, status_code=201)
async def add_connection(call: Writes, person_id: PersonId, body: s.ConnectionNew) -> Response:
    """Write down somebody whom a person sees.

    Somebody who is not paid to come: a friend, a neighbour, somebody of a group; through which circle member, group or
    introduction, if any. A circle member who is a connection too counts once. The person, their team; a connector where it is
    shared. Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.connect(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.CONNECTION, verb, place=f"/people/{person_id}/connections", person_id=person_id)


@router.get("/people/{person_id}/connections/{connection_id}", response_model=s.ConnectionRead)
async def get_connection(call: Reads, person_id: PersonId, connection_id: ConnectionId) -> Response:
    """Read a connection.

    Its tag changes with the last day on which they saw each other too.
    """
    return await call.read(q.CONNECTION, id=connection_id, person_id=person_id)


@router.put("/people/{person_id}/connections/{connection_id}", response_model=s.ConnectionRead)
async def put_connection(call: Writes, person_id: PersonId, connection_id: NewRecordId, body: s.ConnectionCreate) -> Response:
    """Write somebody down under an id of your own.

    For phones without signal: the same body again, at any later time, answers the connection as it is now. With If-Match it
    replaces what is said of it.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.connect(work, person_id, body, id_=connection_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, connection_id, version, body)

    place = f"/people/{person_id}/connections"
    return await call.put(q.CONNECTION, connection_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/connections/{connection_id}", response_model=s.ConnectionRead)
async def update_connection(call: Writes, person_id: PersonId, connection_id: ConnectionId, body: s.ConnectionPatch) -> Response:
    """Change what is said of a connection.

    The person, their team; a connector where it is shared. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, connection_id, version, body)

    return await call.change(q.CONNECTION, connection_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/connections/{connection_id}", status_code=204)
async def remove_connection(call: Writes, person_id: PersonId, connection_id: ConnectionId) -> Response:
    """Take away a connection written down by mistake.

    It counts nowhere from then on. One that is over is ended instead, and stays readable.
    """
    return await call.remove(q.CONNECTION, connection_id, person_id=person_id)


@router.post("/people/{person_id}/connections/{connection_id}/end", response_model=s.ConnectionRead)
async def end_connection(call: Writes, person_id: PersonId, connection_id: ConnectionId, body: s.ConnectionEnd) -> Response:
    """Say that they see each other no more.

    With the last day and, in words, why. It stays readable. Refused with connection-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end(work, person_id, connection_id, body)

    return await call.do(q.CONNECTION, verb, record=connection_id, person_id=person_id)


@router.get("/people/{person_id}/sightings", response_model=SightingPage)
async def list_sightings(call: Reads, person_id: PersonId, query: Annotated[s.SightingsQuery, Query()]) -> Response:
    """List the days on which a person saw their connections.

    The latest first. Whoever reads the connections.
    """
    return await call.page(q.SIGHTING, query, q.SIGHTINGS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/sightings", response_model=s.SightingRead, status_code=201)
async def add_sighting(call: Writes, person_id: PersonId, body: s.SightingNew) -> Response:
    """Write down that they saw each other on a day.

    A day counts once (sighting-known), and not after the connection ended (connection-ended). Refused with person-ended once
    support has ended. Who may: as POST of a connection.
    """

    async def verb(work: Writing) -> UUID:
        return await service.see(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.SIGHTING, verb, place=f"/people/{person_id}/sightings", person_id=person_id)


@router.post("/people/{person_id}/sightings/several", status_code=204)
async def add_sightings(call: Writes, person_id: PersonId, body: s.SightingsNew) -> Response:
    """Write down several days at once.

    Such as a week's: all of them or none. Days that are written down already are left as they are, so it may be sent again.
    Refused as POST …/sightings.
    """

    async def verb(work: Writing) -> None:
        await service.see_several(work, person_id, body)

    return await call.tell(q.SIGHTING, verb, record=person_id)


@router.get("/people/{person_id}/sightings/{record_id}", response_model=s.SightingRead)
async def get_sighting(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a day on which they saw each other."""
    return await call.read(q.SIGHTING, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/sightings/{record_id}", response_model=s.SightingRead)
async def put_sighting(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.SightingCreate) -> Response:
    """Write a day down under an id of your own.

    For phones without signal: the same body again, at any later time, answers it as it is now. With If-Match it replaces day and
    words.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.see(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_sighting_anew(work, person_id, record_id, version, body)

    return await call.put(
        q.SIGHTING, record_id, body, create, replace, place=f"/people/{person_id}/sightings", person_id=person_id
    )


@router.patch("/people/{person_id}/sightings/{record_id}", response_model=s.SightingRead)
async def update_sighting(call: Writes, person_id: PersonId, record_id: RecordId, body: s.SightingPatch) -> Response:
    """Change a day or its words.

    Who may: as POST of a connection. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_sighting_anew(work, person_id, record_id, version, body)

    return await call.change(q.SIGHTING, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/sightings/{record_id}", status_code=204)
async def remove_sighting(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away a day written down by mistake."""
    return await call.remove(q.SIGHTING, record_id, person_id=person_id)


@router.get("/people/{person_id}/reach-wish", response_model=s.ReachWishRead)
async def get_reach_wish(call: Reads, person_id: PersonId) -> Response:
    """Read whether a person wants to be known for bringing people together.

    404 where they have not said so. The person, their team, the manager; a connector where the person shares it.
    """
    return await call.read(q.REACH_WISH, person_id=person_id)


@router.put("/people/{person_id}/reach-wish", response_model=s.ReachWishRead)
async def put_reach_wish(call: Writes, person_id: PersonId, body: s.ReachWishPut) -> Response:
    """Write down that a person wants to be known for bringing people together.

    Only then is their reach worked out (GET …/reach), for themself, their team and their connector. The person, or their team
    in the person's words. Refused with person-ended once support has ended.
    """

    async def create(work: Writing, made_of: bytes) -> bool:
        return await service.wish(work, person_id, body, made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.wish_anew(work, person_id, version, body)

    return await call.put_only(q.REACH_WISH, body, create, replace, place=f"/people/{person_id}/reach-wish", person_id=person_id)


@router.delete("/people/{person_id}/reach-wish", status_code=204)
async def remove_reach_wish(call: Writes, person_id: PersonId) -> Response:
    """Take the wish to be known back.

    From the next request on nobody is told of the person's reach. The person or their team. Needs If-Match.
    """

    async def named(work: Writing) -> UUID:
        return await service.wish_of(work, person_id)

    return await call.remove(q.REACH_WISH, named, person_id=person_id)
