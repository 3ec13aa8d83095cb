"""Visits: time with a person, planned by the team."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import NewId, new_id
from api.domain.visits import queries as q
from api.domain.visits import schemas as s
from api.domain.visits import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("visits")
VisitPage = page_of(s.VisitRead)
LateVisitPage = page_of(s.LateVisitRead)
Reads = Annotated[Call, Requires("visits:read")]
Writes = Annotated[Call, Requires("visits:write")]
VisitId = Annotated[UUID, Path(description="The visit's id.")]
NewVisitId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new visit, or the id of one that is there.")]


def _of_a_team(call: Call) -> None:
    """A team's own lists: not for family, who know a person and no team."""
    if call.reader == Role.family:
        raise ForbiddenError("Read /people/{person_id}/visits of the person who shares their visits with you.")


@router.get("/visits", response_model=VisitPage)
async def list_visits(call: Reads, query: Annotated[s.VisitsQuery, Query()]) -> Response:
    """List all visits within reach, by when they begin.

    A team and its coaches see those of the people they support, the manager all, people their own, family those of who shares
    `visits` with them: who comes, when and what for, without why something was cancelled. It begins four weeks back unless a
    team, a person, a series, a day (`on`) or `starts_from` is named: the list holds years. `state` can be sent several times.
    """
    return await call.page(q.VISIT, query, q.VISITS_FILTERS, also=() if query.narrows else (q.LATELY,))


@router.get("/teams/{team_id}/visits", response_model=VisitPage)
async def list_team_visits(call: Reads, team_id: TeamId, query: Annotated[s.TeamVisitsQuery, Query()]) -> Response:
    """List a team's visits: its day, with `on`.

    Of the people whom the team supports now, by when they begin; a person sees their own. Not for family. A day is one of
    Europe/London, whatever its length.
    """
    _of_a_team(call)
    return await call.page(q.VISIT, query, q.VISITS_FILTERS, team_id=team_id)


@router.get("/people/{person_id}/visits", response_model=VisitPage)
async def list_person_visits(call: Reads, person_id: PersonId, query: Annotated[s.PersonVisitsQuery, Query()]) -> Response:
    """List a person's visits: who comes this week.

    With the faces of those who come. Family see them while the person shares `visits`. A face has a profile under
    /teams/{team_id}/members/{member_id}/profile, with the visit's provided_by_team_id as the team; the person may read it.
    """
    return await call.page(q.VISIT, query, q.VISITS_FILTERS, person_id=person_id)


@router.get("/teams/{team_id}/open-visits", response_model=VisitPage)
async def list_open_visits(call: Reads, team_id: TeamId, query: Annotated[s.OpenVisitsQuery, Query()]) -> Response:
    """List the visits that still need somebody.

    The next one first; those whose time is over are left out unless `over` is true.
    """
    _of_a_team(call)
    return await call.page(q.VISIT, query, q.OPEN_FILTERS, also=(q.OPEN,), team_id=team_id)


@router.get("/teams/{team_id}/late-visits", response_model=LateVisitPage)
async def list_late_visits(call: Reads, team_id: TeamId, query: Annotated[s.LateVisitsQuery, Query()]) -> Response:
    """List the visits that should have begun.

    Planned, nobody has arrived, and more than the team's late_after_minutes have passed since the planned start (or since
    latest_at where it is later): longest ago first. `seems_missed` once its end has passed as long. A visit leaves the list when
    somebody arrives, or when it is said to be missed or cancelled.
    """
    _of_a_team(call)
    return await call.page(q.LATE_VISIT, query, q.LATE_FILTERS, also=(q.LATE,), team_id=team_id)


@router.post("/visits", response_model=s.VisitRead, status_code=201)
async def plan_visit(call: Writes, body: s.VisitNew) -> Response:
    """Plan a visit.

    The person's team; a provider's client for its teams. With as many members as it needs it is `planned`, with fewer `open`.
    Refused with double-booked when a member is with somebody else then, not-a-member-that-day, person-paused, person-ended,
    short-visit (under 30 minutes without short_reason), visit-too-long (over 24 hours), visit-window, visit-long-ago (more than
    24 hours ago: record it instead) and visit-far-ahead.
    """

    async def verb(work: Writing) -> UUID:
        return await service.plan(work, body, id_=body.id or new_id())

    return await call.add(q.VISIT, verb, place="/visits")


@router.get("/visits/{visit_id}", response_model=s.VisitRead)
async def get_visit(call: Reads, visit_id: VisitId) -> Response:
    """Read a visit.

    Those who support the person, the person, and family with whom `visits` are shared (without why it was cancelled).
    """
    return await call.read(q.VISIT, id=visit_id)


@router.put("/visits/{visit_id}", response_model=s.VisitRead)
async def put_visit(call: Writes, visit_id: NewVisitId, body: s.VisitCreate) -> Response:
    """Plan a visit under an id of your own.

    For phones without signal: the same body again, at any later time, answers the visit as it is now. With If-Match it replaces
    the plan, as PATCH does; the person stays (visit-other-person).
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.plan(work, body, id_=visit_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.plan_anew(work, visit_id, version, body)

    return await call.put(q.VISIT, visit_id, body, create, replace, place="/visits")


@router.patch("/visits/{visit_id}", response_model=s.VisitRead)
async def update_visit(call: Writes, visit_id: VisitId, body: s.VisitPatch) -> Response:
    """Change the plan of a visit.

    Needs If-Match. Move it in time, say who comes, how many are needed, what it is for. The state follows from who comes. Refused
    as planning is; with visit-begun once somebody has arrived, with visit-closed once it was cancelled or missed. A visit of a
    series is of its own from then on: what changes the series leaves it alone.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.plan_anew(work, visit_id, version, body)

    return await call.change(q.VISIT, visit_id, verb)


@router.post("/visits/{visit_id}/cancellation", response_model=s.VisitRead)
async def cancel_visit(call: Writes, visit_id: VisitId, body: s.VisitCancellation) -> Response:
    """Cancel a visit.

    There is no DELETE: it stays, with whose decision it was and why. Its members are free at that time again. Refused with
    visit-begun and visit-closed. It can be reinstated.
    """

    async def verb(work: Writing) -> None:
        await service.cancel(work, visit_id, body)

    return await call.do(q.VISIT, verb, record=visit_id)


@router.post("/visits/{visit_id}/missed", response_model=s.VisitRead)
async def miss_visit(call: Writes, visit_id: VisitId, body: s.VisitMissed) -> Response:
    """Say that a visit was missed.

    Nobody came. Refused with visit-ahead before its planned start, visit-begun, visit-closed. If it turns out that somebody was
    there, record it: the record is believed.
    """

    async def verb(work: Writing) -> None:
        await service.miss(work, visit_id, body)

    return await call.do(q.VISIT, verb, record=visit_id)


@router.post("/visits/{visit_id}/reinstatement", response_model=s.VisitRead)
async def reinstate_visit(call: Writes, visit_id: VisitId, body: s.VisitReinstatement) -> Response:
    """Let a cancelled visit take place after all.

    With those of its members who are free and in the team that day; open if they are not enough. Refused with
    visit-not-cancelled, with visit-over once it should have begun, with person-paused and person-ended.
    """

    async def verb(work: Writing) -> None:
        await service.reinstate(work, visit_id, body)

    return await call.do(q.VISIT, verb, record=visit_id)
