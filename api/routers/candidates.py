"""Who could take a visit."""

from typing import Annotated
from uuid import UUID

from fastapi import Path
from starlette.responses import Response

from api.domain.visits.rostering import candidate_queries as q
from api.domain.visits.rostering.candidate_schemas import Candidates
from api.domain.visits.rostering.ranking import told_candidates
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import router as make_router

router = make_router("rostering")
VisitId = Annotated[UUID, Path(description="The visit's id.")]


@router.get("/visits/{visit_id}/candidates", response_model=Candidates)
async def get_candidates(call: Annotated[Call, Requires("visits:read")], visit_id: VisitId) -> Response:
    """List who could take a visit, best first.

    With the reasons that both sides can see: in the person's small team, how often they met in the last 28 days, gifts and
    interests that both would share, free at that time, 11 hours of rest, the way from the visit before and to the one after
    (a straight line: see travel_assumes), and the hours of the contract that are left that week. Members and coaches of the
    team, the manager, and the person themself, who is told no member's hours. It changes nothing: POST /visits/{visit_id}/claim
    does. Recorded as a look at the person.
    """
    return await call.told(q.CANDIDATES, {"visit_id": visit_id}, shaped=told_candidates)
