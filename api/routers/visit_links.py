"""What visits were for: outcomes, and items of people's good weeks."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.visits import link_schemas as s
from api.domain.visits import linking
from api.domain.visits import queries as q
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.routers.visits import VisitId
from api.storage.writing import Writing

router = make_router("visits")
VisitLinkPage = page_of(s.VisitLinkRead)
LinkId = Annotated[UUID, Path(description="The link's id.")]
Reads = Annotated[Call, Requires("visits:read")]
Writes = Annotated[Call, Requires("visits:write")]


@router.get("/visits/{visit_id}/links", response_model=VisitLinkPage)
async def list_visit_links(call: Reads, visit_id: VisitId, query: Annotated[s.VisitLinksQuery, Query()]) -> Response:
    """List what a visit was for.

    Those who support the person, and the person. Not family: an outcome is told by whom it belongs to.
    """
    return await call.page(q.LINK, query, q.LINKS_FILTERS, visit_id=visit_id)


@router.post("/visits/{visit_id}/links", response_model=s.VisitLinkRead, status_code=201)
async def add_visit_link(call: Writes, visit_id: VisitId, body: s.VisitLinkNew) -> Response:
    """Say what a visit was for.

    An outcome or an item of the good week of the person whom the visit is with, before it or after it, also one that has ended
    since. The team. Refused with visit-link-not-theirs for what is not that person's, with visit-link-there for the same twice.
    """

    async def verb(work: Writing) -> UUID:
        return await linking.link(work, visit_id, body)

    return await call.add(q.LINK, verb, place=f"/visits/{visit_id}/links", visit_id=visit_id)


@router.get("/visits/{visit_id}/links/{link_id}", response_model=s.VisitLinkRead)
async def get_visit_link(call: Reads, visit_id: VisitId, link_id: LinkId) -> Response:
    """Read one thing that a visit was for."""
    return await call.read(q.LINK, id=link_id, visit_id=visit_id)


@router.delete("/visits/{visit_id}/links/{link_id}", status_code=204)
async def remove_visit_link(call: Writes, visit_id: VisitId, link_id: LinkId) -> Response:
    """Take back what a visit was said to be for. Needs If-Match."""
    return await call.remove(q.LINK, link_id, visit_id=visit_id)
