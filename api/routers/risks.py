"""Risks that a person wants to take."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.risks import queries as q
from api.domain.people.risks import schemas as s
from api.domain.people.risks import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("risks")
PositiveRiskPage = page_of(s.PositiveRiskRead)
Reads = Annotated[Call, Requires("risks:read")]
Writes = Annotated[Call, Requires("risks:write")]


@router.get("/people/{person_id}/risks", response_model=PositiveRiskPage)
async def list_risks(call: Reads, person_id: PersonId, query: Annotated[s.PositiveRisksQuery, Query()]) -> Response:
    """List the risks that a person wants to take.

    By the day to look at them again. The person, their team, their team's coaches to read, the manager.
    """
    return await call.page(q.RISK, query, q.RISKS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/risks", response_model=s.PositiveRiskRead, status_code=201)
async def add_risk(call: Writes, person_id: PersonId, body: s.PositiveRiskNew) -> Response:
    """Write down a risk that a person wants to take.

    What they want, what it brings them, whose risk it is, what was agreed, when to look at it again. The team and the manager;
    the person writes their own (whose: person). Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.RISK, verb, place=f"/people/{person_id}/risks", person_id=person_id)


@router.get("/people/{person_id}/risks/{record_id}", response_model=s.PositiveRiskRead)
async def get_risk(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a risk that a person wants to take."""
    return await call.read(q.RISK, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/risks/{record_id}", response_model=s.PositiveRiskRead)
async def put_risk(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.PositiveRiskCreate) -> Response:
    """Write down a risk under an id of your own.

    For phones without signal: the same body again, at any later time, answers the risk as it is now. With If-Match it replaces
    what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, record_id, version, body)

    return await call.put(q.RISK, record_id, body, create, replace, place=f"/people/{person_id}/risks", person_id=person_id)


@router.patch("/people/{person_id}/risks/{record_id}", response_model=s.PositiveRiskRead)
async def update_risk(call: Writes, person_id: PersonId, record_id: RecordId, body: s.PositiveRiskPatch) -> Response:
    """Change what is said of a risk.

    The team and the manager; a person their own (whose: person). Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, record_id, version, body)

    return await call.change(q.RISK, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/risks/{record_id}", status_code=204)
async def remove_risk(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away a risk written down by mistake.

    One that is no longer taken is ended instead, and stays readable.
    """

    async def verb(work: Writing, _version: int) -> None:
        await service.may_remove(work, person_id, record_id)

    return await call.remove(q.RISK, record_id, verb, person_id=person_id)


@router.post("/people/{person_id}/risks/{record_id}/end", response_model=s.PositiveRiskRead)
async def end_risk(call: Writes, person_id: PersonId, record_id: RecordId, body: s.PositiveRiskEnd) -> Response:
    """Say that a risk is no longer taken.

    With the day and, in words, why. It stays readable. Refused with risk-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end(work, person_id, record_id, body)

    return await call.do(q.RISK, verb, record=record_id, person_id=person_id)
