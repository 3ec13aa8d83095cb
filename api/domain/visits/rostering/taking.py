"""Verbs of self-rostering: a member takes an open visit, or hands one back. Nobody approves; the history says who did what."""

from uuid import UUID

from api.domain.shared.clock import utc_now
from api.domain.visits import errors as visit_errors
from api.domain.visits.models import AHEAD, Flag, Visit, VisitState
from api.domain.visits.rostering import errors
from api.domain.visits.rostering import queries as q
from api.domain.visits.service import Standing, closed_or_begun, hold_support, person_of, standing, state_of
from api.storage.writing import ANY_VERSION, Writing


async def claim(work: Writing, visit: UUID, words: str | None) -> None:
    """The caller takes an open visit. VisitTakenError when somebody was quicker."""
    await hold_support(work, await person_of(work, visit))
    now = await standing(work, visit)
    member = await own_member(work, now.provided_by_team_id)
    if words:
        work.because(words)
    await take(work, visit, now, member)


async def hand_back(work: Writing, visit: UUID, words: str | None) -> None:
    """The caller is no longer on a visit still to come: somebody else is needed. Their offers of it lapse."""
    now = await standing(work, visit)
    member = await own_member(work, now.provided_by_team_id)
    ahead(now)
    if member not in now.member_ids:
        raise errors.NotOnItError
    if words:
        work.because(words)
    await change_members(work, visit, now, [m for m in now.member_ids if m != member])


async def take(work: Writing, visit: UUID, now: Standing, member: UUID) -> None:
    """Put a member on an open visit that is held."""
    ahead(now)
    if member in now.member_ids:
        raise errors.OnItAlreadyError
    if now.state != VisitState.open:
        raise errors.VisitTakenError
    await change_members(work, visit, now, [*now.member_ids, member])


async def change_members(work: Writing, visit: UUID, now: Standing, members: list[UUID]) -> None:
    """Who comes, and with it whether somebody is still needed."""
    values = {"member_ids": members, "state": state_of(members, now.members_needed)}
    if Flag.members_not_free in now.flags:
        values["flags"] = [flag for flag in now.flags if flag != Flag.members_not_free]
    await work.change(Visit, visit, ANY_VERSION, values)


async def own_member(work: Writing, team: UUID) -> UUID:
    """Who the caller is in this team."""
    found = await work.find(q.OWN_IN_TEAM, team_id=team)
    if found is None:
        raise errors.NoMemberHereError
    return found[0]  # type: ignore[no-any-return]


def ahead(now: Standing) -> None:
    """Refuse what has begun, is closed, or whose time is over: that is recorded, or closed with a reason."""
    if now.state not in AHEAD:
        raise closed_or_begun(now.state)
    if now.planned_end_at <= utc_now():
        raise visit_errors.VisitOverError
