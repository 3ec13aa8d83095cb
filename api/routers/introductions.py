"""Introductions into community life: from whom, to what, what happened on the way, what came of it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.community.introductions import queries as q
from api.domain.community.introductions import schemas as s
from api.domain.community.introductions import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("introductions")
IntroductionPage = page_of(s.IntroductionRead)
ContactPage = page_of(s.ContactRead)
Reads = Annotated[Call, Requires("community:read")]
Writes = Annotated[Call, Requires("community:write")]
IntroductionId = Annotated[UUID, Path(description="The introduction's id.")]


@router.get("/introductions", response_model=IntroductionPage)
async def list_all_introductions(call: Reads, query: Annotated[s.AllIntroductionsQuery, Query()]) -> Response:
    """List the introductions within reach.

    The latest first. A team and its coaches see those of the people they support, connector and family those of people who
    share their community life with them, a person their own, the manager all. `message_owed=true` leaves those of which
    something came and whoever referred does not know yet.
    """
    return await call.page(q.INTRODUCTION, query, q.INTRODUCTIONS_FILTERS)


@router.get("/people/{person_id}/introductions", response_model=IntroductionPage)
async def list_introductions(call: Reads, person_id: PersonId, query: Annotated[s.IntroductionsQuery, Query()]) -> Response:
    """List a person's introductions.

    The latest first. The person, their team, its coaches, the manager; connector and family where the person shares it.
    """
    return await call.page(q.INTRODUCTION, query, q.INTRODUCTIONS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/introductions", response_model=s.IntroductionRead, status_code=201)
async def add_introduction(call: Writes, person_id: PersonId, body: s.IntroductionNew) -> Response:
    """Introduce a person to something.

    `signposting` is information only; at `social_prescribing` someone goes along, and comes back to it. The two are never
    counted together, and an introduction keeps its kind. The person, their team, the manager; a connector where it is shared.

    Refused with introduction-to-what, introduction-goes-along, introduction-only-information, and with person-ended once
    support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.introduce(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.INTRODUCTION, verb, place=f"/people/{person_id}/introductions", person_id=person_id)


@router.get("/people/{person_id}/introductions/{introduction_id}", response_model=s.IntroductionRead)
async def get_introduction(call: Reads, person_id: PersonId, introduction_id: IntroductionId) -> Response:
    """Read an introduction.

    Its tag changes with the contacts on the way too.
    """
    return await call.read(q.INTRODUCTION, id=introduction_id, person_id=person_id)


@router.put("/people/{person_id}/introductions/{introduction_id}", response_model=s.IntroductionRead)
async def put_introduction(
    call: Writes, person_id: PersonId, introduction_id: NewRecordId, body: s.IntroductionCreate
) -> Response:
    """Introduce a person under an id of your own.

    For phones without signal: the same body again, at any later time, answers the introduction as it is now. With If-Match it
    replaces what is said of it; its kind stands (introduction-kind-stands).
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.introduce(work, person_id, body, id_=introduction_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, introduction_id, version, body)

    place = f"/people/{person_id}/introductions"
    return await call.put(q.INTRODUCTION, introduction_id, body, create, replace, place=place, person_id=person_id)


@router.patch("/people/{person_id}/introductions/{introduction_id}", response_model=s.IntroductionRead)
async def update_introduction(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, body: s.IntroductionPatch
) -> Response:
    """Change what is said of an introduction.

    The person, their team, the manager; a connector where it is shared. Needs If-Match. It is never removed: what was tried
    stays known, and what is tried anew is another introduction.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, introduction_id, version, body)

    return await call.change(q.INTRODUCTION, introduction_id, verb, person_id=person_id)


@router.post("/people/{person_id}/introductions/{introduction_id}/result", response_model=s.IntroductionRead)
async def say_introduction_result(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, body: s.IntroductionOutcome
) -> Response:
    """Say what came of an introduction.

    joined, tried, not for me, not now, in the person's words. It may be said anew until whoever referred was told
    (introduction-told-already). Who may: as PATCH.
    """

    async def verb(work: Writing) -> None:
        await service.say_result(work, person_id, introduction_id, body)

    return await call.do(q.INTRODUCTION, verb, record=introduction_id, person_id=person_id)


