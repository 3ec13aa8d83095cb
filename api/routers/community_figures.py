"""Figures about community life: of a person, a team, a place; the ties around a person; reach, of those who asked for it."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.community.connections import figure_queries as q
from api.domain.community.connections import figure_schemas as s
from api.domain.community.connections.figures import days_of
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import PersonId, TeamId
from api.routers.shared import router as make_router

router = make_router("community-figures")
Figures = Annotated[Call, Requires("figures:read")]
Reads = Annotated[Call, Requires("community:read")]
# No id stands in its path, and still it is not there for those whose figures end at their team.
NOT_YOURS: Final[dict[int | str, dict[str, Any]]] = {404: {}}


@router.get("/people/{person_id}/connection-figures", response_model=s.ConnectionFigures)
async def get_connection_figures(
    call: Figures, person_id: PersonId, query: Annotated[s.ConnectionFiguresQuery, Query()]
) -> Response:
    """Read how many people outside paid support a person sees.

    Month by month, each once: people of connections that were seen, and members of the circle at a meeting where the person was.
    Who was at the same session of a group is not counted, unless a connection says so. A month in which nothing was recorded is
    null, not 0. The person, their team, its coaches, a provider's client, the manager; a connector where the person shares it,
    who is told of the circles they connect only.
    """
    return await call.told(q.CONNECTION_FIGURES, {"person": person_id, "months": query.months})


@router.get("/people/{person_id}/ties", response_model=s.Ties)
async def get_ties(call: Reads, person_id: PersonId) -> Response:
    """Read what stands around a person.

    Their circles and who is of them, groups where they take part, whom they see, and who visited in the last twelve weeks: as
    nodes and edges, and of each kind only what this token reads anyway. The person, their team, its coaches, the manager;
    connector and family where the person shares their community life.
    """
    return await call.told(q.ties(call.reader, q.parts_for(call.reader, call.asker.scopes)), {"person": person_id})


@router.get("/people/{person_id}/reach", response_model=s.PersonReach)
async def get_reach(call: Reads, person_id: PersonId) -> Response:
    """Read whom a person reaches within two steps.

    Only of somebody who asked to be known for it (PUT …/reach-wish); 404 for all others. Told to themself, their team, the
    manager, and a connector where the person shares it.
    """
    return await call.told(q.PERSON_REACH, {"person": person_id})


@router.get("/teams/{team_id}/super-connectors", response_model=s.SuperConnectors)
async def get_super_connectors(call: Reads, team_id: TeamId) -> Response:
    """Read who asked to be known for bringing people together.

    People whom the team supports, by name: never in an order of reach. Members of the team, the manager.
    """
    return await call.told(q.SUPER_CONNECTORS, {"team": team_id})


async def _figures(call: Call, of: str, query: s.CommunityFiguresQuery, team: UUID | None, place: str | None) -> Response:
    first, until = days_of(query)
    values = {"team": team, "place": place, "from_on": first, "until_on": until}
    return await call.told(q.COMMUNITY_FIGURES[of], values)


@router.get("/teams/{team_id}/community-figures", response_model=s.CommunityFigures)
async def get_team_community_figures(
    call: Figures, team_id: TeamId, query: Annotated[s.CommunityFiguresQuery, Query()]
) -> Response:
    """Read the figures about a team's community life.

    Circles and what they lack, groups nobody is tied to, people without any tie, introductions of each kind apart with what came
    of them, connections made and kept. Who has no tie is named to members of the team and the manager, and that is a look at
    each of them. Members and coaches of the team, a provider's client, the manager.
    """
    return await _figures(call, "team", query, team_id, None)


@router.get("/community-figures", response_model=s.CommunityFigures, responses=NOT_YOURS)
async def get_community_figures(call: Figures, query: Annotated[s.PlaceFiguresQuery, Query()]) -> Response:
    """Read the figures about community life in a place.

    As those of a team, of the whole organisation or of one postcode district. The manager.
    """
    return await _figures(call, "place", query, None, query.place)
