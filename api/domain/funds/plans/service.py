"""Verbs about the plan of a fund. It is the person's: nobody approves it, and each change stands in its history."""

from typing import Any
from uuid import UUID

from api.domain.funds import errors
from api.domain.funds import queries as funds
from api.domain.funds.models import Fund, FundPlanItem, HowOften
from api.domain.funds.plans import queries as q
from api.domain.funds.plans import schemas as s
from api.domain.funds.schemas import in_order
from api.domain.outcomes.models import Outcome
from api.domain.shared.errors import NotThereError
from api.storage.writing import Writing


async def plan(work: Writing, fund: UUID, body: s.FundPlanItemCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Add an item. The id is tried first: what was sent before is answered as it is now, also once the fund is closed."""
    await work.add(FundPlanItem, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, fund_id=fund)
    await _wanted(work, await person_of(work, fund), body.outcome_id)
    await _open(work, fund)
    found = await work.find(q.HOW_MANY, fund=fund)
    if found is not None and found[0] > q.MOST_ITEMS:
        raise errors.PlanFullError
    return id_


async def write_anew(
    work: Writing, fund: UUID, item: UUID, version: int, body: s.FundPlanItemPatch | s.FundPlanItemCreate
) -> None:
    """Change an item: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.FundPlanItemPatch), exclude={"id"})
    await work.version_of(FundPlanItem, item, fund_id=fund)
    await _wanted(work, await person_of(work, fund), changes.get("outcome_id"))
    await _open(work, fund)
    _agrees(await work.find(q.SAYS, id=item, fund=fund), changes)
    await work.change(FundPlanItem, item, version, changes, fund_id=fund)


async def may_remove(work: Writing, fund: UUID, item: UUID) -> None:
    """What money was spent on, or promised for, is ended and not taken away."""
    if await work.find(q.SAYS, id=item, fund=fund) is None:
        return  # taken away before, or never there: removing says which
    await work.version_of(FundPlanItem, item, fund_id=fund)
    if await work.find(q.USED, id=item, fund=fund) is not None:
        raise errors.PlanItemUsedError


async def person_of(work: Writing, fund: UUID) -> UUID:
    """Whose fund it is, if it is the writer's to reach. NotThereError."""
    await work.version_of(Fund, fund)
    found = await work.find(funds.STATE, id=fund)
    if found is None:
        raise NotThereError
    return found[0]  # type: ignore[no-any-return]


async def _open(work: Writing, fund: UUID) -> None:
    found = await work.find(funds.STATE, id=fund)
    if found is None or found[3] is not None:
        raise errors.FundClosedError


async def _wanted(work: Writing, person: UUID, outcome: UUID | None) -> None:
    """An outcome that is named is the person's own, and the writer's to see."""
    if outcome is not None:
        await work.version_of(Outcome, outcome, person_id=person)


def _agrees(before: tuple[Any, ...] | None, changes: dict[str, Any]) -> None:
    if before is None:
        raise NotThereError
    said = dict(zip(("from_on", "until_on", "how_often"), before, strict=True)) | changes
    if not in_order(said["from_on"], said["until_on"]) or (said["how_often"] == HowOften.once and said["until_on"] is not None):
        raise errors.PlanItemError
