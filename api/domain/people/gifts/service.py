"""Verbs about a person's gifts."""

from uuid import UUID

from api.domain.people.adding import add_for
from api.domain.people.gifts import schemas as s
from api.domain.people.gifts.models import Gift
from api.storage.writing import Writing


async def add(work: Writing, person: UUID, body: s.GiftCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a gift that the person has or seeks."""
    return await add_for(work, Gift, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, person)


async def say_anew(work: Writing, person: UUID, gift: UUID, version: int, body: s.GiftPatch | s.GiftCreate) -> None:
    """Change what is said of a gift: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.GiftPatch), exclude={"id"})
    await work.change(Gift, gift, version, changes, person_id=person)
