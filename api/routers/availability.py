"""When members can work: working patterns, absences, and what is left: free times."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.shared.ids import new_id
from api.domain.visits.availability import queries as q
from api.domain.visits.availability import schemas as s
from api.domain.visits.availability import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.members import MemberId
from api.routers.shared import NewRecordId, RecordId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("availability")
PatternPage = page_of(s.WorkingPatternRead)
AbsencePage = page_of(s.AbsenceListed)
Reads = Annotated[Call, Requires("availability:read")]
Writes = Annotated[Call, Requires("availability:write")]
AbsenceId = Annotated[UUID, Path(description="The absence's id.")]
MEMBER = "/teams/{team_id}/members/{member_id}"
PATTERNS = f"{MEMBER}/working-patterns"
ABSENCES = f"{MEMBER}/absences"
REASON = f"{ABSENCES}/{{absence_id}}/reason"


@router.get(PATTERNS, response_model=PatternPage)
async def list_working_patterns(
    call: Reads, team_id: TeamId, member_id: MemberId, query: Annotated[s.WorkingPatternsQuery, Query()]
) -> Response:
    """List when a member works, the latest pattern first.

    Team mates, the team's coaches, the manager. On each day one pattern holds.
    """
    return await call.page(q.PATTERN, query, q.PATTERNS_FILTERS, member_id=member_id, team_id=team_id)


@router.post(PATTERNS, response_model=s.WorkingPatternRead, status_code=201)
async def add_working_pattern(call: Writes, team_id: TeamId, member_id: MemberId, body: s.WorkingPatternNew) -> Response:
    """Write down when a member works, from a day on.

    Any member of the team, for themself or a mate. Times are London's wall time; one that ends at or before it starts ends on
    the next day (22:00 to 07:00). The pattern before ends on that day if it has no end of its own; any other on the same days
    is 409 patterns-overlap. Refused with member-left once they have left.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_pattern(work, team_id, member_id, body, id_=body.id or new_id())

    place = PATTERNS.format(team_id=team_id, member_id=member_id)
    return await call.add(q.PATTERN, verb, place=place, member_id=member_id, team_id=team_id)


@router.get(f"{PATTERNS}/{{record_id}}", response_model=s.WorkingPatternRead)
async def get_working_pattern(call: Reads, team_id: TeamId, member_id: MemberId, record_id: RecordId) -> Response:
    """Read a working pattern.

    Team mates, the team's coaches, the manager.
    """
    return await call.read(q.PATTERN, id=record_id, member_id=member_id, team_id=team_id)


@router.put(f"{PATTERNS}/{{record_id}}", response_model=s.WorkingPatternRead)
async def put_working_pattern(
    call: Writes, team_id: TeamId, member_id: MemberId, record_id: NewRecordId, body: s.WorkingPatternCreate
) -> Response:
    """Write down when a member works under an id of your own.

    The same body again, at any later time, answers the pattern as it is now and ends no other. With If-Match it replaces what
    the pattern says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add_pattern(work, team_id, member_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.change_pattern(work, team_id, member_id, record_id, version, body)

    place = PATTERNS.format(team_id=team_id, member_id=member_id)
    return await call.put(q.PATTERN, record_id, body, create, replace, place=place, member_id=member_id, team_id=team_id)


@router.patch(f"{PATTERNS}/{{record_id}}", response_model=s.WorkingPatternRead)
async def update_working_pattern(
    call: Writes, team_id: TeamId, member_id: MemberId, record_id: RecordId, body: s.WorkingPatternPatch
) -> Response:
    """Change a working pattern.

    Any member of the team. Needs If-Match. `times` are replaced as a whole. 409 patterns-overlap where it would hold beside
    another, 422 week-of-cycle when a time names a week that the cycle does not have.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_pattern(work, team_id, member_id, record_id, version, body)

    return await call.change(q.PATTERN, record_id, verb, member_id=member_id, team_id=team_id)


@router.delete(f"{PATTERNS}/{{record_id}}", status_code=204)
async def remove_working_pattern(call: Writes, team_id: TeamId, member_id: MemberId, record_id: RecordId) -> Response:
    """Take away a working pattern written down by mistake.

    Any member of the team. Needs If-Match. One that ended when this one began stays ended: clear its until_on if it goes on.
    """
    return await call.remove(q.PATTERN, record_id, member_id=member_id, team_id=team_id)


@router.get("/teams/{team_id}/absences", response_model=AbsencePage)
async def list_team_absences(call: Reads, team_id: TeamId, query: Annotated[s.TeamAbsencesQuery, Query()]) -> Response:
    """List who of a team is away, the latest first.

    Team mates, the team's coaches, the manager. With how many visits are still to be covered: an absence hands nothing back by
    itself, `POST /visits/{visit_id}/hand-back` does. `ends_after` and `starts_before` make a week of it. Never why.
    """
    return await call.page(q.ABSENCES, query, q.ABSENCES_FILTERS, team_id=team_id)


@router.get(ABSENCES, response_model=AbsencePage)
async def list_absences(
    call: Reads, team_id: TeamId, member_id: MemberId, query: Annotated[s.AbsencesQuery, Query()]
) -> Response:
    """List when a member is away, the latest first.

    Team mates, the team's coaches, the manager. With how many visits are still to be covered, each to be handed back by
    `POST /visits/{visit_id}/hand-back`. Never why.
    """
    return await call.page(q.ABSENCES, query, q.ABSENCES_FILTERS, member_id=member_id, team_id=team_id)


