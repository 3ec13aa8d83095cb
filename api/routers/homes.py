"""The way into a person's home: private, one record for each person, every read recorded as a look."""

from typing import Annotated
from uuid import UUID

from starlette.responses import Response

from api.domain.people.homes import queries as q
from api.domain.people.homes import schemas as s
from api.domain.people.homes import service
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("access-to-home")
Writes = Annotated[Call, Requires("home:write")]


@router.get("/people/{person_id}/access-to-home", response_model=s.AccessToHomeRead)
async def get_access_to_home(call: Annotated[Call, Requires("home:read")], person_id: PersonId) -> Response:
    """Read how to get into a person's home.

    The person and the manager; of their team, who holds the planner's role. For other members it is as if it were not there;
    coach, connector, family and commissioner may not ask.
    """
    return await call.read(q.ACCESS_TO_HOME, before=q.ENTER_HOMES if call.reader == "carer" else None, person_id=person_id)


@router.put("/people/{person_id}/access-to-home", response_model=s.AccessToHomeRead)
async def put_access_to_home(call: Writes, person_id: PersonId, body: s.AccessToHomePut) -> Response:
    """Write down how to get into a person's home.

    The person and the manager. Creates it, or replaces it with If-Match. What it says is never in the change log and never
    kept for a repeat.
    """

    async def create(work: Writing, made_of: bytes) -> bool:
        return await service.write(work, person_id, body, made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.rewrite(work, person_id, version, body)

    return await call.put_only(
        q.ACCESS_TO_HOME, body, create, replace, place=f"/people/{person_id}/access-to-home", person_id=person_id
    )


@router.patch("/people/{person_id}/access-to-home", response_model=s.AccessToHomeRead)
async def update_access_to_home(call: Writes, person_id: PersonId, body: s.AccessToHomePatch) -> Response:
    """Change how to get into a person's home.

    The person and the manager. Needs If-Match.
    """

    async def named(work: Writing) -> UUID:
        return await service.id_of(work, person_id)

    async def verb(work: Writing, version: int) -> None:
        await service.rewrite(work, person_id, version, body)

    return await call.change(q.ACCESS_TO_HOME, named, verb, person_id=person_id)


@router.delete("/people/{person_id}/access-to-home", status_code=204)
async def remove_access_to_home(call: Writes, person_id: PersonId) -> Response:
    """Take away how to get into a person's home.

    The person and the manager. Needs If-Match; a new one can be written down after it.
    """

    async def named(work: Writing) -> UUID:
        return await service.id_of(work, person_id)

    return await call.remove(q.ACCESS_TO_HOME, named, person_id=person_id)
