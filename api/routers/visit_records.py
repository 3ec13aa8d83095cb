"""What happened on a visit: arrivals, departures, notes, whole visits from a phone without signal, amendments."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.visits.recording import queries as q
from api.domain.visits.recording import schemas as s
from api.domain.visits.recording import service
from api.domain.visits.recording.merging import ARRIVAL, DEPARTURE
from api.domain.visits.recording.whole import hand_in
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.http.recorded import accepted, if_match, recorded
from api.routers.shared import NewRecordId, PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("visit-records")
VisitRecordPage = page_of(s.VisitRecordRead)
VisitAmendmentPage = page_of(s.VisitAmendmentRead)
Reads = Annotated[Call, Requires("visits:read")]
Writes = Annotated[Call, Requires("visits:write")]
VisitId = Annotated[UUID, Path(description="The visit's id.")]
VisitRecordId = Annotated[UUID, Path(description="The visit record's id.")]
AmendmentId = Annotated[UUID, Path(description="The amendment's id.")]


@router.post("/visits/{visit_id}/arrival", response_model=s.VisitRecordRead)
async def record_arrival(call: Writes, visit_id: VisitId, body: s.VisitMoment) -> Response:
    """Say that one has arrived.

    A member of the team that provides the visit, for themselves; they are added to the visit if they were not planned. The
    device's time is kept beside ours; a clock that differs by more than five minutes is flagged (`clock_differs`), never refused.
    The visit is then `in_progress`, also one that was cancelled or missed (flagged `was_closed`). Answers the caller's own
    record. The same again changes nothing; another time is refused with time-recorded: send an amendment.
    """

    async def verb(work: Writing) -> UUID:
        return await service.record_end(work, visit_id, ARRIVAL, body)

    return await call.add(q.RECORD, verb, status=200)


@router.post("/visits/{visit_id}/departure", response_model=s.VisitRecordRead)
async def record_departure(call: Writes, visit_id: VisitId, body: s.VisitMoment) -> Response:
    """Say that one has left.

    As an arrival. When nobody is there any more the visit is `completed` and its minutes are booked. It may be sent before the
    arrival: the arrival fills in later. Refused with record-times when it lies before the arrival or more than 24 hours after.
    """

    async def verb(work: Writing) -> UUID:
        return await service.record_end(work, visit_id, DEPARTURE, body)

    return await call.add(q.RECORD, verb, status=200)


@router.put("/visits/{visit_id}/note", response_model=s.VisitRecordRead)
async def write_visit_note(call: Writes, visit_id: VisitId, body: s.Note) -> Response:
    """Write one's own note of a visit.

    A member of the team that day. The first time it begins the note (201), the same again changes nothing (200); another one
    needs If-Match with the ETag of the caller's record and replaces it, and the change log keeps what it said before. 24 hours
    after it was first recorded a note is locked: refused with note-locked, send an amendment. `about_others` is for passages
    about a third party: the person, family and the coach do not read it.
    """
    version = if_match(call)

    async def run(work: Writing) -> Response:
        written = await service.write_note(work, visit_id, body, version)
        return await recorded(call, work, q.RECORD, written.record, created=written.created, place="/visit-records")

    return await call.written(run)


@router.put(
    "/visits/{visit_id}/record",
    response_model=s.VisitRecordRead,
    responses={202: {"description": "Accepted: a late record, stored for the team. Nothing of it is shown."}},
)
async def put_visit_record(call: Writes, visit_id: NewRecordId, body: s.WholeVisit) -> Response:
    """Hand in a whole visit as the phone kept it.

    For visits recorded without signal: late, twice or out of order. A planned visit is named by its id; one that nobody planned
    is made under the id sent, a UUIDv7, as `unplanned`. The same body again, at any later time, answers the record as it is
    now; another one is refused with id-in-use unless If-Match names the record's ETag. What was recorded before stands: gaps
    are filled, and what is told otherwise is kept beside it as an amendment (because: sent again) and flagged `sent_again`.

    Rules are those of the visit's day. Whoever was a member of the team that day hands in their own record for 30 days though
    they have left, or the person has moved: it is stored, flagged `late_record`, and answered with 202 and nothing else. A
    person whose support was paused or had ended only adds a flag.
    """
    version = if_match(call)

    async def run(work: Writing) -> Response:
        written = await hand_in(work, visit_id, body, version)
        if written.late:
            return await accepted(work)
        return await recorded(call, work, q.RECORD, written.record, created=written.created, place="/visit-records")

    return await call.written(run, handing_in=True)


@router.get("/visits/{visit_id}/records", response_model=VisitRecordPage)
async def list_records_of_visit(call: Reads, visit_id: VisitId, query: Annotated[s.VisitRecordsQuery, Query()]) -> Response:
    """List the records of a visit, one for each member who came.

    Whoever may read the visit. Person, coach and family do not get passages about others, nor where the phone was.
    """
    return await call.page(q.RECORD, query, q.RECORDS_FILTERS, visit_id=visit_id)


@router.get("/people/{person_id}/visit-records", response_model=VisitRecordPage)
async def list_visit_records(call: Reads, person_id: PersonId, query: Annotated[s.VisitRecordsQuery, Query()]) -> Response:
    """List the records of a person's visits, newest first.

    What happened last, and what whoever comes next should know: `handover` and `what_next_time`. Ordered by when they were first
    recorded.
    """
    return await call.page(q.RECORD, query, q.RECORDS_FILTERS, person_id=person_id)


@router.get("/visit-records/{visit_record_id}", response_model=s.VisitRecordRead)
async def get_visit_record(call: Reads, visit_record_id: VisitRecordId) -> Response:
    """Read one member's record of a visit.

    As it was first recorded; amendments stand beside it in a list of their own.
    """
    return await call.read(q.RECORD, id=visit_record_id)


@router.get("/visit-records/{visit_record_id}/amendments", response_model=VisitAmendmentPage)
async def list_visit_amendments(
    call: Reads, visit_record_id: VisitRecordId, query: Annotated[s.VisitAmendmentsQuery, Query()]
) -> Response:
    """List the amendments of a visit record.

    In the order in which they came. The last one of arrived_at and of departed_at is what minutes are counted with.
    """
    return await call.page(q.AMENDMENT, query, q.AMENDMENTS_FILTERS, record_id=visit_record_id)


@router.post("/visit-records/{visit_record_id}/amendments", response_model=s.VisitAmendmentRead, status_code=201)
async def amend_visit_record(call: Writes, visit_record_id: VisitRecordId, body: s.VisitAmendmentNew) -> Response:
    """Add a later word to a visit record.

    Members of the person's team, with a reason. Nothing is overwritten: the first word stands and this one stands beside it. An
    amended arrived_at or departed_at is what the visit's times and minutes are counted with from then on, and the hours bank
    books the difference. Refused with record-times when the times would be out of order.
    """

    async def verb(work: Writing) -> UUID:
        return await service.amend(work, visit_record_id, body)

    return await call.add(q.AMENDMENT, verb, place=f"/visit-records/{visit_record_id}/amendments", record_id=visit_record_id)


@router.get("/visit-records/{visit_record_id}/amendments/{amendment_id}", response_model=s.VisitAmendmentRead)
async def get_visit_amendment(call: Reads, visit_record_id: VisitRecordId, amendment_id: AmendmentId) -> Response:
    """Read one amendment of a visit record."""
    return await call.read(q.AMENDMENT, id=amendment_id, record_id=visit_record_id)
