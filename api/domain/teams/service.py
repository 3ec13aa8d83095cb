"""Verbs that start a team and change what it says of itself."""

from uuid import UUID

from api.domain.access.accounts import kind_of_organisation
from api.domain.access.models import OrganisationKind
from api.domain.shared.fields import folded
from api.domain.shared.ids import new_id
from api.domain.teams import errors
from api.domain.teams import models as m
from api.domain.teams import schemas as s
from api.storage.writing import Writing

SIX = [kind for kind in m.SharedRoleKind if kind is not m.SharedRoleKind.own]


async def start(work: Writing, body: s.TeamCreate, *, id_: UUID | None = None, made_of: bytes | None = None) -> UUID:
    """Start a team, with the six roles that every team shares out: each a gap until somebody takes it on."""
    if await kind_of_organisation(work) != OrganisationKind.provider:
        raise errors.NoTeamsHereError
    values = body.model_dump(exclude={"id"})
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "name_key": folded(body.name), "created_digest": made_of}
    team = await work.add(m.Team, values)
    for kind in SIX:
        role = {"id": new_id(), "kind": kind, "name": kind.capitalize(), "name_key": folded(kind)}
        work.queue_add(m.SharedRole, role, team_id=team)
    return team


async def restate(work: Writing, team: UUID, version: int, body: s.TeamPatch) -> None:
    """Change what a team says of itself."""
    changes = body.model_dump(exclude_unset=True)
    if "name" in changes:
        changes["name_key"] = folded(changes["name"])
    await work.change(m.Team, team, version, changes)
