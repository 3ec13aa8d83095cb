"""A team ends, when nobody works in it and nobody is supported by it any more."""

from uuid import UUID

from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.teams import errors
from api.domain.teams import models as m
from api.domain.teams import queries as teams
from api.domain.teams.schemas import TeamEnd
from api.domain.workflows import queries as q
from api.storage.writing import Writing


async def end_team(work: Writing, team: UUID, version: int, body: TeamEnd) -> None:
    """End a team, and with it the coaching of it."""
    now = await work.find(teams.STATE, id=team)
    if now is None:
        raise NotThereError
    if now[0] is not None:
        raise errors.TeamEndedError("This team has ended already.")
    on = body.ended_on or london_today()
    if on < now[2]:
        raise errors.TeamDaysError(pointer="/ended_on")
    if body.words:
        work.because(body.words)
    # First the end, then the count: whoever joins at the same moment waits for this row, or is counted.
    await work.change(m.Team, team, version, {"ended_on": on})
    there = await work.find(q.STILL_THERE, team_id=team)
    if there is not None and (there[0] or there[1]):
        raise errors.TeamStillWorkingError(
            f"{there[0]} members are active and {there[1]} people are supported. {errors.TeamStillWorkingError.detail}"
        )
    work.do(teams.END_COACHINGS_OF, team_id=team, on=on)
