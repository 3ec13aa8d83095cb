"""Verbs about positive risks. A person writes their own; what the organisation runs is the team's to write."""

from datetime import date
from uuid import UUID

from api.domain.people.adding import add_for
from api.domain.people.errors import RiskEndedError
from api.domain.people.risks import queries as q
from api.domain.people.risks import schemas as s
from api.domain.people.risks.models import PositiveRisk, WhoseRisk
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.storage.writing import ANY_VERSION, Writing

NOT_YOURS = "You write the risks that are yours (whose: person). Ask your team to change the others."


async def write(work: Writing, person: UUID, body: s.PositiveRiskCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down a risk that the person wants to take."""
    _theirs(work, body.whose)
    return await add_for(work, PositiveRisk, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, person)


async def write_anew(
    work: Writing, person: UUID, risk: UUID, version: int, body: s.PositiveRiskPatch | s.PositiveRiskCreate
) -> None:
    """Change what is said of it: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.PositiveRiskPatch), exclude={"id"})
    await may_write(work, person, risk)
    _theirs(work, changes.get("whose", WhoseRisk.person))
    await work.change(PositiveRisk, risk, version, changes, person_id=person)


async def end(work: Writing, person: UUID, risk: UUID, body: s.PositiveRiskEnd) -> None:
    """The risk is no longer taken. RiskEndedError the second time."""
    if await may_write(work, person, risk) is not None:
        raise RiskEndedError
    if body.words:
        work.because(body.words)
    await work.change(PositiveRisk, risk, ANY_VERSION, {"ended_on": body.on or london_today()}, person_id=person)


async def may_write(work: Writing, person: UUID, risk: UUID) -> date | None:
    """Refuse a person what is not theirs to write; answers the day that the risk ended."""
    state = await work.find(q.STATE, id=risk, person=person)
    if state is None:
        raise NotThereError
    _theirs(work, state[0], pointer=None)
    return state[1]  # type: ignore[no-any-return]


async def may_remove(work: Writing, person: UUID, risk: UUID) -> None:
    """Refuse a person to take away what is not theirs."""
    found = await work.find(q.WHOSE, id=risk, person=person)
    if found is not None:
        _theirs(work, found[0], pointer=None)


def _theirs(work: Writing, whose: str, pointer: str | None = "/whose") -> None:
    if work.reader == "person" and whose != WhoseRisk.person:
        raise ForbiddenError(NOT_YOURS, pointer=pointer)
