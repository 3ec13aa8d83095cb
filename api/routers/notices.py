"""Notices: what must be told at once."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.domain.access import opening_service as service
from api.domain.access import trail_queries as q
from api.domain.access import trail_schemas as s
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("notices")
NoticePage = page_of(s.NoticeItem)
Reads = Annotated[Call, Requires("notices:read")]


@router.get("/notices", response_model=NoticePage)
async def list_notices(call: Reads, query: Annotated[s.NoticesQuery, Query()]) -> Response:
    """List what you must be told, newest first.

    Carers what their teams are told, managers what managers are, a person what they are themself. Ids and kinds only; read the
    record that about_kind and about_id name. Ask with unread=true.
    """
    return await call.page(q.NOTICE, query, q.NOTICE_FILTERS)


@router.get("/notices/{notice_id}", response_model=s.NoticeItem)
async def get_notice(call: Reads, notice_id: RecordId) -> Response:
    """Read a notice.

    Whoever sees it in the list. Reading does not mark it as read: say so with its reading.
    """
    return await call.read(q.NOTICE, id=notice_id)


@router.post("/notices/{notice_id}/reading", response_model=s.NoticeItem)
async def record_notice_reading(call: Annotated[Call, Requires("notices:write")], notice_id: RecordId) -> Response:
    """Say that you have read a notice.

    For your own account only; colleagues still see it as unread. Again changes nothing: the first time stays.
    """

    async def verb(work: Writing) -> None:
        await service.read_notice(work, notice_id)

    return await call.do(q.NOTICE, verb, record=notice_id)
