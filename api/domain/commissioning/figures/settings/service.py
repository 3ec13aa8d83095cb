"""Verbs about the rule for small numbers: one for each council that the provider has to do with."""

from uuid import UUID

from api.domain.commissioning.figures.models import FigureSetting
from api.domain.commissioning.figures.settings import queries as q
from api.domain.commissioning.figures.settings.schemas import SmallNumbersPut
from api.domain.shared.errors import NotThereError, VersionNeededError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing


async def write(work: Writing, council: UUID, body: SmallNumbersPut, made_of: bytes) -> bool:
    """Write it down for the first time. False when the same body made it before; VersionNeededError when another did.

    NotThereError for a council that the provider has nothing to do with.
    """
    if not await work.rows(q.KNOWN_COUNCIL, council=council):
        raise NotThereError
    now = await work.find(q.NOW, council=council)
    if now is None:
        made = {"id": new_id(), "council_id": council, "created_digest": made_of}
        await work.add(FigureSetting, body.model_dump() | made)
        return True
    if now[1] is None or bytes(now[1]) != made_of:
        raise VersionNeededError
    return False


async def write_anew(work: Writing, council: UUID, version: int, body: SmallNumbersPut) -> None:
    """Replace what it says."""
    now = await work.find(q.NOW, council=council)
    if now is None:
        raise NotThereError
    await work.change(FigureSetting, now[0], version, body.model_dump(), council_id=council)
