"""Verbs about one-page profiles."""

from uuid import UUID

from api.domain.people import queries as people
from api.domain.people.adding import add_for
from api.domain.people.errors import ProfileStandsError, ProfileWrittenMeanwhileError, SignedOffError
from api.domain.people.profiles import queries as q
from api.domain.people.profiles import schemas as s
from api.domain.people.profiles.models import ProfileVersion
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import ForbiddenError, IdInUseError, InvalidError, NotThereError
from api.storage.writing import ANY_VERSION, Writing


async def write(work: Writing, person: UUID, body: s.ProfileVersionCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Add the next version. ProfileWrittenMeanwhileError when it was not written from the latest.

    Two that are written from the same version at the same time meet at the number's uniqueness: the second gets the same refusal.
    """
    newest = await work.find(q.NEWEST, id=id_, person=person)
    if newest is not None and newest[2]:
        raise IdInUseError(extra={"id": str(id_)})
    if newest is None and await work.find(people.STATUS, id=person) is None:
        raise NotThereError
    if body.based_on != (newest[0] if newest else None):
        raise ProfileWrittenMeanwhileError(pointer="/based_on")
    values = body.model_dump(exclude={"based_on", "id", "written_on"})
    values |= {
        "id": id_,
        "number": newest[1] + 1 if newest else 1,
        "written_on": body.written_on or london_today(),
        "created_digest": made_of,
    }
    return await add_for(work, ProfileVersion, values, person)


async def refuse_change(work: Writing, person: UUID, version_id: UUID, version: int) -> None:
    """A version stands. Says so only to those who may see it, and only about the version they read."""
    await work.version_of(ProfileVersion, version_id, expected=version, person_id=person)
    raise ProfileStandsError


async def sign_off(work: Writing, person: UUID, version_id: UUID, body: s.ProfileSignOff) -> None:
    """The person's sign-off of a version: by their own token, or as somebody heard or saw it from them."""
    if work.reader == "integration":
        raise ForbiddenError("A person signs off their profile themself, or somebody writes down how they did.")
    found = await work.find(q.TO_SIGN_OFF, id=version_id, person=person)
    if found is None:
        raise NotThereError
    if found[0] is not None:
        raise SignedOffError
    by, how = body.by, body.how
    if work.reader == "person":
        name = await work.find(people.STATUS, id=person)
        by, how = by or (name[2] if name else None), how or "with their own sign-in"
    for value, pointer in ((by, "/by"), (how, "/how")):
        if value is None:
            raise InvalidError("Say who signed it off and how they said so.", pointer=pointer)
    values = {"signed_off_at": utc_now(), "signed_off_by": by, "signed_off_how": how}
    await work.change(ProfileVersion, version_id, ANY_VERSION, values, person_id=person)
