"""Instruments: question sets as data, in versions; and how teams see themselves with them."""

from typing import Annotated, Any, Final
from uuid import UUID

import orjson
from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes.instruments import built_in, fhir, service
from api.domain.outcomes.instruments import queries as q
from api.domain.outcomes.instruments import schemas as s
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("instruments")
InstrumentPage = page_of(s.InstrumentRead)
InstrumentVersionPage = page_of(s.InstrumentVersionRead)
Reads = Annotated[Call, Requires("instruments:read")]
ReadsFhir = Annotated[Call, Requires("instruments:read", also=fhir.MEDIA)]
Writes = Annotated[Call, Requires("instruments:write")]
InstrumentId = Annotated[UUID, Path(description="The instrument's id.")]
VersionId = Annotated[UUID, Path(description="The id of a version of it.")]
BUILT_IN: Final = orjson.dumps(list(built_in.INSTRUMENTS.values())).decode()
VARY: Final = {"vary": "Authorization, Accept"}
AS_FHIR: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {fhir.MEDIA: {"schema": {"type": "object", "additionalProperties": True, "maxProperties": 100}}}}
}


def _place(instrument: UUID) -> str:
    return f"/instruments/{instrument}/versions"


def _version(instrument: UUID, version_id: UUID) -> dict[str, Any] | None:
    """A version of a built-in instrument."""
    versions = built_in.VERSIONS.get(instrument, [])
    return next((version for version in versions if version["id"] == str(version_id)), None)


def _said(record: dict[str, Any]) -> dict[str, Any]:
    return {"said": orjson.dumps(record).decode()}


@router.get("/instruments", response_model=InstrumentPage)
async def list_instruments(call: Reads, query: Annotated[s.InstrumentsQuery, Query()]) -> Response:
    """List the instruments, by key.

    The organisation's own and the built-in ones together (`built_in: true`). An own one stands for a built-in one with its key:
    that is how a licensed one (ascot, poet) gets its wording. Everyone of the provider.
    """
    statement, counting = q.instruments(call.reader), q.instruments_count(call.reader)
    values = {"built_in": BUILT_IN, "q_answered_for": None}
    return await call.trail(query, statement, values, counting, newest=q.BEFORE_ALL)


