"""What a team agreed with one another."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.teams import agreements as verbs
from api.domain.teams import queries as q
from api.domain.teams import role_schemas as s
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("agreements")
AgreementPage = page_of(s.AgreementRead)
Reads = Annotated[Call, Requires("teams:read")]
Writes = Annotated[Call, Requires("teams:write")]
AgreementId = Annotated[UUID, Path(description="The agreement's id.")]


def _place(team: UUID) -> str:
    return f"/teams/{team}/agreements"


@router.get("/teams/{team_id}/agreements", response_model=AgreementPage)
async def list_agreements(call: Reads, team_id: TeamId, query: Annotated[s.AgreementsQuery, Query()]) -> Response:
    """List a team's agreements, the last one first.

    Team mates, coaches and the manager. `standing=true` leaves out what has ended.
    """
    return await call.page(q.AGREEMENT, query, q.AGREEMENTS_FILTERS, team_id=team_id)


@router.post("/teams/{team_id}/agreements", response_model=s.AgreementRead, status_code=201)
async def add_agreement(call: Writes, team_id: TeamId, body: s.AgreementNew) -> Response:
    """Write an agreement down.

    The team's members; nobody approves it.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.agree(work, team_id, body)

    return await call.add(q.AGREEMENT, verb, place=_place(team_id), team_id=team_id)


@router.get("/teams/{team_id}/agreements/{agreement_id}", response_model=s.AgreementRead)
async def get_agreement(call: Reads, team_id: TeamId, agreement_id: AgreementId) -> Response:
    """Read an agreement."""
    return await call.read(q.AGREEMENT, id=agreement_id, team_id=team_id)


@router.put("/teams/{team_id}/agreements/{agreement_id}", response_model=s.AgreementRead)
async def put_agreement(call: Writes, team_id: TeamId, agreement_id: NewRecordId, body: s.AgreementCreate) -> Response:
    """Write an agreement down under an id of your own.

    The same body again answers it as it is now; with If-Match it replaces what was written.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await verbs.agree(work, team_id, body, id_=agreement_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        changes = body.model_dump(exclude={"agreed_on"} if body.agreed_on is None else None)
        await verbs.restate(work, team_id, agreement_id, version, changes)

    return await call.put(q.AGREEMENT, agreement_id, body, create, replace, place=_place(team_id), team_id=team_id)


@router.patch("/teams/{team_id}/agreements/{agreement_id}", response_model=s.AgreementRead)
async def update_agreement(call: Writes, team_id: TeamId, agreement_id: AgreementId, body: s.AgreementPatch) -> Response:
    """Change an agreement that stands.

    The team's members. One that has ended stays as it was (409 agreement-ended).
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.restate(work, team_id, agreement_id, version, body.model_dump(exclude_unset=True))

    return await call.change(q.AGREEMENT, agreement_id, verb, team_id=team_id)


@router.delete("/teams/{team_id}/agreements/{agreement_id}", status_code=204)
async def remove_agreement(call: Writes, team_id: TeamId, agreement_id: AgreementId) -> Response:
    """Remove an agreement that was written down by mistake.

    What no longer holds is ended instead, so that it stays to be read.
    """
    return await call.remove(q.AGREEMENT, agreement_id, team_id=team_id)


@router.post("/teams/{team_id}/agreements/{agreement_id}/end", response_model=s.AgreementRead)
async def end_agreement(call: Writes, team_id: TeamId, agreement_id: AgreementId, body: s.AgreementEnd) -> Response:
    """End an agreement.

    The team's members. It stays to be read. If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await verbs.end(work, team_id, agreement_id, version, body)

    return await call.do(q.AGREEMENT, verb, record=agreement_id, team_id=team_id)
