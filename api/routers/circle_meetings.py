"""Meetings of a circle: planned, then held or cancelled."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.circles.meetings import queries as q
from api.domain.circles.meetings import schemas as s
from api.domain.circles.meetings import service
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.circles import CircleId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("circle-meetings")
CircleMeetingPage = page_of(s.CircleMeetingRead)
Reads = Annotated[Call, Requires("circles:read")]
Writes = Annotated[Call, Requires("circles:write")]
MeetingId = Annotated[UUID, Path(description="The meeting's id.")]
NewMeetingId = Annotated[
    NewId, Path(description="A UUIDv7 of your own making for a new meeting, or the id of one that is there.")
]
MEETINGS = "/circles/{circle_id}/meetings"


@router.get(MEETINGS, response_model=CircleMeetingPage)
async def list_circle_meetings(call: Reads, circle_id: CircleId, query: Annotated[s.CircleMeetingsQuery, Query()]) -> Response:
    """List a circle's meetings.

    The last one first. Whoever reads the circle. `connector_supports` marks the first three, at which the connector is to be
    there.
    """
    return await call.page(q.MEETING, query, q.MEETINGS_FILTERS, circle_id=circle_id)


@router.post(MEETINGS, response_model=s.CircleMeetingRead, status_code=201)
async def plan_circle_meeting(call: Writes, circle_id: CircleId, body: s.CircleMeetingNew) -> Response:
    """Plan a meeting of a circle.

    When, where, and what is to be talked about. The person, the team, the connector, and family who have joined the circle.
    Refused with circle-ended, and with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.plan(work, circle_id, body, id_=body.id or new_id())

    return await call.add(q.MEETING, verb, place=f"/circles/{circle_id}/meetings", circle_id=circle_id)


@router.get(f"{MEETINGS}/{{meeting_id}}", response_model=s.CircleMeetingRead)
async def get_circle_meeting(call: Reads, circle_id: CircleId, meeting_id: MeetingId) -> Response:
    """Read a meeting of a circle.

    Whoever reads the circle. Its tag changes with its number too.
    """
    return await call.read(q.MEETING, id=meeting_id, circle_id=circle_id)


@router.put(f"{MEETINGS}/{{meeting_id}}", response_model=s.CircleMeetingRead)
async def put_circle_meeting(
    call: Writes, circle_id: CircleId, meeting_id: NewMeetingId, body: s.CircleMeetingCreate
) -> Response:
    """Plan a meeting under an id of your own.

    For phones without signal: the same body again, at any later time, answers the meeting as it is now. With If-Match it
    replaces the plan, by the rules of PATCH. Who may: as POST.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.plan(work, circle_id, body, id_=meeting_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, meeting_id, version, body)

    place = f"/circles/{circle_id}/meetings"
    return await call.put(q.MEETING, meeting_id, body, create, replace, place=place, circle_id=circle_id)


@router.patch(f"{MEETINGS}/{{meeting_id}}", response_model=s.CircleMeetingRead)
async def update_circle_meeting(call: Writes, circle_id: CircleId, meeting_id: MeetingId, body: s.CircleMeetingPatch) -> Response:
    """Change the plan, or complete what was said.

    While it is planned: when, where, what about; what happened waits for /holding (circle-meeting-not-held). Once it was said
    that it was held there are 24 hours to complete all but starts_at (circle-meeting-held). Then its words stand
    (circle-meeting-stands). A cancelled one stays as it is (circle-meeting-state). The person, the team, the connector, family
    of the circle. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, meeting_id, version, body)

    return await call.change(q.MEETING, meeting_id, verb, circle_id=circle_id)


@router.post(f"{MEETINGS}/{{meeting_id}}/holding", response_model=s.CircleMeetingRead)
async def hold_circle_meeting(call: Writes, circle_id: CircleId, meeting_id: MeetingId, body: s.CircleMeetingHolding) -> Response:
    """Say that a meeting was held.

    On a day that has come, with what happened, what was decided, and who was there: members who were of this circle that day
    (circle-member-not-then), the person, the connector. Somebody of the circle was there (circle-nobody-there). What somebody
    is to do is an action: POST /circles/{circle_id}/actions. The person, the team, the connector, family of the circle. Refused
    with circle-meeting-state if it was held or cancelled before, and with circle-ended if the circle had ended by that day.
    """

    async def verb(work: Writing) -> None:
        await service.hold(work, circle_id, meeting_id, body)

    return await call.do(q.MEETING, verb, record=meeting_id, circle_id=circle_id)


@router.post(f"{MEETINGS}/{{meeting_id}}/cancellation", response_model=s.CircleMeetingRead)
async def cancel_circle_meeting(
    call: Writes, circle_id: CircleId, meeting_id: MeetingId, body: s.CircleMeetingCancellation
) -> Response:
    """Say that a planned meeting is not held.

    With why. It stays readable, without a number. The person, the team, the connector, family of the circle. Refused with
    circle-meeting-state if it was held or cancelled before.
    """

    async def verb(work: Writing) -> None:
        await service.cancel(work, circle_id, meeting_id, body)

    return await call.do(q.MEETING, verb, record=meeting_id, circle_id=circle_id)
