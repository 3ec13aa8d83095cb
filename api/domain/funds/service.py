"""Verbs about the agreement of a fund."""

from datetime import date
from typing import Any
from uuid import UUID

from api.domain.access.consents import Representative
from api.domain.funds import errors
from api.domain.funds import queries as q
from api.domain.funds import schemas as s
from api.domain.funds.models import Fund
from api.domain.people.adding import add_for
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.storage.writing import ANY_VERSION, Writing


async def open_fund(work: Writing, person: UUID, body: s.FundCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down the agreement; the fund begins with nothing in it."""
    await add_for(work, Fund, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, person)
    await _decides(work, person, body.representative_id)
    return id_


async def write_anew(work: Writing, person: UUID, fund: UUID, version: int, body: s.FundPatch | s.FundCreate) -> None:
    """Change the agreement: the members sent (a patch), or all of them (a replacement). It must hold together as it then is."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.FundPatch), exclude={"id"})
    await _decides(work, person, changes.get("representative_id"))
    before = await _open(work, person, fund)
    if complaint := s.contradiction(before | changes):
        raise errors.FundAgreementError(complaint)
    await work.change(Fund, fund, version, changes, person_id=person)


async def close(work: Writing, person: UUID, fund: UUID, body: s.FundClosing) -> None:
    """Close it, when nothing is left in it. Whoever posts at this moment is waited for, or finds it closed."""
    before = await _open(work, person, fund)
    on: date = body.on or london_today()
    if on < before["from_on"]:
        raise errors.EntryDayError(pointer="/on")
    closed = {"closed_on": on, "closed_words": body.words}
    await work.change(Fund, fund, ANY_VERSION, closed, person_id=person)
    if await work.find(q.LEFT, id=fund) != (0, 0):
        raise errors.FundNotEmptyError


async def _open(work: Writing, person: UUID, fund: UUID) -> dict[str, Any]:
    """The agreement of a fund that is not closed, held until the verb is done."""
    await work.version_of(Fund, fund, person_id=person)
    found = await work.find(q.AGREEMENT, id=fund, person=person)
    if found is None:
        raise NotThereError
    if found[0] is not None:
        raise errors.FundClosedError
    return dict(zip(q.AGREEMENT_COLUMNS, found[1:], strict=True))


async def _decides(work: Writing, person: UUID, representative: UUID | None) -> None:
    """A representative who decides is this person's, and the writer's to name."""
    if representative is not None:
        await work.version_of(Representative, representative, person_id=person)
