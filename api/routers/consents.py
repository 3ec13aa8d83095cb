"""Consents: what a person allows or refuses."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.access import consent_queries as q
from api.domain.access import consent_schemas as s
from api.domain.access import consent_service as service
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("consents")
ConsentPage = page_of(s.ConsentRead)
Reads = Annotated[Call, Requires("consents:read")]
Writes = Annotated[Call, Requires("consents:write")]


@router.get("/people/{person_id}/consents", response_model=ConsentPage)
async def list_consents(call: Reads, person_id: PersonId, query: Annotated[s.ConsentsQuery, Query()]) -> Response:
    """List a person's consents, newest first.

    The person, the team and the manager see all of them. Coaches and machines see what is allowed to whom, not how it was
    given; family and connectors only what speaks of them.
    """
    return await call.page(q.CONSENT, query, q.CONSENTS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/consents", response_model=s.ConsentRead, status_code=201)
async def record_consent(call: Writes, person_id: PersonId, body: s.ConsentNew) -> Response:
    """Record what a person allows or refuses.

    The person for themself; a carer of the team with evidence; an attorney or deputy by a carer, within their authority; a
    best-interest decision with its record. It counts from the next request on. A refusal that stands wins over whatever else was
    given. 422 when the audience does not fit the purpose or names nobody, or a representative may not decide this.
    """

    async def verb(work: Writing) -> UUID:
        return await service.record(work, person_id, body)

    return await call.add(q.CONSENT, verb, place=f"/people/{person_id}/consents", person_id=person_id)


@router.get("/people/{person_id}/consents/{consent_id}", response_model=s.ConsentRead)
async def get_consent(call: Reads, person_id: PersonId, consent_id: RecordId) -> Response:
    """Read a consent.

    As the list: all of it for the person, the team and the manager; what it allows for everyone else who may see it.
    """
    return await call.read(q.CONSENT, id=consent_id, person_id=person_id)


@router.put("/people/{person_id}/consents/{consent_id}", response_model=s.ConsentRead)
async def put_consent(call: Writes, person_id: PersonId, consent_id: NewRecordId, body: s.ConsentCreate) -> Response:
    """Record a consent under an id of your own.

    For phones without signal: the same body again answers the consent as it is now. A consent is never edited: with If-Match
    this is 409 consent-kept.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.record(work, person_id, body, id_=consent_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.refuse_change(work, person_id, consent_id, version)

    return await call.put(
        q.CONSENT, consent_id, body, create, replace, place=f"/people/{person_id}/consents", person_id=person_id
    )


@router.post("/people/{person_id}/consents/{consent_id}/withdrawal", response_model=s.ConsentRead)
async def withdraw_consent(call: Writes, person_id: PersonId, consent_id: RecordId, body: s.Withdrawal) -> Response:
    """Withdraw a consent or a refusal.

    The person, or a carer of the team who says how the person let them know. It counts no more from the next request on; what
    was seen before stays in the person's looks. Again changes nothing. If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await service.withdraw(work, person_id, consent_id, version, body)

    return await call.do(q.CONSENT, verb, record=consent_id, person_id=person_id)
