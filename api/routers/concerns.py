"""Concerns: what worries somebody about a person, and what was done about it."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.concerns import queries as q
from api.domain.concerns import schemas as s
from api.domain.concerns import service
from api.domain.concerns.models import Concern
from api.domain.concerns.notifications import service as notifications
from api.domain.concerns.notifications.schemas import NotificationRecord
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("concerns")
ConcernPage = page_of(s.ConcernRead)
Reads = Annotated[Call, Requires("concerns:read")]
Writes = Annotated[Call, Requires("concerns:write")]


@router.get("/concerns", response_model=ConcernPage)
async def list_all_concerns(call: Reads, query: Annotated[s.AllConcernsQuery, Query()]) -> Response:
    """List all concerns that you reach, newest first.

    Of your team's people, of the teams you coach, of the organisation for a manager, about yourself for a person. Restricted
    ones stand in it for their author and the manager alone, and nobody else's count has them.
    """
    return await call.page(q.CONCERN, query, q.ALL_CONCERNS_FILTERS)


@router.get("/people/{person_id}/concerns", response_model=ConcernPage)
async def list_concerns(call: Reads, person_id: PersonId, query: Annotated[s.ConcernsQuery, Query()]) -> Response:
    """List the concerns about a person, newest first.

    The team, its coaches, the person and the manager. Restricted ones stand in it for their author and the manager alone.
    """
    return await call.page(q.CONCERN, query, q.CONCERNS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/concerns", response_model=s.ConcernRead, status_code=201)
async def raise_concern(call: Writes, person_id: PersonId, body: s.ConcernNew) -> Response:
    """Raise a concern about a person.

    The team, the manager, a provider's client; also about somebody whose support has ended. With `restricted: true` it is yours
    and the manager's alone until one of you lifts it: nobody else finds it in a list, a count, a history or a feed. A client
    raises no restricted one (403 needs-an-author). 422 not-this-visit when the visit is not one with this person.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write_down(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.CONCERN, verb, place=f"/people/{person_id}/concerns", person_id=person_id)


@router.get("/people/{person_id}/concerns/{record_id}", response_model=s.ConcernRead)
async def get_concern(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read a concern.

    The team, its coaches, the person and the manager. A restricted one: its author, as long as they are of the team that
    supports the person, and the manager; for all others it is as if it were not there.
    """
    return await call.read(q.CONCERN, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/concerns/{record_id}", response_model=s.ConcernRead)
async def put_concern(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.ConcernCreate) -> Response:
    """Raise a concern under an id of your own.

    For phones without signal: the same body again, at any later time, answers the concern as it is now. With If-Match it
    replaces what the concern says; who may read it stays as it is (422 restriction-by-verb), and what the regulator was told too
    (409 regulator-told).
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write_down(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.replace(work, person_id, record_id, version, body)

    return await call.put(q.CONCERN, record_id, body, create, replace, place=f"/people/{person_id}/concerns", person_id=person_id)


@router.patch("/people/{person_id}/concerns/{record_id}", response_model=s.ConcernRead)
async def update_concern(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ConcernPatch) -> Response:
    """Change what a concern says.

    The team, the manager, a provider's client. Needs If-Match. What it said before stays in its history. Nothing is ever
    removed: one that was a mistake is closed, with words.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change(work, person_id, record_id, version, body)

    return await call.change(q.CONCERN, record_id, verb, person_id=person_id)


@router.post("/people/{person_id}/concerns/{record_id}/acting", response_model=s.ConcernRead)
async def act_on_concern(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ConcernActing) -> Response:
    """Say what is being done about a concern.

    The team, the manager, a provider's client. As often as there is more to say. Refused with concern-state once it is closed.
    """

    async def verb(work: Writing) -> None:
        await service.act(work, person_id, record_id, body.words)

    return await call.do(q.CONCERN, verb, record=record_id, person_id=person_id)


@router.post("/people/{person_id}/concerns/{record_id}/closure", response_model=s.ConcernRead)
async def close_concern(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ConcernClosure) -> Response:
    """Close a concern, with how it ended.

    The team, the manager, a provider's client. Refused with concern-state the second time.
    """

    async def verb(work: Writing) -> None:
        await service.close(work, person_id, record_id, body.words)

    return await call.do(q.CONCERN, verb, record=record_id, person_id=person_id)


@router.post("/people/{person_id}/concerns/{record_id}/reopening", response_model=s.ConcernRead)
async def reopen_concern(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ConcernReason) -> Response:
    """Take a closed concern up again, with why.

    The team, the manager, a provider's client. Refused with concern-state if it is not closed. How it had ended stays in its
    history.
    """

    async def verb(work: Writing) -> None:
        await service.reopen(work, person_id, record_id, body.words)

    return await call.do(q.CONCERN, verb, record=record_id, person_id=person_id)


@router.post("/people/{person_id}/concerns/{record_id}/restriction", response_model=s.ConcernRead)
async def restrict_concern(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ConcernReason) -> Response:
    """Make a concern its author's and the manager's alone.

    Its author, or the manager (403 author-or-manager for all others). From then on nobody else finds it in a list, a count, its
    history, a feed, or among who looked at the person. Who read it before has read it. Refused with concern-restricted the
    second time.
    """

    async def verb(work: Writing) -> None:
        await service.restrict(work, person_id, record_id, body.words)

    return await call.do(q.CONCERN, verb, record=record_id, person_id=person_id)


@router.post("/people/{person_id}/concerns/{record_id}/lifting", response_model=s.ConcernRead)
async def lift_concern_restriction(call: Writes, person_id: PersonId, record_id: RecordId, body: s.ConcernReason) -> Response:
    """Let the team and the person read a restricted concern again.

    Its author, or the manager. All of it shows from then on: its whole history, and who looked at it meanwhile. Refused with
    concern-not-restricted if it is not restricted.
    """

    async def verb(work: Writing) -> None:
        await service.lift(work, person_id, record_id, body.words)

    return await call.do(q.CONCERN, verb, record=record_id, person_id=person_id)


@router.post("/people/{person_id}/concerns/{record_id}/notification", response_model=s.ConcernRead)
async def record_concern_notification(
    call: Writes, person_id: PersonId, record_id: RecordId, body: NotificationRecord
) -> Response:
    """Say that the regulator was told of a concern.

    The team and the manager; of a restricted one its author and the manager. What had to be told stands in the concern
    (`notification`), and stays as it is from then on. Refused with regulator-told the second time, with nothing-to-tell when
    nobody said what.
    """

    async def verb(work: Writing) -> None:
        await notifications.record(work, Concern, person_id, record_id, body)

    return await call.do(q.CONCERN, verb, record=record_id, person_id=person_id)
