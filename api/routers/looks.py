"""Looks: who was shown what."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.domain.access import trail_schemas as s
from api.domain.access.roles import Role
from api.domain.history import looks as q
from api.domain.people.queries import PERSON
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router

router = make_router("looks")
LookPage = page_of(s.LookRead)
PersonLookPage = page_of(s.PersonLookRead)
Reads = Annotated[Call, Requires("looks:read")]
PAGING = {"limit", "cursor", "count"}


@router.get("/looks", response_model=LookPage)
async def list_looks(call: Reads, query: Annotated[s.LooksQuery, Query()]) -> Response:
    """List looks at people's records, newest first.

    Everyone their own. A manager reads those of the whole organisation, by account or client if asked; that reading is itself
    recorded as a look at the people concerned.
    """
    given = tuple(query.model_dump(exclude_none=True, exclude=PAGING))
    if call.asker.role is not Role.manager and (theirs := q.AUDIT_ONLY.intersection(given)):
        raise ForbiddenError("Only a manager reads other accounts' looks.", pointer=f"?{min(theirs)}")
    return await call.trail(query, q.looks(call.reader, given), {}, q.looks_count(call.reader, given), newest=q.NEWEST)


@router.get("/people/{person_id}/looks", response_model=PersonLookPage)
async def list_person_looks(call: Reads, person_id: PersonId, query: Annotated[s.PersonLooksQuery, Query()]) -> Response:
    """List who looked at a person's record, newest first.

    The person themself, and the manager, whose reading is itself a look. Each entry says who, in which role, when, and what kind
    of record; a look by break-glass carries its opening and the reason that was given. All looks up to this moment are in it.
    """
    if call.asker.role not in (Role.person, Role.manager):
        raise ForbiddenError
    given = tuple(query.model_dump(exclude_none=True, exclude=PAGING))
    page, counting = q.looks_at(PERSON, call.reader, given), q.looks_at_count(PERSON, call.reader, given)
    return await call.trail(query, page, {"person_id": person_id}, counting, newest=q.NEWEST, before=q.SHOW)
