"""The few who support a person: who supports whom, and whether they chose each other."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.small_teams import queries as q
from api.domain.people.small_teams import schemas as s
from api.domain.people.small_teams import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("small-teams")
SmallTeamMemberPage = page_of(s.SmallTeamMemberRead)
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]


@router.get("/people/{person_id}/small-team", response_model=SmallTeamMemberPage)
async def list_small_team(call: Reads, person_id: PersonId, query: Annotated[s.SmallTeamQuery, Query()]) -> Response:
    """List the few who support a person.

    Since when, until when, and whether they chose each other. Family and a connector see them while the person shares their
    small team.
    """
    return await call.page(q.SMALL_TEAM, query, q.SMALL_TEAM_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/small-team", response_model=s.SmallTeamMemberRead, status_code=201)
async def name_small_team_member(call: Writes, person_id: PersonId, body: s.SmallTeamMemberNew) -> Response:
    """Name one of the few who support a person.

    A member of the person's team now. The team, the manager, or the person themself. That the person chose is theirs to say,
    or the team's with how they said so in words; that the member chose only the member can say.
    """

    async def verb(work: Writing) -> UUID:
        return await service.name(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.SMALL_TEAM, verb, place=f"/people/{person_id}/small-team", person_id=person_id)


@router.get("/people/{person_id}/small-team/{record_id}", response_model=s.SmallTeamMemberRead)
async def get_small_team_member(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read one of the few who support a person."""
    return await call.read(q.SMALL_TEAM, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/small-team/{record_id}", response_model=s.SmallTeamMemberRead)
async def put_small_team_member(
    call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.SmallTeamMemberCreate
) -> Response:
    """Name one of the few under an id of your own.

    For phones without signal: the same body again, at any later time, answers the record as it is now. With If-Match it replaces
    what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.name(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, record_id, version, body)

    return await call.put(
        q.SMALL_TEAM, record_id, body, create, replace, place=f"/people/{person_id}/small-team", person_id=person_id
    )


@router.patch("/people/{person_id}/small-team/{record_id}", response_model=s.SmallTeamMemberRead)
async def update_small_team_member(
    call: Writes, person_id: PersonId, record_id: RecordId, body: s.SmallTeamMemberPatch
) -> Response:
    """Change what is said of one of the few.

    The person says whom they chose and until when; the member whether they chose the person; the team the rest. Who stops
    supporting the person gets an until_on, and stays on the list of those who did. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.say_anew(work, person_id, record_id, version, body)

    return await call.change(q.SMALL_TEAM, record_id, verb, person_id=person_id)


@router.delete("/people/{person_id}/small-team/{record_id}", status_code=204)
async def remove_small_team_member(call: Writes, person_id: PersonId, record_id: RecordId) -> Response:
    """Take away one who was named by mistake.

    Who stops supporting the person gets an until_on instead. A person ends, and does not take away.
    """
    return await call.remove(q.SMALL_TEAM, record_id, service.may_remove, person_id=person_id)
