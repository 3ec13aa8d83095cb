"""What circles will do: who, what, by when. Actions never vanish."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.circles.meetings import action_schemas as s
from api.domain.circles.meetings import action_service as service
from api.domain.circles.meetings import queries as q
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.circles import CircleId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("circle-actions")
CircleActionPage = page_of(s.CircleActionRead)
Reads = Annotated[Call, Requires("circles:read")]
Writes = Annotated[Call, Requires("circles:write")]
ActionId = Annotated[UUID, Path(description="The action's id.")]
NewActionId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new action, or the id of one that is there.")]
ACTIONS = "/circles/{circle_id}/actions"


@router.get("/circle-actions", response_model=CircleActionPage)
async def list_all_circle_actions(call: Reads, query: Annotated[s.AllCircleActionsQuery, Query()]) -> Response:
    """List the actions of all circles within reach.

    For whoever is of several circles: a connector, a team. `state=to_do` leaves those that are open, `overdue=true` those whose
    day has passed, `member_id` those of one member.
    """
    return await call.page(q.ACTION, query, q.ALL_ACTIONS_FILTERS)


@router.get(ACTIONS, response_model=CircleActionPage)
async def list_circle_actions(call: Reads, circle_id: CircleId, query: Annotated[s.CircleActionsQuery, Query()]) -> Response:
    """List what a circle will do, and did.

    Every action: to do, done, dropped, or carried over. Whoever reads the circle.
    """
    return await call.page(q.ACTION, query, q.ACTIONS_FILTERS, circle_id=circle_id)


@router.post(ACTIONS, response_model=s.CircleActionRead, status_code=201)
async def add_circle_action(call: Writes, circle_id: CircleId, body: s.CircleActionNew) -> Response:
    """Write down what the circle will do.

    What, who, by when; from a meeting or not. The person, the team, the connector, and family who have joined the circle.
    Refused with circle-ended and person-ended; with not-in-this-circle if member or meeting are of another circle; with
    circle-member-gone if the member left or declined; and with circle-meeting-state of a cancelled meeting.
    """

    async def verb(work: Writing) -> UUID:
        return await service.decide(work, circle_id, body, id_=body.id or new_id())

    return await call.add(q.ACTION, verb, place=f"/circles/{circle_id}/actions", circle_id=circle_id)


@router.get(f"{ACTIONS}/{{action_id}}", response_model=s.CircleActionRead)
async def get_circle_action(call: Reads, circle_id: CircleId, action_id: ActionId) -> Response:
    """Read an action of a circle.

    Whoever reads the circle. Its tag changes when it becomes overdue too.
    """
    return await call.read(q.ACTION, id=action_id, circle_id=circle_id)


@router.put(f"{ACTIONS}/{{action_id}}", response_model=s.CircleActionRead)
async def put_circle_action(call: Writes, circle_id: CircleId, action_id: NewActionId, body: s.CircleActionCreate) -> Response:
    """Write down an action under an id of your own.

    For phones without signal: the same body again, at any later time, answers the action as it is now. With If-Match it
    replaces what is to be done, by the rules of PATCH. Who may: as POST.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.decide(work, circle_id, body, id_=action_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, action_id, version, body)

    place = f"/circles/{circle_id}/actions"
    return await call.put(q.ACTION, action_id, body, create, replace, place=place, circle_id=circle_id)


@router.patch(f"{ACTIONS}/{{action_id}}", response_model=s.CircleActionRead)
async def update_circle_action(call: Writes, circle_id: CircleId, action_id: ActionId, body: s.CircleActionPatch) -> Response:
    """Change what is to be done, by whom or by when.

    The person, the team, the connector, family of the circle. Needs If-Match. Refused with circle-action-ended once it was said
    what became of it.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, action_id, version, body)

    return await call.change(q.ACTION, action_id, verb, circle_id=circle_id)


@router.post(f"{ACTIONS}/{{action_id}}/end", response_model=s.CircleActionRead)
async def end_circle_action(call: Writes, circle_id: CircleId, action_id: ActionId, body: s.CircleActionEnd) -> Response:
    """Say what became of an action.

    Done, or dropped with the reason. It never vanishes. The person, the team, the connector, family of the circle. Refused with
    circle-action-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end(work, circle_id, action_id, body)

    return await call.do(q.ACTION, verb, record=action_id, circle_id=circle_id)


@router.post(f"{ACTIONS}/{{action_id}}/carry", response_model=s.CircleActionRead)
async def carry_circle_action(call: Writes, circle_id: CircleId, action_id: ActionId, body: s.CircleActionCarry) -> Response:
    """Carry an action over to a later day or meeting.

    With the reason. In one act this one ends as `carried`, and the next is made that goes on with it; the answer is this one,
    with the next in `carried_to_id`. The person, the team, the connector, family of the circle. Refused with
    circle-action-ended the second time, circle-action-not-later, circle-ended and person-ended.
    """

    async def verb(work: Writing) -> None:
        await service.carry(work, circle_id, action_id, body)

    return await call.do(q.ACTION, verb, record=action_id, circle_id=circle_id)
