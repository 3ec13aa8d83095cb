"""Verbs about concerns. A restricted one is its author's and the manager's alone until it is lifted."""

from typing import Any
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.concerns import errors
from api.domain.concerns import queries as q
from api.domain.concerns import schemas as s
from api.domain.concerns.models import CONCERN_MOVES, Concern, ConcernState
from api.domain.concerns.notifications import service as notifications
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.storage.writing import ANY_VERSION, Writing


async def write_down(work: Writing, person: UUID, body: s.ConcernCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Raise a concern. Also about somebody whose support has ended: a worry is never refused for that."""
    machine = work.asker.role is Role.integration
    if body.restricted and machine:
        raise errors.NoAuthorError(pointer="/restricted")
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    values["noticed_at"] = body.noticed_at or utc_now()
    values["author_account_id"] = None if machine else work.asker.subject
    return await work.add(Concern, values, person_id=person)


async def replace(work: Writing, person: UUID, concern: UUID, version: int, body: s.ConcernCreate) -> None:
    """Write all that it says anew. Who may read it stays as it is."""
    now = await state(work, person, concern)
    if body.restricted is not now.restricted:
        raise errors.RestrictionHasItsVerbsError(pointer="/restricted")
    changes = body.model_dump(exclude={"id", "restricted"})
    if body.noticed_at is None:
        del changes["noticed_at"]
    await notifications.hold(work, Concern, person, concern, changes)
    await work.change(Concern, concern, version, changes, person_id=person)


async def change(work: Writing, person: UUID, concern: UUID, version: int, body: s.ConcernPatch) -> None:
    """Change what it says."""
    changes = body.model_dump(exclude_unset=True)
    await notifications.hold(work, Concern, person, concern, changes)
    await work.change(Concern, concern, version, changes, person_id=person)


async def act(work: Writing, person: UUID, concern: UUID, words: str) -> None:
    """Somebody is doing something about it; of one that is acted on already, say more. A closed one is taken up by `reopen`."""
    now = await state(work, person, concern)
    if now.state is ConcernState.closed:
        raise errors.ConcernMoveError
    await _move(work, person, concern, {"state": ConcernState.acting, "what_was_done": words})


async def close(work: Writing, person: UUID, concern: UUID, words: str) -> None:
    """Nothing more is to be done."""
    now = await state(work, person, concern)
    if ConcernState.closed not in CONCERN_MOVES[now.state]:
        raise errors.ConcernMoveError
    changes = {"state": ConcernState.closed, "closed_at": utc_now(), "closed_words": words}
    await _move(work, person, concern, changes)


async def reopen(work: Writing, person: UUID, concern: UUID, words: str) -> None:
    """It is not over after all. How it had ended stays in its history."""
    now = await state(work, person, concern)
    if now.state is not ConcernState.closed:
        raise errors.ConcernMoveError
    work.because(words)
    await _move(work, person, concern, {"state": ConcernState.acting, "closed_at": None, "closed_words": None})


async def restrict(work: Writing, person: UUID, concern: UUID, words: str) -> None:
    """From now on its author's and the manager's alone, with all that was ever logged about it."""
    if await _deciding(work, person, concern):
        raise errors.RestrictedAlreadyError
    work.because(words)
    await _move(work, person, concern, {"restricted": True, "lifted_at": None})


async def lift(work: Writing, person: UUID, concern: UUID, words: str) -> None:
    """From now on everybody's who reads the person's concerns, with its whole history."""
    if not await _deciding(work, person, concern):
        raise errors.NotRestrictedError
    work.because(words)
    await _move(work, person, concern, {"restricted": False, "lifted_at": utc_now()})


class State:
    """What the verbs need to know of a concern."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.state, self.restricted, self.author = ConcernState(row[0]), bool(row[1]), row[2]


async def state(work: Writing, person: UUID, concern: UUID) -> State:
    """A concern that the asker reaches, by the application's own rule and by row security. NotThereError."""
    await work.version_of(Concern, concern, person_id=person)
    found = await work.find(q.STATE, id=concern, person=person)
    if found is None:
        raise NotThereError
    return State(found)


async def _deciding(work: Writing, person: UUID, concern: UUID) -> bool:
    """Whether it is restricted, for who may decide that: its author, or the manager."""
    now = await state(work, person, concern)
    if work.asker.role is not Role.manager and now.author != work.asker.subject:
        raise errors.AuthorsOnlyError
    return now.restricted


async def _move(work: Writing, person: UUID, concern: UUID, changes: dict[str, Any]) -> None:
    await work.change(Concern, concern, ANY_VERSION, changes, person_id=person)
