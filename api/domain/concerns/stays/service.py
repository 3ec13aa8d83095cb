"""Verbs about stays in hospital. Nobody is in two at once."""

from uuid import UUID

from api.domain.concerns.errors import StayEndedError, StayOpenError
from api.domain.concerns.notifications import service as notifications
from api.domain.concerns.stays import queries as q
from api.domain.concerns.stays import schemas as s
from api.domain.concerns.stays.models import HospitalStay
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.storage.writing import ANY_VERSION, Writing


async def write_down(work: Writing, person: UUID, body: s.HospitalStayCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a stay, also of somebody whose support has ended.

    The id is tried first: what was sent before is answered as it is now. StayOpenError beside another open one.
    """
    await work.find(q.HELD, person=person)
    values = body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}
    await work.add(HospitalStay, values, person_id=person)
    await _only_one(work, person)
    return id_


async def write_anew(
    work: Writing, person: UUID, stay: UUID, version: int, body: s.HospitalStayCreate | s.HospitalStayPatch
) -> None:
    """Change what is said of it: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.HospitalStayPatch), exclude={"id"})
    await work.find(q.HELD, person=person)
    await notifications.hold(work, HospitalStay, person, stay, changes)
    await work.change(HospitalStay, stay, version, changes, person_id=person)
    await _only_one(work, person)


async def discharge(work: Writing, person: UUID, stay: UUID, body: s.HospitalDischarge) -> None:
    """They left. StayEndedError the second time."""
    await work.find(q.HELD, person=person)
    await work.version_of(HospitalStay, stay, person_id=person)
    found = await work.find(q.LEFT, id=stay, person=person)
    if found is None:
        raise NotThereError
    if found[0] is not None:
        raise StayEndedError
    learned = {"what_we_learned": body.what_we_learned} if body.what_we_learned else {}
    await work.change(HospitalStay, stay, ANY_VERSION, {"left_on": body.on or london_today(), **learned}, person_id=person)


async def _only_one(work: Writing, person: UUID) -> None:
    found = await work.find(q.OPEN, person=person)
    if found is not None and found[0] > 1:
        raise StayOpenError
