"""Verbs that change a team's life."""

from uuid import UUID

from api.domain.shared.fields import folded
from api.domain.shared.ids import new_id
from api.domain.teams import models as m
from api.domain.teams import schemas as s
from api.storage.writing import Writing


async def start(work: Writing, body: s.TeamNew) -> UUID:
    """Start a team."""
    values = body.model_dump() | {"id": body.id or new_id(), "name_key": folded(body.name)}
    return await work.add(m.Team, values)


async def restate(work: Writing, team: UUID, version: int, body: s.TeamPatch) -> None:
    """Change what a team says of itself."""
    changes = body.model_dump(exclude_unset=True)
    if "name" in changes:
        changes["name_key"] = folded(changes["name"])
    await work.change(m.Team, team, version, changes)