@router.post("/people/{person_id}/introductions/{introduction_id}/message-back", response_model=s.IntroductionRead)
async def tell_back_introduction(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, body: s.IntroductionMessage
) -> Response:
    """Write down the message back to whoever referred.

    Once, and after something came of it: refused with introduction-no-result and introduction-told-already. Nothing is sent by
    this service. Who may: as PATCH.
    """

    async def verb(work: Writing) -> None:
        await service.tell_back(work, person_id, introduction_id, body)

    return await call.do(q.INTRODUCTION, verb, record=introduction_id, person_id=person_id)


@router.get("/people/{person_id}/introductions/{introduction_id}/contacts", response_model=ContactPage)
async def list_introduction_contacts(
    call: Reads, person_id: PersonId, introduction_id: IntroductionId, query: Annotated[s.ContactsQuery, Query()]
) -> Response:
    """List what happened on the way.

    By day. Whoever reads the introduction.
    """
    return await call.page(q.CONTACT, query, q.CONTACTS_FILTERS, person_id=person_id, introduction_id=introduction_id)


@router.post("/people/{person_id}/introductions/{introduction_id}/contacts", response_model=s.ContactRead, status_code=201)
async def add_introduction_contact(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, body: s.ContactNew
) -> Response:
    """Write down something on the way.

    Somebody called, met, went along, or the person was there. Refused with person-ended once support has ended. Who may: as
    PATCH of the introduction.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_contact(work, person_id, introduction_id, body, id_=body.id or new_id())

    place = f"/people/{person_id}/introductions/{introduction_id}/contacts"
    return await call.add(q.CONTACT, verb, place=place, person_id=person_id, introduction_id=introduction_id)


@router.get("/people/{person_id}/introductions/{introduction_id}/contacts/{record_id}", response_model=s.ContactRead)
async def get_introduction_contact(
    call: Reads, person_id: PersonId, introduction_id: IntroductionId, record_id: RecordId
) -> Response:
    """Read something that happened on the way."""
    return await call.read(q.CONTACT, id=record_id, person_id=person_id, introduction_id=introduction_id)


@router.put("/people/{person_id}/introductions/{introduction_id}/contacts/{record_id}", response_model=s.ContactRead)
async def put_introduction_contact(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, record_id: NewRecordId, body: s.ContactCreate
) -> Response:
    """Write something on the way down under an id of your own.

    For phones without signal: the same body again, at any later time, answers it as it is now. With If-Match it replaces.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add_contact(work, person_id, introduction_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_contact_anew(work, person_id, introduction_id, record_id, version, body)

    place = f"/people/{person_id}/introductions/{introduction_id}/contacts"
    return await call.put(
        q.CONTACT, record_id, body, create, replace, place=place, person_id=person_id, introduction_id=introduction_id
    )


@router.patch("/people/{person_id}/introductions/{introduction_id}/contacts/{record_id}", response_model=s.ContactRead)
async def update_introduction_contact(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, record_id: RecordId, body: s.ContactPatch
) -> Response:
    """Change what is said of something on the way.

    Who may: as PATCH of the introduction. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_contact_anew(work, person_id, introduction_id, record_id, version, body)

    return await call.change(q.CONTACT, record_id, verb, person_id=person_id, introduction_id=introduction_id)


@router.delete("/people/{person_id}/introductions/{introduction_id}/contacts/{record_id}", status_code=204)
async def remove_introduction_contact(
    call: Writes, person_id: PersonId, introduction_id: IntroductionId, record_id: RecordId
) -> Response:
    """Take away a contact written down by mistake."""
    return await call.remove(q.CONTACT, record_id, person_id=person_id, introduction_id=introduction_id)
