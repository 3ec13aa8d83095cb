"""A member leaves: their roles, their places in people's small teams, their visits and their access end with it."""

from uuid import UUID

from api.domain.shared.clock import london_today
from api.domain.teams import errors, members
from api.domain.teams import models as m
from api.domain.teams import queries as teams
from api.domain.teams.member_schemas import MemberLeaving
from api.domain.workflows import queries as q
from api.storage.writing import Writing


async def leave(work: Writing, team: UUID, member: UUID, version: int, body: MemberLeaving) -> None:
    """Record a leaving. Access ends at the next request, because it is looked up at each."""
    now = await members.state(work, team, member)
    if now.left_on is not None:
        raise errors.MemberLeftError
    await members.may_act(work, team)
    on = body.left_on or london_today()
    if on < now.joined_on:
        raise errors.TeamDaysError(pointer="/left_on")
    if body.words:
        work.because(body.words)
    work.do(teams.RESTAMP_ROLES_OF, member_id=member)
    work.do(teams.END_HOLDINGS_OF, member_id=member, on=on)
    work.do(q.END_PLACES_OF, member_id=member, on=on)
    work.do(q.RELEASE_VISITS, member_id=member, on=on)
    values = {"left_on": on, "leaving_reason": body.reason, "leaving_words": body.words}
    await work.change(m.TeamMember, member, version, values, team_id=team)
