"""Stays in hospital: from when until when, planned or not, what we learned."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.concerns.notifications import service as notifications
from api.domain.concerns.notifications.schemas import NotificationRecord
from api.domain.concerns.stays import queries as q
from api.domain.concerns.stays import schemas as s
from api.domain.concerns.stays import service
from api.domain.concerns.stays.models import HospitalStay
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("hospital-stays")
HospitalStayPage = page_of(s.HospitalStayRead)
Reads = Annotated[Call, Requires("hospital-stays:read")]
Writes = Annotated[Call, Requires("hospital-stays:write")]


@router.get("/hospital-stays", response_model=HospitalStayPage)
async def list_all_hospital_stays(call: Reads, query: Annotated[s.AllHospitalStaysQuery, Query()]) -> Response:
    """List all stays in hospital that you reach, the latest first.

    Of your team's people, of the teams you coach, of the organisation for a manager, of yourself for a person.
    """
    return await call.page(q.STAY, query, q.ALL_STAYS_FILTERS)


@router.get("/people/{person_id}/hospital-stays", response_model=HospitalStayPage)
async def list_hospital_stays(call: Reads, person_id: PersonId, query: Annotated[s.HospitalStaysQuery, Query()]) -> Response:
    """List a person's stays in hospital, the latest first.

    The team, its coaches, the person, the manager, a provider's client.
    """
    return await call.page(q.STAY, query, q.STAYS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/hospital-stays", response_model=s.HospitalStayRead, status_code=201)
async def add_hospital_stay(call: Writes, person_id: PersonId, body: s.HospitalStayNew) -> Response:
    """Write down a stay in hospital.

    The team, the manager, a provider's client; also of somebody whose support has ended. Refused
    with stay-open while another has not ended: nobody is in two hospitals at once.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write_down(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.STAY, verb, place=f"/people/{person_id}/hospital-stays", person_id=person_id)


@router.get("/people/{person_id}/hospital-stays/{record_id}", response_model=s.HospitalStayRead)
async def get_hospital_stay(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a stay in hospital.

    The team, its coaches, the person, the manager, a provider's client.
    """
    return await call.read(q.STAY, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/hospital-stays/{record_id}", response_model=s.HospitalStayRead)
async def put_hospital_stay(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.HospitalStayCreate) -> Response:
    """Write down a stay in hospital under an id of your own.

    For phones without signal: the same body again, at any later time, answers it as it is now. With If-Match it replaces what
    it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write_down(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, record_id, version, body)

    place = f"/people/{person_id}/hospital-stays"
    return await call.put(q.STAY, record_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/hospital-stays/{record_id}", response_model=s.HospitalStayRead)
async def update_hospital_stay(call: Writes, person_id: PersonId, record_id: RecordId, body: s.HospitalStayPatch) -> Response:
    """Change what is said of a stay in hospital.

    The team, the manager, a provider's client. Needs If-Match. What the regulator was told stays as it is (regulator-told).
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, record_id, version, body)

    return await call.change(q.STAY, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/hospital-stays/{record_id}", status_code=204)
async def remove_hospital_stay(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away a stay in hospital written down by mistake.

    The team, the manager, a provider's client. Needs If-Match. One that the regulator was told of stays (regulator-told).
    """

    async def verb(work: Writing, version: int) -> None:
        await notifications.may_remove(work, HospitalStay, person_id, record_id, version)

    return await call.remove(q.STAY, record_id, verb, person_id=person_id)


@router.post("/people/{person_id}/hospital-stays/{record_id}/discharge", response_model=s.HospitalStayRead)
async def record_discharge(call: Writes, person_id: PersonId, record_id: RecordId, body: s.HospitalDischarge) -> Response:
    """Say that a person left hospital.

    The team, the manager, a provider's client. With the day, and what we learned for the next time. Refused with stay-ended the
    second time.
    """

    async def verb(work: Writing) -> None:
        await service.discharge(work, person_id, record_id, body)

    return await call.do(q.STAY, verb, record=record_id, person_id=person_id)


@router.post("/people/{person_id}/hospital-stays/{record_id}/notification", response_model=s.HospitalStayRead)
async def record_hospital_stay_notification(
    call: Writes, person_id: PersonId, record_id: RecordId, body: NotificationRecord
) -> Response:
    """Say that the regulator was told of a stay in hospital.

    The team and the manager. What had to be told stands in it (`notification`), and stays as it is from then on. Refused with
    regulator-told the second time, with nothing-to-tell when nobody said what.
    """

    async def verb(work: Writing) -> None:
        await notifications.record(work, HospitalStay, person_id, record_id, body)

    return await call.do(q.STAY, verb, record=record_id, person_id=person_id)
