"""Verbs about falls."""

from uuid import UUID

from api.domain.concerns.falls import schemas as s
from api.domain.concerns.falls.models import Fall
from api.domain.concerns.notifications import service as notifications
from api.storage.writing import Writing


async def write_down(work: Writing, person: UUID, body: s.FallCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a fall, also of somebody whose support has ended."""
    return await work.add(Fall, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, person_id=person)


async def write_anew(work: Writing, person: UUID, fall: UUID, version: int, body: s.FallCreate | s.FallPatch) -> None:
    """Change what is said of it: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.FallPatch), exclude={"id"})
    await notifications.hold(work, Fall, person, fall, changes)
    await work.change(Fall, fall, version, changes, person_id=person)
