"""Openings: break-glass."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.access import opening_schemas as s
from api.domain.access import opening_service as service
from api.domain.access import trail_queries as q
from api.domain.access.roles import Role
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("openings")
OpeningPage = page_of(s.OpeningRead)
Reads = Annotated[Call, Requires("openings:read")]
Writes = Annotated[Call, Requires("openings:write")]


@router.get("/openings", response_model=OpeningPage)
async def list_openings(call: Reads, query: Annotated[s.OpeningsQuery, Query()]) -> Response:
    """List openings, newest first.

    Carers their own and those of people of their teams, a person those of their own record, a manager all of the provider.
    """
    return await call.page(q.OPENING, query, q.OPENING_FILTERS)


@router.post("/openings", response_model=s.OpeningRead, status_code=201)
async def open_person(call: Writes, body: s.OpeningNew) -> Response:
    """Open one person of another team, to read.

    For carers, with a reason in a code and in words, for at most four hours. While it is open, what is the person's can be read
    by naming them in the path: never a life story, the access to a home or a circle (403); lists show nothing more and nothing
    can be written. The team, the manager and the person are told in the same moment, and each look stands in the person's looks,
    marked. 404 alike for nobody, somebody of another organisation and somebody whom you support anyway; 409 opening-open while
    another is open.
    """
    if call.asker.role is not Role.carer:
        raise ForbiddenError

    async def verb(work: Writing) -> UUID:
        return await service.open_person(work, body)

    return await call.add(q.OPENING, verb, place="/openings")


@router.get("/openings/{opening_id}", response_model=s.OpeningRead)
async def get_opening(call: Reads, opening_id: RecordId) -> Response:
    """Read an opening.

    Who opened it, the team that supported the person then, the person, the manager.
    """
    return await call.read(q.OPENING, id=opening_id)


@router.post("/openings/{opening_id}/closure", response_model=s.OpeningRead)
async def close_opening(call: Writes, opening_id: RecordId) -> Response:
    """Close an opening before its time.

    Who opened it, or a manager. It shows nothing more from the next request on. Again changes nothing.
    """

    async def verb(work: Writing) -> None:
        await service.close(work, opening_id)

    return await call.do(q.OPENING, verb, record=opening_id)
