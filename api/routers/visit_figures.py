"""Figures and statements about visits."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.visits.figures import queries as q
from api.domain.visits.figures import schemas as s
from api.domain.visits.figures.telling import as_csv, days_of, month_of
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import PersonId, TeamId
from api.routers.shared import router as make_router

router = make_router("figures")
CSV: Final = "text/csv"
MemberId = Annotated[UUID, Path(description="The member's id.")]
Figures = Annotated[Call, Requires("figures:read")]
Statements = Annotated[Call, Requires("statements:read", also=CSV)]
Days = Annotated[s.FiguresQuery, Query()]
Month = Annotated[s.StatementQuery, Query()]
VARY: Final = {"vary": "Authorization, Accept"}
AS_CSV: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {CSV: {"schema": {"type": "string", "maxLength": 100_000_000, "pattern": r"^[\s\S]*$"}}}}
}


async def _figures(call: Call, of: str, id_: UUID, query: s.FiguresQuery, within: UUID | None = None) -> Response:
    first, until = days_of(query)
    return await call.told(q.FIGURES[of], {"id": id_, "within": within, "from_on": first, "until_on": until})


@router.get("/teams/{team_id}/visit-figures", response_model=s.VisitFigures)
async def get_team_visit_figures(call: Figures, team_id: TeamId, query: Days) -> Response:
    """Read the figures about a team's visits.

    The visits that the team provided, also to people whom another team supports now: continuity, short visits, on time, missed,
    travel, minutes, and the same by week. Its members and coaches, a provider's client, the manager.
    """
    return await _figures(call, "team", team_id, query)


@router.get("/teams/{team_id}/members/{member_id}/visit-figures", response_model=s.VisitFigures)
async def get_member_visit_figures(call: Figures, team_id: TeamId, member_id: MemberId, query: Days) -> Response:
    """Read the figures about a member's visits.

    The visits that the member was on. Continuity over people says whom they met; shares of faces are a person's or a team's.
    Members and coaches of the team, a provider's client, the manager.
    """
    return await _figures(call, "member", member_id, query, team_id)


@router.get("/people/{person_id}/visit-figures", response_model=s.VisitFigures)
async def get_person_visit_figures(call: Figures, person_id: PersonId, query: Days) -> Response:
    """Read the figures about a person's visits.

    How many faces they saw, how often the same ones, whether visits came on time, minutes planned and delivered. The person,
    their team and its coaches, a provider's client, the manager.
    """
    return await _figures(call, "person", person_id, query)


@router.get("/teams/{team_id}/absence-figures", response_model=s.AbsenceFigures)
async def get_team_absence_figures(
    call: Annotated[Call, Requires("availability:read")], team_id: TeamId, query: Days
) -> Response:
    """Read how many days a team's members were away.

    Sickness, leave and the rest, of all days of membership; never why. Members and coaches of the team, the manager.
    """
    first, until = days_of(query)
    return await call.told(q.ABSENCES, {"id": team_id, "from_on": first, "until_on": until})


async def _statement(call: Call, of: str, id_: UUID, query: s.StatementQuery) -> Response:
    month = month_of(query)
    values = {"id": id_, "month": month}
    if not call.wants(CSV):
        return await call.told(q.STATEMENT[of], values, headers=VARY)
    attached = {"content-disposition": f'attachment; filename="visit-statement-{month:%Y-%m}.csv"'}
    return await call.told(
        q.STATEMENT[of], values, shaped=as_csv, media=f"{CSV}; charset=utf-8; header=present", headers=VARY | attached
    )


@router.get("/teams/{team_id}/visit-statement", response_model=s.VisitStatement, responses=AS_CSV)
async def get_team_visit_statement(call: Statements, team_id: TeamId, query: Month) -> Response:
    """Read planned and delivered minutes of a month.

    A line for each person to whom the team provided visits in that month, for the council: ask for `text/csv` to get it as a
    sheet. Recorded as a look at each of them. Members of the team, a provider's client, the manager.
    """
    return await _statement(call, "team", team_id, query)


@router.get("/people/{person_id}/visit-statement", response_model=s.VisitStatement, responses=AS_CSV)
async def get_person_visit_statement(call: Statements, person_id: PersonId, query: Month) -> Response:
    """Read a person's planned and delivered minutes.

    For one month, a line for each team that provided; ask for `text/csv` to get it as a sheet. The person, their team, a
    provider's client, the manager.
    """
    return await _statement(call, "person", person_id, query)
