"""Assessments of what people need, as the councils' return counts them."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.commissioning.cld import queries as q
from api.domain.commissioning.cld import schemas as s
from api.domain.commissioning.cld import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("client-level-data")
CareAssessmentPage = page_of(s.CareAssessmentRead)
Reads = Annotated[Call, Requires("council-details:read")]
Writes = Annotated[Call, Requires("council-details:write")]


@router.get("/people/{person_id}/care-assessments", response_model=CareAssessmentPage)
async def list_care_assessments(call: Reads, person_id: PersonId, query: Annotated[s.CareAssessmentsQuery, Query()]) -> Response:
    """List the assessments of what a person needs.

    The latest first. The person, their team, the manager, a provider's client.
    """
    return await call.page(q.ASSESSMENT, query, q.ASSESSMENTS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/care-assessments", response_model=s.CareAssessmentRead, status_code=201)
async def add_care_assessment(call: Writes, person_id: PersonId, body: s.CareAssessmentNew) -> Response:
    """Write down an assessment of what a person needs.

    The person, their team, the manager, a provider's client; also of somebody whose support has ended. It stands in the return
    of the twelve months in which it ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write_assessment(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.ASSESSMENT, verb, place=f"/people/{person_id}/care-assessments", person_id=person_id)


@router.get("/people/{person_id}/care-assessments/{record_id}", response_model=s.CareAssessmentRead)
async def get_care_assessment(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read an assessment of what a person needs.

    The person, their team, the manager, a provider's client.
    """
    return await call.read(q.ASSESSMENT, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/care-assessments/{record_id}", response_model=s.CareAssessmentRead)
async def put_care_assessment(
    call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.CareAssessmentCreate
) -> Response:
    """Write down an assessment under an id of your own.

    The same body again, at any later time, answers the assessment as it is now. With If-Match it replaces what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write_assessment(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_assessment_anew(work, person_id, record_id, version, body)

    place = f"/people/{person_id}/care-assessments"
    return await call.put(q.ASSESSMENT, record_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/care-assessments/{record_id}", response_model=s.CareAssessmentRead)
async def update_care_assessment(call: Writes, person_id: PersonId, record_id: RecordId, body: s.CareAssessmentPatch) -> Response:
    """Change what is said of an assessment.

    The person, their team, the manager, a provider's client. Needs If-Match. Refused with care-assessment-dates when it would
    end before it began.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_assessment_anew(work, person_id, record_id, version, body)

    return await call.change(q.ASSESSMENT, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/care-assessments/{record_id}", status_code=204)
async def remove_care_assessment(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away an assessment written down by mistake.

    The person, their team, the manager, a provider's client. Needs If-Match.
    """
    return await call.remove(q.ASSESSMENT, record_id, person_id=person_id)