@router.post(ABSENCES, response_model=s.AbsenceRead, status_code=201)
async def add_absence(call: Writes, team_id: TeamId, member_id: MemberId, body: s.AbsenceNew) -> Response:
    """Write down that a member is away.

    Any member of the team, for themself or for a mate who rings in. Visits that they are on stay theirs: the lists of absences
    count them, and `POST /visits/{visit_id}/hand-back` lets others take them. Refused with member-left once they have left.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_absence(work, team_id, member_id, body, id_=body.id or new_id())

    place = ABSENCES.format(team_id=team_id, member_id=member_id)
    return await call.add(q.ABSENCE, verb, place=place, member_id=member_id, team_id=team_id)


@router.get(f"{ABSENCES}/{{record_id}}", response_model=s.AbsenceRead)
async def get_absence(call: Reads, team_id: TeamId, member_id: MemberId, record_id: RecordId) -> Response:
    """Read an absence, without why.

    Team mates, the team's coaches, the manager.
    """
    return await call.read(q.ABSENCE, id=record_id, member_id=member_id, team_id=team_id)


@router.put(f"{ABSENCES}/{{record_id}}", response_model=s.AbsenceRead)
async def put_absence(
    call: Writes, team_id: TeamId, member_id: MemberId, record_id: NewRecordId, body: s.AbsenceCreate
) -> Response:
    """Write down that a member is away under an id of your own.

    For phones without signal: the same body again, at any later time, answers the absence as it is now. With If-Match it
    replaces what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.add_absence(work, team_id, member_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.change_absence(work, team_id, member_id, record_id, version, body)

    place = ABSENCES.format(team_id=team_id, member_id=member_id)
    return await call.put(q.ABSENCE, record_id, body, create, replace, place=place, member_id=member_id, team_id=team_id)


@router.patch(f"{ABSENCES}/{{record_id}}", response_model=s.AbsenceRead)
async def update_absence(
    call: Writes, team_id: TeamId, member_id: MemberId, record_id: RecordId, body: s.AbsencePatch
) -> Response:
    """Change an absence: somebody is back earlier, or stays away longer.

    Any member of the team. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_absence(work, team_id, member_id, record_id, version, body)

    return await call.change(q.ABSENCE, record_id, verb, member_id=member_id, team_id=team_id)


@router.delete(f"{ABSENCES}/{{record_id}}", status_code=204)
async def remove_absence(call: Writes, team_id: TeamId, member_id: MemberId, record_id: RecordId) -> Response:
    """Take away an absence that is none.

    Any member of the team. Needs If-Match.
    """
    return await call.remove(q.ABSENCE, record_id, member_id=member_id, team_id=team_id)


@router.get(REASON, response_model=s.AbsenceReasonRead)
async def get_absence_reason(call: Reads, team_id: TeamId, member_id: MemberId, absence_id: AbsenceId) -> Response:
    """Read why you are away.

    Your own only: for a mate's it is as if there were none. No coach and no manager reads it, nor any log.
    """
    return await call.read(q.REASON, absence_id=absence_id, member_id=member_id, team_id=team_id)


@router.put(REASON, response_model=s.AbsenceReasonRead)
async def put_absence_reason(
    call: Writes, team_id: TeamId, member_id: MemberId, absence_id: AbsenceId, body: s.AbsenceReasonPut
) -> Response:
    """Write down why you are away, for yourself.

    Your own only (403 not-your-reason for a mate's). Creates it, or replaces it with If-Match. Its words are never in the
    change log and never kept for a repeat.
    """

    async def create(work: Writing, made_of: bytes) -> bool:
        return await service.write_reason(work, team_id, member_id, absence_id, body, made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.rewrite_reason(work, team_id, member_id, absence_id, version, body)

    place = REASON.format(team_id=team_id, member_id=member_id, absence_id=absence_id)
    return await call.put_only(
        q.REASON, body, create, replace, place=place, absence_id=absence_id, member_id=member_id, team_id=team_id
    )


@router.delete(REASON, status_code=204)
async def remove_absence_reason(call: Writes, team_id: TeamId, member_id: MemberId, absence_id: AbsenceId) -> Response:
    """Take back why you are away.

    Your own only. Needs If-Match.
    """

    async def named(work: Writing) -> UUID:
        return await service.reason_of(work, team_id, member_id, absence_id)

    return await call.remove(q.REASON, named, absence_id=absence_id, member_id=member_id, team_id=team_id)


@router.get(f"{MEMBER}/free-times", response_model=s.FreeTimesRead)
async def get_free_times(
    call: Reads, team_id: TeamId, member_id: MemberId, query: Annotated[s.FreeTimesQuery, Query()]
) -> Response:
    """Read when a member is free.

    Team mates, the team's coaches, the manager. Working times, less absences, less visits ahead and running; a day of which no
    working pattern says anything is free at any time. A week from now, or 35 days at most (422 span). A time that the clocks
    leave out is the moment of the jump, one that is there twice the first of the two.
    """
    span = service.span_of(query)
    values = {"member_id": member_id, "team_id": team_id, "starts_from": span[0], "starts_before": span[1]}
    shaped = partial(service.told_free, member=member_id, span=span)
    return await call.told(q.sources(call.reader), values, shaped=shaped)
