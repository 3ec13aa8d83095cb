"""Verbs about ratings by the Care Quality Commission."""

from uuid import UUID

from api.domain.commissioning.ratings import schemas as s
from api.domain.commissioning.ratings.models import CqcRating
from api.storage.writing import Writing


async def write(work: Writing, body: s.CqcRatingCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a rating as it was published."""
    return await work.add(CqcRating, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of})


async def write_anew(work: Writing, rating: UUID, version: int, body: s.CqcRatingCreate | s.CqcRatingPatch) -> None:
    """Change what it says: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.CqcRatingPatch), exclude={"id"})
    await work.change(CqcRating, rating, version, changes)
