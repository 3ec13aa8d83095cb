"""Team assessments: how a team sees itself, with an instrument that is for teams."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.outcomes.instruments import assessment_schemas as s
from api.domain.outcomes.instruments import assessments as verbs
from api.domain.outcomes.instruments import queries as q
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, RecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("team-assessments")
TeamAssessmentPage = page_of(s.TeamAssessmentRead)
Reads = Annotated[Call, Requires("teams:read")]
Writes = Annotated[Call, Requires("teams:write")]


def _place(team: UUID) -> str:
    return f"/teams/{team}/assessments"


@router.get("/teams/{team_id}/assessments", response_model=TeamAssessmentPage)
async def list_team_assessments(
    call: Reads, team_id: TeamId, query: Annotated[s.TeamAssessmentsQuery, Query()]
) -> Response:  # fmt: skip
    """List a team's assessments of itself, newest first.

    Members and coaches of the team, the manager.
    """
    return await call.page(q.ASSESSMENT, query, q.ASSESSMENTS_FILTERS, team_id=team_id)


@router.post("/teams/{team_id}/assessments", response_model=s.TeamAssessmentRead, status_code=201)
async def add_team_assessment(call: Writes, team_id: TeamId, body: s.TeamAssessmentNew) -> Response:
    """Write down how the team sees itself.

    Its members. A level and the evidence (`words`) for each statement of a published version of an instrument for teams, and
    what the team does about it. 422 answer-not-valid points at what does not fit; 409 version-not-answerable for a draft, a
    withdrawn version, or one that is for people.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.hold(work, team_id, body, id_=body.id or new_id())

    return await call.add(q.ASSESSMENT, verb, place=_place(team_id), team_id=team_id)


@router.get("/teams/{team_id}/assessments/{record_id}", response_model=s.TeamAssessmentRead)
async def get_team_assessment(call: Reads, team_id: TeamId, record_id: RecordId) -> Response:
    """Read how a team saw itself."""
    return await call.read(q.ASSESSMENT, id=record_id, team_id=team_id)


@router.put("/teams/{team_id}/assessments/{record_id}", response_model=s.TeamAssessmentRead)
async def put_team_assessment(call: Writes, team_id: TeamId, record_id: NewRecordId, body: s.TeamAssessmentCreate) -> Response:
    """Write an assessment down under an id of your own.

    The same body again answers it as it is now; with If-Match it replaces what was written.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await verbs.hold(work, team_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await verbs.replace(work, team_id, record_id, version, body)

    return await call.put(q.ASSESSMENT, record_id, body, create, replace, place=_place(team_id), team_id=team_id)


@router.patch("/teams/{team_id}/assessments/{record_id}", response_model=s.TeamAssessmentRead)
async def update_team_assessment(call: Writes, team_id: TeamId, record_id: RecordId, body: s.TeamAssessmentPatch) -> Response:
    """Change an assessment: its answers, its actions.

    The team's members. Needs If-Match. Answers still fit the version that was used, also after it was withdrawn.
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.change(work, team_id, record_id, version, body)

    return await call.change(q.ASSESSMENT, record_id, verb, team_id=team_id)
