"""Verbs about arrangements. Who is funded by whom stands as it was made; the rest of an arrangement changes."""

from typing import Final
from uuid import UUID

from api.domain.commissioning import queries as q
from api.domain.commissioning import schemas as s
from api.domain.commissioning.errors import AnotherArrangementError
from api.domain.commissioning.models import Arrangement
from api.storage.writing import Writing

FUNDED: Final = ("council_id", "funded_person_id", "funded_team_id")


async def arrange(work: Writing, body: s.ArrangementCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down who funds whose support. NotThereError for a person or team of others, and for what is no council."""
    return await work.add(Arrangement, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of})


async def arrange_anew(work: Writing, arrangement: UUID, version: int, body: s.ArrangementCreate) -> None:
    """Replace what an arrangement says. AnotherArrangementError where it names another person, team or council."""
    said = body.model_dump(exclude={"id"})
    await work.version_of(Arrangement, arrangement, expected=version)
    funded = await work.find(q.FUNDED, id=arrangement)
    if tuple(said.pop(name) for name in FUNDED) != funded:
        raise AnotherArrangementError
    await work.change(Arrangement, arrangement, version, said)


async def update(work: Writing, arrangement: UUID, version: int, body: s.ArrangementPatch) -> None:
    """Change what is said of it."""
    await work.change(Arrangement, arrangement, version, body.model_dump(exclude_unset=True))
