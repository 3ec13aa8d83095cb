"""Falls: when, where, what they did, what we learned."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.concerns.falls import queries as q
from api.domain.concerns.falls import schemas as s
from api.domain.concerns.falls import service
from api.domain.concerns.falls.models import Fall
from api.domain.concerns.notifications import service as notifications
from api.domain.concerns.notifications.schemas import NotificationRecord
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("falls")
FallPage = page_of(s.FallRead)
Reads = Annotated[Call, Requires("hospital-stays:read")]
Writes = Annotated[Call, Requires("hospital-stays:write")]


@router.get("/falls", response_model=FallPage)
async def list_all_falls(call: Reads, query: Annotated[s.AllFallsQuery, Query()]) -> Response:
    """List all falls that you reach, the latest first.

    Of your team's people, of the teams you coach, of the organisation for a manager, of yourself for a person.
    """
    return await call.page(q.FALL, query, q.ALL_FALLS_FILTERS)


@router.get("/people/{person_id}/falls", response_model=FallPage)
async def list_falls(call: Reads, person_id: PersonId, query: Annotated[s.FallsQuery, Query()]) -> Response:
    """List a person's falls, the latest first.

    The team, its coaches, the person, the manager, a provider's client.
    """
    return await call.page(q.FALL, query, q.FALLS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/falls", response_model=s.FallRead, status_code=201)
async def add_fall(call: Writes, person_id: PersonId, body: s.FallNew) -> Response:
    """Write down a fall.

    The team, the manager, a provider's client; also of somebody whose support has ended. 422
    not-this-visit when the visit is not one with this person.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write_down(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.FALL, verb, place=f"/people/{person_id}/falls", person_id=person_id)


@router.get("/people/{person_id}/falls/{record_id}", response_model=s.FallRead)
async def get_fall(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a fall.

    The team, its coaches, the person, the manager, a provider's client.
    """
    return await call.read(q.FALL, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/falls/{record_id}", response_model=s.FallRead)
async def put_fall(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.FallCreate) -> Response:
    """Write down a fall under an id of your own.

    For phones without signal: the same body again, at any later time, answers it as it is now. With If-Match it replaces what
    it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write_down(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, record_id, version, body)

    place = f"/people/{person_id}/falls"
    return await call.put(q.FALL, record_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/falls/{record_id}", response_model=s.FallRead)
async def update_fall(call: Writes, person_id: PersonId, record_id: RecordId, body: s.FallPatch) -> Response:
    """Change what is said of a fall.

    The team, the manager, a provider's client. Needs If-Match. What the regulator was told stays as it is (regulator-told).
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, record_id, version, body)

    return await call.change(q.FALL, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/falls/{record_id}", status_code=204)
async def remove_fall(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away a fall written down by mistake.

    The team, the manager, a provider's client. Needs If-Match. One that the regulator was told of stays (regulator-told).
    """

    async def verb(work: Writing, version: int) -> None:
        await notifications.may_remove(work, Fall, person_id, record_id, version)

    return await call.remove(q.FALL, record_id, verb, person_id=person_id)


@router.post("/people/{person_id}/falls/{record_id}/notification", response_model=s.FallRead)
async def record_fall_notification(call: Writes, person_id: PersonId, record_id: RecordId, body: NotificationRecord) -> Response:
    """Say that the regulator was told of a fall.

    The team and the manager. What had to be told stands in it (`notification`), and stays as it is from then on. Refused with
    regulator-told the second time, with nothing-to-tell when nobody said what.
    """

    async def verb(work: Writing) -> None:
        await notifications.record(work, Fall, person_id, record_id, body)

    return await call.do(q.FALL, verb, record=record_id, person_id=person_id)
