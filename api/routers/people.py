"""People who are supported: the record."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people import queries as q
from api.domain.people import schemas as s
from api.domain.people import service
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("people")
PersonPage = page_of(s.PersonRead)
StatusChangePage = page_of(s.StatusChangeRead)
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]


@router.get("/people", response_model=PersonPage)
async def list_people(call: Reads, query: Annotated[s.PeopleQuery, Query()]) -> Response:
    """List people you may see, by name.

    Carers see the people of their teams, coaches those of the teams they coach (in part), a manager the whole provider,
    a person themself, family and connectors whoever shares their record with them.
    """
    return await call.page(q.PERSON, query, q.PEOPLE_FILTERS)


@router.post("/people", response_model=s.PersonRead, status_code=201)
async def create_person(call: Writes, body: s.PersonNew) -> Response:
    """Write down a person who asked.

    Makes an enquiry for a team. Carers for their own teams, managers for any team that is working.
    """

    async def verb(work: Writing) -> UUID:
        return await service.welcome(work, body)

    return await call.add(q.PERSON, verb, place="/people")


@router.post("/people/lookup", response_model=PersonPage)
async def lookup_person(call: Reads, body: s.Lookup) -> Response:
    """Find people by NHS number.

    The number stands in the body and never in a URL. Answers those whom you may see; each is recorded as a look.
    """
    return await call.page(q.PERSON, s.PeopleQuery(), {}, also=(q.BY_NHS_NUMBER,), values={"nhs_number": body.nhs_number})


# `:uuid`, so that /people/lookup is not taken for a person: its 405 names POST alone.
@router.get("/people/{person_id:uuid}", response_model=s.PersonRead)
async def get_person(call: Reads, person_id: PersonId) -> Response:
    """Read a person.

    The look is recorded, and the person can see it. A coach sees id, preferred name, status and team; family and
    connectors see no identifiers and no special-category data.
    """
    return await call.read(q.PERSON, id=person_id)


@router.put("/people/{person_id:uuid}", response_model=s.PersonRead)
async def put_person(call: Writes, person_id: NewRecordId, body: s.PersonCreate) -> Response:
    """Write down a person under an id of your own.

    For phones without signal: the same body again, at any later time, answers the record as it is now. With If-Match it
    replaces what the record says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.welcome(work, body, id_=person_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.rewrite(work, person_id, version, body)

    return await call.put(q.PERSON, person_id, body, create, replace, place="/people")


@router.patch("/people/{person_id:uuid}", response_model=s.PersonRead)
async def update_person(call: Writes, person_id: PersonId, body: s.PersonPatch) -> Response:
    """Change what a person's record says.

    The team and the manager; a person changes their own words. Status, team and death move by verbs of their own.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.correct(work, person_id, version, body)

    return await call.change(q.PERSON, person_id, verb)


@router.get("/people/{person_id}/status-changes", response_model=StatusChangePage)
async def list_status_changes(call: Reads, person_id: PersonId, query: Annotated[s.StatusChangesQuery, Query()]) -> Response:
    """List how a person's status moved, oldest first."""
    return await call.page(q.STATUS_CHANGE, query, {}, person_id=person_id)


@router.post("/people/{person_id}/status-changes", response_model=s.PersonRead)
async def move_person_status(call: Writes, person_id: PersonId, body: s.StatusMove) -> Response:
    """Move a person's status.

    enquiry → getting_to_know → supported ⇄ paused, → ended from any state with day and reason. Answers the person as they are.
    A pause or an end cancels the visits still to come; when a pause is over they come back, with those of their members who are
    free. If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await service.move_status(work, person_id, version, body)

    return await call.do(q.PERSON, verb, record=person_id)
