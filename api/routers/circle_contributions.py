"""What each of a circle gives and gets: both ways, so that a circle is no list of helpers."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.circles.contributions import queries as q
from api.domain.circles.contributions import schemas as s
from api.domain.circles.contributions import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.circles import CircleId
from api.routers.shared import NewRecordId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("circle-contributions")
CircleContributionPage = page_of(s.CircleContributionRead)
Reads = Annotated[Call, Requires("circles:read")]
Writes = Annotated[Call, Requires("circles:write")]
CONTRIBUTIONS = "/circles/{circle_id}/contributions"


@router.get("/circles/{circle_id}/balance", response_model=s.CircleBalance)
async def get_circle_balance(call: Reads, circle_id: CircleId) -> Response:
    """Read what each of a circle gives and gets.

    Today: the person first, then the members who have joined. `only` marks who so far only gives, or only gets; it is something
    to talk about, and no score. Whoever reads the circle.
    """
    return await call.told(q.balance(call.reader), {"circle": circle_id})


@router.get(CONTRIBUTIONS, response_model=CircleContributionPage)
async def list_circle_contributions(
    call: Reads, circle_id: CircleId, query: Annotated[s.CircleContributionsQuery, Query()]
) -> Response:
    """List what each of a circle gives and gets.

    Without `member_id` a contribution is the person's. Whoever reads the circle.
    """
    return await call.page(q.CONTRIBUTION, query, q.CONTRIBUTIONS_FILTERS, circle_id=circle_id)


@router.post(CONTRIBUTIONS, response_model=s.CircleContributionRead, status_code=201)
async def add_circle_contribution(call: Writes, circle_id: CircleId, body: s.CircleContributionNew) -> Response:
    """Write down what somebody gives to a circle or gets.

    A member of this circle (not-in-this-circle), or the person. The person, the team, the connector, and family who have joined
    the circle. Refused with circle-ended, and with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.say(work, circle_id, body, id_=body.id or new_id())

    return await call.add(q.CONTRIBUTION, verb, place=f"/circles/{circle_id}/contributions", circle_id=circle_id)


@router.get(f"{CONTRIBUTIONS}/{{record_id}}", response_model=s.CircleContributionRead)
async def get_circle_contribution(call: Reads, circle_id: CircleId, record_id: RecordId) -> Response:
    """Read what somebody gives to a circle, or gets.

    Whoever reads the circle.
    """
    return await call.read(q.CONTRIBUTION, id=record_id, circle_id=circle_id)


@router.put(f"{CONTRIBUTIONS}/{{record_id}}", response_model=s.CircleContributionRead)
async def put_circle_contribution(
    call: Writes, circle_id: CircleId, record_id: NewRecordId, body: s.CircleContributionCreate
) -> Response:
    """Write down a contribution under an id of your own.

    For phones without signal: the same body again, at any later time, answers the contribution as it is now. With If-Match it
    replaces what it says. Who may: as POST.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.say(work, circle_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, record_id, version, body)

    place = f"/circles/{circle_id}/contributions"
    return await call.put(q.CONTRIBUTION, record_id, body, create, replace, place=place, circle_id=circle_id)


@router.patch(f"{CONTRIBUTIONS}/{{record_id}}", response_model=s.CircleContributionRead)
async def update_circle_contribution(
    call: Writes, circle_id: CircleId, record_id: RecordId, body: s.CircleContributionPatch
) -> Response:
    """Change what is said of a contribution, or end it.

    With until_on it ends and stays readable. The person, the team, the connector, family of the circle. Needs If-Match; the log
    keeps what was said before.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, record_id, version, body)

    return await call.change(q.CONTRIBUTION, record_id, verb, circle_id=circle_id)


@router.delete(f"{CONTRIBUTIONS}/{{record_id}}", status_code=204)
async def remove_circle_contribution(call: Writes, circle_id: CircleId, record_id: RecordId) -> Response:
    """Take a contribution off the list.

    For what was written down by mistake; what has ended gets until_on. The person, the team, the connector, family of the
    circle. Needs If-Match. It stays in the change log.
    """
    return await call.remove(q.CONTRIBUTION, record_id, circle_id=circle_id)
