"""Verbs about connections: who a person sees who is not paid to come, on which days, and the wish to be known for it."""

from datetime import date
from typing import Any
from uuid import UUID

from api.domain.community.adding import add_to_community, still_supported
from api.domain.community.connections import errors
from api.domain.community.connections import queries as q
from api.domain.community.connections import schemas as s
from api.domain.community.connections.models import Connection, ConnectionSeen, ReachWish
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError, VersionNeededError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing


async def connect(work: Writing, person: UUID, body: s.ConnectionCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down somebody whom the person sees. PersonEndedError once support has ended."""
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    connection = await add_to_community(work, Connection, values, person)
    await _of_the_person(work, person, values)
    return connection


async def say_anew(
    work: Writing, person: UUID, connection: UUID, version: int, body: s.ConnectionPatch | s.ConnectionCreate
) -> None:
    """Change what is said of somebody: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.ConnectionPatch), exclude={"id"})
    await work.change(Connection, connection, version, changes, person_id=person)
    await _of_the_person(work, person, changes)


async def end(work: Writing, person: UUID, connection: UUID, body: s.ConnectionEnd) -> None:
    """They see each other no more. ConnectionEndedError the second time."""
    if await _until(work, person, connection) is not None:
        raise errors.ConnectionEndedError
    if body.because:
        work.because(body.because)
    changes = {"until_on": body.on or london_today()}
    await work.change(Connection, connection, ANY_VERSION, changes, person_id=person)


async def see(work: Writing, person: UUID, body: s.SightingCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """They saw each other on a day. SightingKnownError for a day that is written down."""
    values = body.model_dump(exclude={"id", "connection_id"}) | {"id": id_, "created_digest": made_of}
    seen = await work.add(ConnectionSeen, values, connection_id=body.connection_id, person_id=person)
    _not_after(await _until(work, person, body.connection_id), body.seen_on, pointer="/seen_on")
    await still_supported(work, person)
    return seen


async def see_several(work: Writing, person: UUID, body: s.SightingsNew) -> None:
    """Several days at once: all of those not yet written down, or, where one of them cannot be, none."""
    wanted = {(one.connection_id, one.seen_on): (n, one) for n, one in reversed([*enumerate(body.seen)])}
    ids = sorted({connection for connection, _ in wanted})
    ends = {UUID(str(id_)): until for id_, until in await work.rows(q.mine(work.reader), ids=ids, person=person)}
    if len(ends) != len(ids):
        raise NotThereError
    await still_supported(work, person)
    known = {(UUID(str(id_)), on) for id_, on in await work.rows(q.KNOWN, ids=ids, person=person)}
    for (connection, on), (n, one) in reversed(wanted.items()):
        if (connection, on) in known:
            continue
        _not_after(ends[connection], on, pointer=f"/seen/{n}/seen_on")
        values = {"id": new_id(), "seen_on": on, "words": one.words, "created_digest": None}
        work.queue_add(ConnectionSeen, values, connection_id=connection, person_id=person)


async def say_sighting_anew(
    work: Writing, person: UUID, sighting: UUID, version: int, body: s.SightingPatch | s.SightingCreate
) -> None:
    """Change the day or its words. Of whom stays: another one is another record."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.SightingPatch), exclude={"id", "connection_id"})
    by = {"connection_id": body.connection_id} if isinstance(body, s.SightingCreate) else {}
    await work.change(ConnectionSeen, sighting, version, changes, person_id=person, **by)
    found = await work.find(q.OF_SIGHTING, id=sighting, person=person)
    if found is not None and "seen_on" in changes:
        _not_after(await _until(work, person, found[0]), changes["seen_on"], pointer="/seen_on")


async def wish(work: Writing, person: UUID, body: s.ReachWishPut, made_of: bytes) -> bool:
    """Write the wish down. False when the same body made it before; VersionNeededError when another did."""
    now = await work.find(q.WISH, person=person)
    if now is None:
        values = {"id": new_id(), "words": body.words, "since_on": body.since_on or london_today(), "created_digest": made_of}
        await add_to_community(work, ReachWish, values, person)
        return True
    if now[1] is None or bytes(now[1]) != made_of:
        raise VersionNeededError
    return False


async def wish_anew(work: Writing, person: UUID, version: int, body: s.ReachWishPut) -> None:
    """Put the wish in other words."""
    changes: dict[str, Any] = {"words": body.words} | ({"since_on": body.since_on} if body.since_on else {})
    await work.change(ReachWish, await wish_of(work, person), version, changes, person_id=person)


async def wish_of(work: Writing, person: UUID) -> UUID:
    """The id of the wish that the path names."""
    named = await work.find(q.NAMED_WISH, person=person)
    if named is None:
        raise NotThereError
    return named[0]  # type: ignore[no-any-return]


async def _until(work: Writing, person: UUID, connection: UUID) -> date | None:
    """The last day of a connection that the asker reaches."""
    await work.version_of(Connection, connection, person_id=person)
    found = await work.find(q.STATE, id=connection, person=person)
    if found is None:
        raise NotThereError
    return found[1]  # type: ignore[no-any-return]


def _not_after(until: date | None, seen_on: date, *, pointer: str) -> None:
    if until is not None and seen_on > until:
        raise errors.ConnectionEndedError(pointer=pointer)


async def _of_the_person(work: Writing, person: UUID, values: dict[str, Any]) -> None:
    """A circle member is named only if they are of the person's circle, and whoever names them sees it: NotThereError."""
    named = values.get("circle_member_id")
    if named is not None and await work.find(q.member(work.reader), id=named, person=person) is None:
        raise NotThereError
