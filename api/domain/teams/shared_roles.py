"""Verbs of shared roles: naming, handing over, leaving a gap."""

from datetime import date
from typing import Any
from uuid import UUID

from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.fields import folded
from api.domain.shared.ids import new_id
from api.domain.teams import errors, members
from api.domain.teams import models as m
from api.domain.teams import queries as q
from api.domain.teams import role_schemas as s
from api.storage.writing import Writing


async def name_own(
    work: Writing, team: UUID, body: s.SharedRoleCreate, *, id_: UUID | None = None, made_of: bytes | None = None
) -> UUID:
    """Name a role that the six do not cover."""
    values = body.model_dump(exclude={"id"}) | {"kind": m.SharedRoleKind.own, "name_key": folded(body.name)}
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "created_digest": made_of}
    return await work.add(m.SharedRole, values, team_id=team)


async def _kind(work: Writing, team: UUID, role: UUID) -> tuple[str, str]:
    found = await work.find(q.ROLE_STATE, id=role, team_id=team)
    if found is None:
        raise NotThereError
    return found[0], found[1]


async def restate(work: Writing, team: UUID, role: UUID, version: int, changes: dict[str, Any]) -> None:
    """Change what a role is; the six keep their names."""
    kind, name = await _kind(work, team, role)
    if changes.get("name", name) != name and kind != m.SharedRoleKind.own:
        raise errors.StandardRoleError(pointer="/name")
    if "name" in changes:
        changes["name_key"] = folded(changes["name"])
    await work.change(m.SharedRole, role, version, changes, team_id=team)


async def drop(work: Writing, team: UUID, role: UUID) -> None:
    """Before a role goes: it is one of the team's own, and whoever holds it holds it no longer."""
    found = await work.find(q.ROLE_STATE, id=role, team_id=team)
    if found is None:  # gone already, or not theirs: removing says which
        return
    if found[0] != m.SharedRoleKind.own:
        raise errors.StandardRoleError
    work.do(q.END_HOLDINGS_IN, role_id=role, on=london_today())


async def hand_over(work: Writing, team: UUID, role: UUID, body: s.HoldingNew) -> UUID:
    """End the present holding and start the next one on the same day."""
    await _kind(work, team, role)
    since = body.since_on or london_today()
    await _was_member(work, team, body.member_id, since)
    last = await work.find(q.LAST_HELD, role_id=role)
    if last is not None and last[0] is not None and since < last[0]:
        raise errors.RoleHeldError(pointer="/since_on")
    held = await work.find(q.HELD_NOW, role_id=role)
    if held is not None and held[1] == body.member_id:
        raise errors.RoleHeldError("They hold this role already.", pointer="/member_id")
    if held is not None:
        work.do(q.END_HOLDINGS_IN, role_id=role, on=since)
    work.do(q.RESTAMP_ROLE, role_id=role)
    values = {"id": body.id or new_id(), "role_id": role, "member_id": body.member_id, "since_on": since}
    return await work.add(m.RoleHolding, values, team_id=team)


async def _was_member(work: Writing, team: UUID, member: UUID, on: date) -> None:
    found = await work.find(q.MEMBER_STATE, id=member, team_id=team)
    now = members.State(found) if found is not None else None
    if now is None or now.left_on is not None or now.joined_on > on:
        raise errors.HolderNotActiveError(pointer="/member_id")


async def put_down(work: Writing, team: UUID, role: UUID, holding: UUID, body: s.HoldingEnd) -> None:
    """End a holding; the role has a gap."""
    found = await work.find(q.HOLDING_STATE, id=holding, role_id=role, team_id=team)
    if found is None:
        raise NotThereError
    on = body.until_on or london_today()
    if found[1] is not None:
        raise errors.HoldingEndedError
    if on < found[0]:
        raise errors.TeamDaysError(pointer="/until_on")
    work.do(q.RESTAMP_ROLE, role_id=role)
    work.do(q.END_HOLDINGS_IN, role_id=role, on=on)
