"""Verbs about a person's relationships."""

from uuid import UUID

from api.domain.people.adding import add_for
from api.domain.people.relationships import schemas as s
from api.domain.people.relationships.models import Relationship
from api.storage.writing import Writing


async def add(work: Writing, person: UUID, body: s.RelationshipCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down somebody in the person's life."""
    return await add_for(work, Relationship, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, person)


async def say_anew(
    work: Writing, person: UUID, relationship: UUID, version: int, body: s.RelationshipPatch | s.RelationshipCreate
) -> None:
    """Change what is said of them: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.RelationshipPatch), exclude={"id"})
    await work.change(Relationship, relationship, version, changes, person_id=person)
