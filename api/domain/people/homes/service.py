"""Verbs about the way into a person's home: one record for each person, found by its path."""

from uuid import UUID

from api.domain.people.adding import add_for
from api.domain.people.homes import queries as q
from api.domain.people.homes import schemas as s
from api.domain.people.homes.models import AccessToHome
from api.domain.shared.errors import NotThereError, VersionNeededError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing


async def write(work: Writing, person: UUID, body: s.AccessToHomePut, made_of: bytes) -> bool:
    """Write it down for the first time. False when the same body made it before; VersionNeededError when another did."""
    now = await work.find(q.NOW, person=person)
    if now is None:
        await add_for(work, AccessToHome, body.model_dump() | {"id": new_id(), "created_digest": made_of}, person)
        return True
    if now[1] is None or bytes(now[1]) != made_of:
        raise VersionNeededError
    return False


async def rewrite(work: Writing, person: UUID, version: int, body: s.AccessToHomePut | s.AccessToHomePatch) -> None:
    """Change what it says: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.AccessToHomePatch))
    await work.change(AccessToHome, await id_of(work, person), version, changes, person_id=person)


async def id_of(work: Writing, person: UUID) -> UUID:
    """The id of the record that the path names."""
    named = await work.find(q.NAMED, person=person)
    if named is None:
        raise NotThereError
    return named[0]  # type: ignore[no-any-return]
