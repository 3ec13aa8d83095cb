"""Verbs of agreements that a team makes with one another."""

from typing import Any
from uuid import UUID

from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.domain.teams import errors
from api.domain.teams import models as m
from api.domain.teams import queries as q
from api.domain.teams import role_schemas as s
from api.storage.writing import Writing


async def agree(
    work: Writing, team: UUID, body: s.AgreementCreate, *, id_: UUID | None = None, made_of: bytes | None = None
) -> UUID:
    """Write an agreement down."""
    on = body.agreed_on or london_today()
    if body.look_again_on is not None and body.look_again_on < on:
        raise errors.TeamDaysError(pointer="/look_again_on")
    values = body.model_dump(exclude={"id"})
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "agreed_on": on, "created_digest": made_of}
    return await work.add(m.Agreement, values, team_id=team)


async def restate(work: Writing, team: UUID, agreement: UUID, version: int, changes: dict[str, Any]) -> None:
    """Change an agreement that stands."""
    found = await work.find(q.AGREEMENT_STATE, id=agreement, team_id=team)
    if found is None:
        raise NotThereError
    if found[2] is not None:
        raise errors.AgreementEndedError
    look_again = changes.get("look_again_on", found[1])
    if look_again is not None and look_again < changes.get("agreed_on", found[0]):
        raise errors.TeamDaysError(pointer="/look_again_on")
    await work.change(m.Agreement, agreement, version, changes, team_id=team)


async def end(work: Writing, team: UUID, agreement: UUID, version: int, body: s.AgreementEnd) -> None:
    """End an agreement; it stays to be read."""
    found = await work.find(q.AGREEMENT_STATE, id=agreement, team_id=team)
    if found is None:
        raise NotThereError
    on = body.ended_on or london_today()
    if found[2] is not None:
        raise errors.AgreementEndedError
    if on < found[0]:
        raise errors.TeamDaysError(pointer="/ended_on")
    if body.words:
        work.because(body.words)
    await work.change(m.Agreement, agreement, version, {"ended_on": on}, team_id=team)
