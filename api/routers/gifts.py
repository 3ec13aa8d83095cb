"""Gifts of head, heart and hands that a person has or seeks."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.gifts import queries as q
from api.domain.people.gifts import schemas as s
from api.domain.people.gifts import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("gifts")
GiftPage = page_of(s.GiftRead)
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]


@router.get("/people/{person_id}/gifts", response_model=GiftPage)
async def list_gifts(call: Reads, person_id: PersonId, query: Annotated[s.GiftsQuery, Query()]) -> Response:
    """List a person's gifts.

    Of head, heart and hands, those they have and those they seek. Family and a connector see them while the person shares
    their gifts; a coach reads them.
    """
    return await call.page(q.GIFT, query, q.GIFTS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/gifts", response_model=s.GiftRead, status_code=201)
async def add_gift(call: Writes, person_id: PersonId, body: s.GiftNew) -> Response:
    """Write down a gift.

    The person, their team, the manager. Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.GIFT, verb, place=f"/people/{person_id}/gifts", person_id=person_id)


@router.get("/people/{person_id}/gifts/{record_id}", response_model=s.GiftRead)
async def get_gift(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read one of a person's gifts."""
    return await call.read(q.GIFT, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/gifts/{record_id}", response_model=s.GiftRead)
async def put_gift(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.GiftCreate) -> Response:
    """Write down a gift under an id of your own.

    For phones without signal: the same body again, at any later time, answers the gift as it is now. With If-Match it replaces
    what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, record_id, version, body)

    return await call.put(q.GIFT, record_id, body, create, replace, place=f"/people/{person_id}/gifts", person_id=person_id)


@router.patch("/people/{person_id}/gifts/{record_id}", response_model=s.GiftRead)
async def update_gift(call: Writes, person_id: PersonId, record_id: RecordId, body: s.GiftPatch) -> Response:
    """Change what is said of a gift.

    The person, their team, the manager. Needs If-Match; the log keeps what was said before.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, record_id, version, body)

    return await call.change(q.GIFT, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/gifts/{record_id}", status_code=204)
async def remove_gift(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take a gift off the list.

    For what was written down by mistake or is a gift no more. It stays in the change log.
    """
    return await call.remove(q.GIFT, record_id, person_id=person_id)
