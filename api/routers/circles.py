"""Community Circles: family, friends and neighbours around a person."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.circles import queries as q
from api.domain.circles import schemas as s
from api.domain.circles import service
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("circles")
CirclePage = page_of(s.CircleRead)
Reads = Annotated[Call, Requires("circles:read")]
Writes = Annotated[Call, Requires("circles:write")]
CircleId = Annotated[UUID, Path(description="The circle's id.")]
NewCircleId = Annotated[NewId, Path(description="A UUIDv7 of your own making, or the id of a circle that is there.")]


@router.get("/connectors", response_model=s.Connectors)
async def get_connectors(call: Reads) -> Response:
    """List the provider's connectors.

    By id and name, for whoever names one for a circle: team members and people.
    """
    service.names_connectors(call.reader)
    return await call.told(q.CONNECTORS, {})


@router.get("/circles", response_model=CirclePage)
async def list_circles(call: Reads, query: Annotated[s.CirclesQuery, Query()]) -> Response:
    """List the circles within reach.

    A team and its coaches see those around the people they support, a connector those they connect, family those they have
    joined, a person their own, the manager all. `gap=connector` leaves those that nobody connects; such a circle goes on.
    """
    return await call.page(q.CIRCLE, query, q.CIRCLES_FILTERS)


@router.post("/people/{person_id}/circles", response_model=s.CircleRead, status_code=201)
async def start_circle(call: Writes, person_id: PersonId, body: s.CircleNew) -> Response:
    """Start a circle around a person.

    With its purpose in the person's words, the first idea, and who decided: the person, a representative who stands and may
    decide about their welfare, or a best-interest decision, with how. Nobody loses a circle for want of a voice in it. The team;
    the person, who decides for themself. It begins as `forming`; people are asked in with POST /circles/{circle_id}/members.

    Refused with not-a-connector, representative-not-standing, representative-scope, decision-without-words, and with
    person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.start(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.CIRCLE, verb, place="/circles")


@router.get("/circles/{circle_id}", response_model=s.CircleRead)
async def get_circle(call: Reads, circle_id: CircleId) -> Response:
    """Read a circle.

    What it is for, what it lacks (`gaps`), when it met and meets next, and when it is due. How it was decided is not shown to
    coach, connector and family. Its tag changes with its meetings and its facilitator too.
    """
    return await call.read(q.CIRCLE, id=circle_id)


@router.put("/circles/{circle_id}", response_model=s.CircleRead)
async def put_circle(call: Writes, circle_id: NewCircleId, body: s.CircleCreate) -> Response:
    """Start a circle under an id of your own.

    For phones without signal: the same body again, at any later time, answers the circle as it is now. With If-Match it replaces
    purpose, rhythm and connector; how it began stands (circle-decision-stands). Who may: as POST /people/{person_id}/circles.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.start(work, body.person_id, body, id_=circle_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.replace(work, circle_id, version, body)

    return await call.put(q.CIRCLE, circle_id, body, create, replace, place="/circles")


@router.patch("/circles/{circle_id}", response_model=s.CircleRead)
async def update_circle(call: Writes, circle_id: CircleId, body: s.CirclePatch) -> Response:
    """Change what a circle is for, how often it meets, or who connects it.

    The team and the person; the connector all but who connects it. A connector named anew sees the circle at the next request,
    the one before no more. Needs If-Match. Refused with circle-ended.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, circle_id, version, body)

    return await call.change(q.CIRCLE, circle_id, verb)


@router.post("/circles/{circle_id}/status", response_model=s.CircleRead)
async def move_circle(call: Writes, circle_id: CircleId, body: s.CircleMove) -> Response:
    """Say where a circle is.

    forming → meeting ⇄ resting, and → ended from each, with the reason. The team, the person, the connector. Once it has ended,
    connector and family see it no more, at the next request; for the person and their team it stays readable.
    """

    async def verb(work: Writing) -> None:
        await service.move(work, circle_id, body)

    return await call.do(q.CIRCLE, verb, record=circle_id)


@router.post("/circles/{circle_id}/standing-alone", response_model=s.CircleRead)
async def say_circle_stands_alone(call: Writes, circle_id: CircleId, body: s.CircleAlone) -> Response:
    """Say that a circle stands alone.

    Its connector, after the first three meetings, which they were at (circle-not-yet-alone before that), with what shows it.
    A circle that stands alone has no gap when the connector lays it down.
    """

    async def verb(work: Writing) -> None:
        await service.stand_alone(work, circle_id, body)

    return await call.do(q.CIRCLE, verb, record=circle_id)


@router.post("/circles/{circle_id}/connector/lay-down", status_code=204)
async def lay_down_circle(call: Writes, circle_id: CircleId, body: s.ConnectorLeaving) -> Response:
    """Lay a circle down as its connector.

    The connector's own. They see it no more from the next request on, and unless it stands alone it has a gap until the person
    or the team names another.
    """

    async def verb(work: Writing) -> None:
        await service.lay_down(work, circle_id, body)

    return await call.tell(q.CIRCLE, verb)
