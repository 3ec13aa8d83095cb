"""Visits that come again: series, in London wall time."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.shared.ids import NewId, new_id
from api.domain.visits.series import queries as q
from api.domain.visits.series import schemas as s
from api.domain.visits.series import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("visit-series")
VisitSeriesPage = page_of(s.VisitSeriesRead)
Reads = Annotated[Call, Requires("visits:read")]
Writes = Annotated[Call, Requires("visits:write")]
SeriesId = Annotated[UUID, Path(description="The series' id.")]
NewSeriesId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new series, or the id of one that is there.")]
PLACE = "/people/{}/visit-series"


@router.get("/visit-series", response_model=VisitSeriesPage)
async def list_visit_series(call: Reads, query: Annotated[s.VisitSeriesQuery, Query()]) -> Response:
    """List all series of visits within reach.

    By their first start. A team and its coaches see those of the people they support, the manager all, people their own. The
    visits themselves are at /visits?series_id=.
    """
    return await call.page(q.SERIES, query, q.SERIES_FILTERS)


@router.get("/people/{person_id}/visit-series", response_model=VisitSeriesPage)
async def list_person_visit_series(
    call: Reads, person_id: PersonId, query: Annotated[s.PersonVisitSeriesQuery, Query()]
) -> Response:
    """List the series of visits with a person.

    By their first start. The person, their team, its coaches and the manager. `ended=false` leaves out those that have an end.
    """
    return await call.page(q.SERIES, query, q.SERIES_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/visit-series", response_model=s.VisitSeriesRead, status_code=201)
async def begin_visit_series(call: Writes, person_id: PersonId, body: s.VisitSeriesNew) -> Response:
    """Begin visits that come again.

    The person's team; a provider's client for its teams. `first_local` is London wall time without an offset, the only one in
    this API: nine o'clock stays nine o'clock in winter and summer, and an offset would be wrong for half of the visits. Two
    visits a day are two series. The next six weeks are planned at once and the rest by and by: with the usual members where they
    are free, else open with the flag members_not_free. Refused with series-rule (/rule says what to do), series-first,
    short-visit, not-a-member-that-day, person-paused, person-ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.begin(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.SERIES, verb, place=PLACE.format(person_id), person_id=person_id)


@router.get("/people/{person_id}/visit-series/{series_id}", response_model=s.VisitSeriesRead)
async def get_visit_series(call: Reads, person_id: PersonId, series_id: SeriesId) -> Response:
    """Read a series of visits.

    With how far it is planned. The person, their team, its coaches and the manager.
    """
    return await call.read(q.SERIES, id=series_id, person_id=person_id)


@router.put("/people/{person_id}/visit-series/{series_id}", response_model=s.VisitSeriesRead)
async def put_visit_series(call: Writes, person_id: PersonId, series_id: NewSeriesId, body: s.VisitSeriesCreate) -> Response:
    """Begin visits that come again under an id of your own.

    For phones without signal: the same body again, at any later time, answers the series as it is now. With If-Match it replaces
    what its visits have in common, as PATCH does; rule and first_local stay (series-rule-stands).
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.begin(work, person_id, body, id_=series_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.change_all(work, person_id, series_id, version, body)

    return await call.put(q.SERIES, series_id, body, create, replace, place=PLACE.format(person_id), person_id=person_id)


@router.patch("/people/{person_id}/visit-series/{series_id}", response_model=s.VisitSeriesRead)
async def update_visit_series(call: Writes, person_id: PersonId, series_id: SeriesId, body: s.VisitSeriesPatch) -> Response:
    """Change all visits of a series.

    Needs If-Match. What changes is changed in all visits still to come, and nothing else of them: who took one of them keeps it
    unless member_ids changes. A phone sees the same visits with a new version. Where the members are not free a visit stays open
    with the flag members_not_free; nothing is refused for it. Left alone are visits that were changed by themselves (of_its_own),
    cancelled, missed or begun. Refused with series-ended, short-visit, not-a-member-that-day, person-paused, person-ended.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_all(work, person_id, series_id, version, body)

    return await call.change(q.SERIES, series_id, verb, person_id=person_id)


@router.post("/people/{person_id}/visit-series/{series_id}/changes", response_model=s.VisitSeriesRead, status_code=201)
async def change_visit_series(call: Writes, person_id: PersonId, series_id: SeriesId, body: s.VisitSeriesChange) -> Response:
    """Change a visit and all that follow.

    The series ends before the first visit at from_local or later, and a new one, which is answered, goes on from there with what
    you send and everything else as it was. On a phone: a visit whose day in London stays keeps its id, moves to its new time and
    names the new series; one whose day falls away is cancelled, with your reason; those on new days are new. Members who are not
    free at the new time are left out: the visit is open with the flag members_not_free. A visit that was changed by itself,
    closed or recorded stays as it is with the series it was in, and its day is left out of the new one. Refused with
    series-ended, series-nothing-follows, series-far-ahead (over 26 weeks ahead), and as beginning a series is.
    """

    async def verb(work: Writing) -> UUID:
        return await service.change_from(work, person_id, series_id, body, id_=body.id or new_id())

    return await call.add(q.SERIES, verb, place=PLACE.format(person_id), person_id=person_id)


@router.post("/people/{person_id}/visit-series/{series_id}/exceptions", response_model=s.VisitSeriesRead)
async def leave_out_visit(call: Writes, person_id: PersonId, series_id: SeriesId, body: s.VisitSeriesException) -> Response:
    """Leave one visit of a series out.

    It does not take place: named by the wall time that the rule gives or by its id. If it is planned already it is cancelled with
    your reason; reinstating it brings it back. The same again changes nothing. To move one visit, change the visit itself.
    Refused with series-no-such-visit, series-one-visit, visit-begun, series-exceptions.
    """

    async def verb(work: Writing) -> None:
        await service.leave_out(work, person_id, series_id, body)

    return await call.do(q.SERIES, verb, record=series_id, person_id=person_id)


@router.post("/people/{person_id}/visit-series/{series_id}/planning", response_model=s.VisitSeriesRead)
async def plan_visit_series(call: Writes, person_id: PersonId, series_id: SeriesId, body: s.VisitSeriesPlanning) -> Response:
    """Plan a series further ahead.

    Up to a day at most 26 weeks ahead; six weeks are planned anyway, every hour. What is planned already stays as it is. While
    support is paused nothing is planned (person-paused): move the person's status to supported first, and the next hour plans on.
    Refused with series-far-ahead and series-ended.
    """

    async def verb(work: Writing) -> None:
        await service.plan_further(work, person_id, series_id, body.until_on)

    return await call.do(q.SERIES, verb, record=series_id, person_id=person_id)


@router.post("/people/{person_id}/visit-series/{series_id}/end", response_model=s.VisitSeriesRead)
async def end_visit_series(call: Writes, person_id: PersonId, series_id: SeriesId, body: s.VisitSeriesEnd) -> Response:
    """End a series of visits.

    With its last day, at most 26 weeks ahead, whose decision it was and why. Its visits up to that day are planned now; those
    planned after it are cancelled with your reason, but those that were changed by themselves. It stays readable. Ending it
    again is for an earlier day; else refused with series-ended. A person's series end with their support.
    """

    async def verb(work: Writing) -> None:
        await service.end(work, person_id, series_id, body)

    return await call.do(q.SERIES, verb, record=series_id, person_id=person_id)
