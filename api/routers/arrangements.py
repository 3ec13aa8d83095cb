"""Arrangements: who funds whose support; and the councils that the provider has to do with."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.commissioning import queries as q
from api.domain.commissioning import schemas as s
from api.domain.commissioning import service
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("arrangements")
ArrangementPage = page_of(s.ArrangementRead)
CouncilPage = page_of(s.CouncilRead)
Reads = Annotated[Call, Requires("arrangements:read")]
Writes = Annotated[Call, Requires("arrangements:write")]
ArrangementId = Annotated[UUID, Path(description="The arrangement's id.")]
NewArrangementId = Annotated[
    NewId, Path(description="A UUIDv7 of your own making for a new arrangement, or the id of one that is there.")
]


@router.get("/councils", response_model=CouncilPage)
async def list_councils(call: Reads, query: Annotated[s.CouncilsQuery, Query()]) -> Response:
    """List the councils that the provider has to do with.

    By name: those of its arrangements and hand-overs, and whether each has agreed to work with the provider. The manager.
    """
    if call.reader != Role.manager:
        raise ForbiddenError
    return await call.trail(query, q.COUNCILS, {}, q.COUNCILS_COUNT, newest=q.BEFORE_ALL)


@router.get("/arrangements", response_model=ArrangementPage)
async def list_arrangements(call: Reads, query: Annotated[s.ArrangementsQuery, Query()]) -> Response:
    """List arrangements, the latest begun first.

    The manager all of the organisation; a person their own; a commissioner those of their council, without being told whom or
    which team (403 for a filter by either). Each with a person is a look.
    """
    return await call.page(q.ARRANGEMENT, query, q.ARRANGEMENTS_FILTERS)


@router.get("/people/{person_id}/arrangements", response_model=ArrangementPage)
async def list_person_arrangements(
    call: Reads, person_id: PersonId, query: Annotated[s.PersonArrangementsQuery, Query()]
) -> Response:
    """List who funds a person's support.

    The latest begun first; those of today with `on`. The person and the manager.
    """
    if call.reader == Role.commissioner:
        raise ForbiddenError
    return await call.page(q.ARRANGEMENT, query, q.PERSON_ARRANGEMENTS_FILTERS, funded_person_id=person_id)


@router.post("/arrangements", response_model=s.ArrangementRead, status_code=201)
async def create_arrangement(call: Writes, body: s.ArrangementNew) -> Response:
    """Write down who funds whose support.

    The manager. Of a person, or of a team (block_contract); several may stand beside one another, as when two pay. A council that
    is named for the first time is asked whether it works with the provider; until it agrees (list_councils) the arrangement gives
    it nothing. 404 for a person or team of another organisation, and where council_id is no council's.
    """

    async def verb(work: Writing) -> UUID:
        return await service.arrange(work, body, id_=body.id or new_id())

    return await call.add(q.ARRANGEMENT, verb, place="/arrangements")


@router.get("/arrangements/{arrangement_id}", response_model=s.ArrangementRead)
async def get_arrangement(call: Reads, arrangement_id: ArrangementId) -> Response:
    """Read an arrangement.

    The manager, the person, a commissioner of the council: what each is told of it as in the list.
    """
    return await call.read(q.ARRANGEMENT, id=arrangement_id)


@router.put("/arrangements/{arrangement_id}", response_model=s.ArrangementRead)
async def put_arrangement(call: Writes, arrangement_id: NewArrangementId, body: s.ArrangementCreate) -> Response:
    """Write down an arrangement under an id of your own.

    The manager. The same body again, at any later time, answers the arrangement as it is now. With If-Match it replaces what is
    said; another person, team or council is refused with another-arrangement.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.arrange(work, body, id_=arrangement_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.arrange_anew(work, arrangement_id, version, body)

    return await call.put(q.ARRANGEMENT, arrangement_id, body, create, replace, place="/arrangements")


@router.patch("/arrangements/{arrangement_id}", response_model=s.ArrangementRead)
async def update_arrangement(call: Writes, arrangement_id: ArrangementId, body: s.ArrangementPatch) -> Response:
    """Change an arrangement, or end it (until_on).

    The manager. Who is funded, and by which council, stays: that is another arrangement. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.update(work, arrangement_id, version, body)

    return await call.change(q.ARRANGEMENT, arrangement_id, verb)


@router.delete("/arrangements/{arrangement_id}", status_code=204)
async def remove_arrangement(call: Writes, arrangement_id: ArrangementId) -> Response:
    """Take away an arrangement written down by mistake.

    The manager. One that is over is ended instead (until_on), and counts for the time it stood. Needs If-Match.
    """
    return await call.remove(q.ARRANGEMENT, arrangement_id)
