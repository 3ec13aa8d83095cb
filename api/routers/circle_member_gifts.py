"""Gifts of head, heart and hands that members of circles have or seek."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.circles.members import queries as q
from api.domain.circles.members import schemas as s
from api.domain.circles.members import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.circle_members import MemberId
from api.routers.shared import NewRecordId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("circle-members")
CircleMemberGiftPage = page_of(s.CircleMemberGiftRead)
Reads = Annotated[Call, Requires("circles:read")]
Writes = Annotated[Call, Requires("circles:write")]
GIFTS = "/circle-members/{circle_member_id}/gifts"


@router.get(GIFTS, response_model=CircleMemberGiftPage)
async def list_circle_member_gifts(
    call: Reads, circle_member_id: MemberId, query: Annotated[s.CircleMemberGiftsQuery, Query()]
) -> Response:
    """List the gifts of a member of a circle.

    Those they have and those they seek. Whoever reads the circle.
    """
    return await call.page(q.GIFT, query, q.GIFTS_FILTERS, member_id=circle_member_id)


@router.post(GIFTS, response_model=s.CircleMemberGiftRead, status_code=201)
async def add_circle_member_gift(call: Writes, circle_member_id: MemberId, body: s.CircleMemberGiftNew) -> Response:
    """Write down a gift of a member of a circle.

    Whoever is of the circle, the person and the team. Refused with circle-member-gone, circle-ended and person-ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_gift(work, circle_member_id, body, id_=body.id or new_id())

    return await call.add(q.GIFT, verb, place=f"/circle-members/{circle_member_id}/gifts", member_id=circle_member_id)


@router.get(f"{GIFTS}/{{record_id}}", response_model=s.CircleMemberGiftRead)
async def get_circle_member_gift(call: Reads, circle_member_id: MemberId, record_id: RecordId) -> Response:
    """Read a gift of a member of a circle."""
    return await call.read(q.GIFT, id=record_id, member_id=circle_member_id)


@router.put(f"{GIFTS}/{{record_id}}", response_model=s.CircleMemberGiftRead)
async def put_circle_member_gift(
    call: Writes, circle_member_id: MemberId, record_id: NewRecordId, body: s.CircleMemberGiftCreate
) -> Response:
    """Write down a member's gift under an id of your own.

    For phones without signal: the same body again, at any later time, answers the gift as it is now. With If-Match it replaces
    what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add_gift(work, circle_member_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_gift_anew(work, circle_member_id, record_id, version, body)

    place = f"/circle-members/{circle_member_id}/gifts"
    return await call.put(q.GIFT, record_id, body, create, replace, place=place, member_id=circle_member_id)


@router.patch(f"{GIFTS}/{{record_id}}", response_model=s.CircleMemberGiftRead)
async def update_circle_member_gift(
    call: Writes, circle_member_id: MemberId, record_id: RecordId, body: s.CircleMemberGiftPatch
) -> Response:
    """Change what is said of a member's gift.

    Whoever is of the circle, the person and the team. Needs If-Match; the log keeps what was said before.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_gift_anew(work, circle_member_id, record_id, version, body)

    return await call.change(q.GIFT, record_id, verb, member_id=circle_member_id)


@router.delete(f"{GIFTS}/{{record_id}}", status_code=204)
async def remove_circle_member_gift(call: Writes, circle_member_id: MemberId, record_id: RecordId) -> Response:
    """Take a member's gift off the list.

    For what was written down by mistake or is a gift no more. It stays in the change log.
    """
    return await call.remove(q.GIFT, record_id, member_id=circle_member_id)