@router.post("/instruments", response_model=s.InstrumentRead, status_code=201)
async def add_instrument(call: Writes, body: s.InstrumentNew) -> Response:
    """Make an instrument of your own.

    The manager. Its questions come in versions of it. A licensed one is not answered before its licence is confirmed. Refused
    with instrument-key-taken when another one has the key, with licensed-instrument when the key is kept for a licensed one.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add(work, body, body.id or new_id())

    return await call.add(q.INSTRUMENT, verb, place="/instruments")


@router.get("/instruments/{instrument_id}", response_model=s.InstrumentRead)
async def get_instrument(call: Reads, instrument_id: InstrumentId) -> Response:
    """Read an instrument.

    Built-in ones have ids too, the same everywhere.
    """
    known = built_in.INSTRUMENTS.get(instrument_id)
    if known is not None:
        return await call.told(q.BUILT_IN_ONE, _said(known))
    return await call.read(q.INSTRUMENT, id=instrument_id)


@router.patch("/instruments/{instrument_id}", response_model=s.InstrumentRead)
async def update_instrument(call: Writes, instrument_id: InstrumentId, body: s.InstrumentPatch) -> Response:
    """Change an instrument's name, purpose or users.

    The manager. Key, licence and who is asked about stay as they are. 403 built-in for one that comes with the service.
    """
    service.not_built_in(instrument_id)

    async def verb(work: Writing, version: int) -> None:
        await service.change(work, instrument_id, version, body)

    return await call.change(q.INSTRUMENT, instrument_id, verb)


@router.post("/instruments/{instrument_id}/licence", response_model=s.InstrumentRead)
async def confirm_instrument_licence(call: Writes, instrument_id: InstrumentId, body: s.LicenceConfirmation) -> Response:
    """Confirm the organisation's licence.

    The manager, with the licence in words; again when it was renewed. From then on its versions can be published and answered.
    Refused with no-licence-needed for an instrument that is not licensed.
    """

    async def verb(work: Writing) -> None:
        await service.confirm_licence(work, instrument_id, body.words)

    return await call.do(q.INSTRUMENT, verb, record=instrument_id)


@router.post("/instruments/questionnaires", response_model=s.InstrumentVersionRead, status_code=201)
async def import_questionnaire(call: Writes, body: s.QuestionnaireImport) -> Response:
    """Make a draft of a FHIR Questionnaire.

    The manager. R4B; of items: integer, decimal (as whole numbers), choice, boolean, string and text. With the key of an
    instrument of yours it is a new draft of that one. Refused with questionnaire-not-read when no questions can be made of it.
    """

    async def verb(work: Writing) -> UUID:
        return await service.take_in(work, body)

    return await call.add(q.VERSION, verb)


@router.get("/instruments/{instrument_id}/versions", response_model=InstrumentVersionPage)
async def list_instrument_versions(
    call: Reads, instrument_id: InstrumentId, query: Annotated[s.InstrumentVersionsQuery, Query()]
) -> Response:
    """List an instrument's versions, the last one first.

    Drafts too. Everyone of the provider.
    """
    known = built_in.VERSIONS.get(instrument_id)
    if known is not None:
        values = {"said": orjson.dumps(known).decode(), "q_state": None}
        return await call.trail(query, q.BUILT_IN_VERSIONS, values, q.BUILT_IN_VERSIONS_COUNT, newest=[""])
    return await call.page(q.VERSION, query, q.VERSIONS_FILTERS, instrument_id=instrument_id)


@router.post("/instruments/{instrument_id}/versions", response_model=s.InstrumentVersionRead, status_code=201)
async def add_instrument_version(call: Writes, instrument_id: InstrumentId, body: s.InstrumentVersionNew) -> Response:
    """Draft a version of an instrument.

    The manager. It gets the next number. Nothing is answered with a draft.
    """

    async def verb(work: Writing) -> UUID:
        return await service.draft(work, instrument_id, body, body.id or new_id())

    return await call.add(q.VERSION, verb, place=_place(instrument_id), instrument_id=instrument_id)


@router.get("/instruments/{instrument_id}/versions/{version_id}", response_model=s.InstrumentVersionRead)
async def get_instrument_version(call: Reads, instrument_id: InstrumentId, version_id: VersionId) -> Response:
    """Read a version: its questions and its scoring."""
    known = _version(instrument_id, version_id)
    if known is not None:
        return await call.told(q.BUILT_IN_ONE, _said(known))
    return await call.read(q.VERSION, id=version_id, instrument_id=instrument_id)


@router.patch("/instruments/{instrument_id}/versions/{version_id}", response_model=s.InstrumentVersionRead)
async def update_instrument_version(
    call: Writes, instrument_id: InstrumentId, version_id: VersionId, body: s.InstrumentVersionPatch
) -> Response:
    """Change a draft.

    The manager. Refused with version-fixed once it was published: what was answered with it must stay what it was.
    """
    service.not_built_in(instrument_id)

    async def verb(work: Writing, version: int) -> None:
        await service.change_draft(work, instrument_id, version_id, version, body)

    return await call.change(q.VERSION, version_id, verb, instrument_id=instrument_id)


@router.post("/instruments/{instrument_id}/versions/{version_id}/publication", response_model=s.InstrumentVersionRead)
async def publish_instrument_version(call: Writes, instrument_id: InstrumentId, version_id: VersionId) -> Response:
    """Publish a draft: it is answered, and fixed.

    The manager. Refused with version-state if it is no draft, nothing-asked without questions, licence-not-confirmed for a
    licensed instrument whose licence nobody confirmed.
    """

    async def verb(work: Writing) -> None:
        await service.publish(work, instrument_id, version_id)

    return await call.do(q.VERSION, verb, record=version_id, instrument_id=instrument_id)


@router.post("/instruments/{instrument_id}/versions/{version_id}/withdrawal", response_model=s.InstrumentVersionRead)
async def withdraw_instrument_version(
    call: Writes, instrument_id: InstrumentId, version_id: VersionId, body: s.VersionWithdrawal
) -> Response:
    """Withdraw a published version, with why.

    The manager. It is no longer answered; what was answered with it stays. Refused with version-state if it is not published.
    """

    async def verb(work: Writing) -> None:
        await service.withdraw(work, instrument_id, version_id, body.because)

    return await call.do(q.VERSION, verb, record=version_id, instrument_id=instrument_id)


@router.get("/instruments/{instrument_id}/versions/{version_id}/questionnaire", responses=AS_FHIR)
async def get_questionnaire(call: ReadsFhir, instrument_id: InstrumentId, version_id: VersionId) -> Response:
    """Read a version as a FHIR R4B Questionnaire.

    Ask for `application/fhir+json` to get it under FHIR's own name. What FHIR has no word for is in extensions of ours. Everyone
    of the provider. Refused with licence-not-confirmed for wording that the organisation may not use yet.
    """
    media = fhir.MEDIA if call.wants(fhir.MEDIA) else "application/json"
    known = _version(instrument_id, version_id)
    if known is not None:
        both = _said({"instrument": built_in.INSTRUMENTS[instrument_id], "version": known})
        return await call.told(q.BUILT_IN_ONE, both, shaped=fhir.questionnaire_bytes, media=media, headers=VARY)
    values = {"instrument": instrument_id, "id": version_id}
    return await call.told(q.WHOLE, values, shaped=fhir.questionnaire_bytes, media=media, headers=VARY)
