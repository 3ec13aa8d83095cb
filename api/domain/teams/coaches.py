"""Verbs of coaching: who supports a team, from when until when, without authority over it."""

from uuid import UUID

from api.domain.access import account_queries as accounts
from api.domain.access.roles import Role
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.domain.teams import coach_schemas as s
from api.domain.teams import errors
from api.domain.teams import models as m
from api.domain.teams import queries as q
from api.storage.writing import ANY_VERSION, Writing


async def name_coach(work: Writing, team: UUID, body: s.CoachingNew) -> UUID:
    """Name a coach for a team that is working."""
    now = await work.find(q.STATE, id=team)
    if now is None:
        raise NotThereError
    if now[0] is not None:
        raise errors.TeamEndedError
    held = await work.find(accounts.ROLE_HELD, id=body.account_id, role=Role.coach)
    if held is None:
        raise errors.AccountNotCoachError(pointer="/account_id")
    since = body.since_on or london_today()
    if await work.find(q.COACHING_AFTER, team_id=team, account_id=body.account_id, since_on=since) is not None:
        raise errors.AlreadyCoachError(pointer="/since_on")
    values = {"id": body.id or new_id(), "account_id": body.account_id, "name": held[0], "since_on": since}
    return await work.add(m.Coaching, values, team_id=team)


async def end(work: Writing, team: UUID, coaching: UUID, body: s.CoachingEnd) -> None:
    """End a coaching; what was to end later may end sooner."""
    found = await work.find(q.COACHING_STATE, id=coaching, team_id=team)
    if found is None:
        raise NotThereError
    since, until, today = found
    if until is not None and until <= today:
        raise errors.CoachingEndedError
    on = body.until_on or max(today, since)
    if on < since:
        raise errors.TeamDaysError(pointer="/until_on")
    await work.change(m.Coaching, coaching, ANY_VERSION, {"until_on": on}, team_id=team)
