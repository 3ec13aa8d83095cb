"""The hours bank: minutes agreed, used, banked and moved."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.shared.ids import new_id
from api.domain.visits.hours import queries as q
from api.domain.visits.hours import schemas as s
from api.domain.visits.hours import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.lists import ListQuery
from api.storage.writing import Writing

router = make_router("hours")
AgreementPage = page_of(s.HoursAgreementRead)
EntryPage = page_of(s.HoursEntryRead)
Reads = Annotated[Call, Requires("visits:read")]
Agrees = Annotated[Call, Requires("visits:write")]
Moves = Annotated[Call, Requires("hours:write")]
PLACE = "/people/{}/hours/agreements"


@router.get("/people/{person_id}/hours", response_model=s.HoursBank)
async def get_hours_bank(
    call: Annotated[Call, Requires("figures:read")], person_id: PersonId, query: Annotated[s.HoursQuery, Query()]
) -> Response:
    """Read a person's hours bank.

    Minutes agreed, used and put right since it began, what is banked, and the same week by week with the balance after each. A
    shorter visit today is banked, not lost. The person, their team and its coaches, a provider's client, the manager.
    """
    return await call.told(q.BANK, {"person_id": person_id, "weeks": query.weeks})


@router.get("/people/{person_id}/hours/entries", response_model=EntryPage)
async def list_hours_entries(call: Reads, person_id: PersonId, query: Annotated[s.HoursEntriesQuery, Query()]) -> Response:
    """List the entries of a person's hours bank.

    The latest day first. Entries are never changed or taken away: the balance is their sum.
    """
    return await call.page(q.ENTRY, query, q.ENTRY_FILTERS, person_id=person_id)


@router.get("/people/{person_id}/hours/entries/{record_id}", response_model=s.HoursEntryRead)
async def get_hours_entry(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read an entry of a person's hours bank."""
    return await call.read(q.ENTRY, id=record_id, person_id=person_id)


@router.post("/people/{person_id}/hours/moves", response_model=s.HoursEntryRead, status_code=201)
async def move_hours(call: Moves, person_id: PersonId, body: s.HoursMove) -> Response:
    """Move a person's own hours from one day to another.

    The person, or their team for them. With `from_visit_id` that visit ends earlier, with `to_visit_id` that one ends later, both
    still to come; without, the days alone are booked. Answers the entry that came in; the other has the same `move_id`. Refused
    with hours-not-movable when a visit cannot give or take the minutes, with double-booked when its member is not free so long.
    """

    async def verb(work: Writing) -> UUID:
        return await service.move(work, person_id, body)

    return await call.add(q.ENTRY, verb, place=f"/people/{person_id}/hours/entries", person_id=person_id)


@router.post("/people/{person_id}/hours/adjustments", response_model=s.HoursEntryRead, status_code=201)
async def adjust_hours(call: Agrees, person_id: PersonId, body: s.HoursAdjustment) -> Response:
    """Put a person's hours bank right.

    Their team, with the reason in words, which the person reads. An entry of its own: what was booked stands.
    """

    async def verb(work: Writing) -> UUID:
        return await service.adjust(work, person_id, body)

    return await call.add(q.ENTRY, verb, place=f"/people/{person_id}/hours/entries", person_id=person_id)


@router.get("/people/{person_id}/hours/agreements", response_model=AgreementPage)
async def list_hours_agreements(call: Reads, person_id: PersonId, query: Annotated[ListQuery, Query()]) -> Response:
    """List what was agreed about a person's weekly hours.

    The latest first.
    """
    return await call.page(q.AGREEMENT, query, person_id=person_id)


@router.post("/people/{person_id}/hours/agreements", response_model=s.HoursAgreementRead, status_code=201)
async def agree_hours(call: Agrees, person_id: PersonId, body: s.HoursAgreementNew) -> Response:
    """Agree on a person's weekly hours.

    The team writes down what it agreed with the person, from a day on; the agreement before ends that day. Each week's minutes
    are booked from then, at most a year back; weeks that were booked already stay, put them right with an adjustment.
    """

    async def verb(work: Writing) -> UUID:
        return await service.agree(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.AGREEMENT, verb, place=PLACE.format(person_id), person_id=person_id)


@router.get("/people/{person_id}/hours/agreements/{record_id}", response_model=s.HoursAgreementRead)
async def get_hours_agreement(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read what was agreed about weekly hours."""
    return await call.read(q.AGREEMENT, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/hours/agreements/{record_id}", response_model=s.HoursAgreementRead)
async def put_hours_agreement(
    call: Agrees, person_id: PersonId, record_id: NewRecordId, body: s.HoursAgreementCreate
) -> Response:
    """Agree on weekly hours under an id of your own.

    The same body again answers the agreement as it is now. With If-Match it replaces until_on and words; other minutes, or
    another first day, are another agreement.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.agree(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.end_agreement(work, person_id, record_id, version, body)

    return await call.put(q.AGREEMENT, record_id, body, create, replace, place=PLACE.format(person_id), person_id=person_id)


@router.patch("/people/{person_id}/hours/agreements/{record_id}", response_model=s.HoursAgreementRead)
async def update_hours_agreement(call: Agrees, person_id: PersonId, record_id: RecordId, body: s.HoursAgreementPatch) -> Response:
    """Say until when weekly hours hold.

    Needs If-Match. Weeks booked already stay; put them right with an adjustment.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.end_agreement(work, person_id, record_id, version, body)

    return await call.change(q.AGREEMENT, record_id, verb, person_id=person_id)
