"""Verbs of Working Together for Change."""

from typing import Any
from uuid import UUID

from api.domain.outcomes.change_cycles import errors
from api.domain.outcomes.change_cycles import queries as q
from api.domain.outcomes.change_cycles import schemas as s
from api.domain.outcomes.change_cycles.models import ChangeCycle, CycleAction, CycleStatement, CycleStep, CycleTheme
from api.domain.outcomes.reviews.errors import ActionEndedError
from api.domain.outcomes.reviews.models import ActionState
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing, may

STEPS = list(CycleStep)


async def begin(work: Writing, team: UUID, body: s.ChangeCycleNew) -> UUID:
    """Begin a cycle over the reviews of a period."""
    return await work.add(ChangeCycle, body.model_dump() | {"id": body.id or new_id()}, team_id=team)


async def change(work: Writing, team: UUID, cycle: UUID, version: int, body: s.ChangeCyclePatch) -> None:
    """Change its name, its period until it was gathered, or what everybody is told."""
    now = await _open(work, team, cycle)
    changes = body.model_dump(exclude_unset=True)
    if now.gathered and changes.keys() & {"from_on", "until_on"}:
        raise errors.GatheredError
    await work.change(ChangeCycle, cycle, version, changes, team_id=team)


async def gather(work: Writing, team: UUID, cycle: UUID) -> None:
    """Gather what people said is most important, without whose it was."""
    await _open(work, team, cycle)
    await work.rows(q.GATHER, cycle=cycle)


async def move(work: Writing, team: UUID, cycle: UUID, body: s.ChangeCycleMove) -> None:
    """Go on to the next step."""
    now = await _open(work, team, cycle)
    ready = {CycleStep.gathering: now.gathered, CycleStep.telling: now.told}.get(now.step, True)
    if not ready or body.to is not STEPS[STEPS.index(now.step) + 1]:
        raise errors.StepError
    await work.change(ChangeCycle, cycle, ANY_VERSION, {"step": body.to}, team_id=team)


async def theme_statement(
    work: Writing, team: UUID, cycle: UUID, statement: UUID, version: int, body: s.CycleStatementPatch
) -> None:
    """Put a statement to a theme of its kind, or take it out."""
    await work.version_of(CycleStatement, statement, cycle_id=cycle, team_id=team)
    await _open(work, team, cycle)
    changes = body.model_dump(exclude_unset=True)
    if body.theme_id is not None:
        kind = await work.find(q.STATEMENT_KIND, id=statement, cycle=cycle)
        if kind is None or await work.find(q.THEME_KIND, id=body.theme_id, cycle=cycle) != kind:
            raise errors.OtherThemeError(pointer="/theme_id")
    await work.change(CycleStatement, statement, version, changes, cycle_id=cycle, team_id=team)


async def add_theme(work: Writing, team: UUID, cycle: UUID, body: s.CycleThemeNew) -> UUID:
    """Name a theme."""
    await _open(work, team, cycle)
    return await work.add(CycleTheme, body.model_dump() | {"id": body.id or new_id(), "cycle_id": cycle}, team_id=team)


async def change_theme(work: Writing, team: UUID, cycle: UUID, theme: UUID, version: int, body: s.CycleThemePatch) -> None:
    """Say more of a theme: why it is so, and what success looks like."""
    await work.version_of(CycleTheme, theme, cycle_id=cycle, team_id=team)
    await _open(work, team, cycle)
    await work.change(CycleTheme, theme, version, body.model_dump(exclude_unset=True), cycle_id=cycle, team_id=team)


async def add_action(work: Writing, team: UUID, cycle: UUID, body: s.CycleActionNew) -> UUID:
    """Say what is done, by whom and by when."""
    await _open(work, team, cycle)
    await _theme_of(work, cycle, body.theme_id)
    return await work.add(CycleAction, body.model_dump() | {"id": body.id or new_id(), "cycle_id": cycle}, team_id=team)


async def change_action(work: Writing, team: UUID, cycle: UUID, action: UUID, version: int, body: s.CycleActionPatch) -> None:
    """Change an action that is to do."""
    await _to_do(work, team, cycle, action)
    await _theme_of(work, cycle, body.theme_id)
    await work.change(CycleAction, action, version, body.model_dump(exclude_unset=True), cycle_id=cycle, team_id=team)


async def end_action(work: Writing, team: UUID, cycle: UUID, action: UUID, body: s.CycleActionEnd) -> None:
    """Say what became of it, also when the cycle is closed."""
    await _to_do(work, team, cycle, action)
    await work.change(CycleAction, action, ANY_VERSION, body.model_dump(), cycle_id=cycle, team_id=team)


class State:
    """What the verbs need to know of a cycle."""

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.step, self.gathered = CycleStep(row[0]), row[1] is not None
        self.told = row[2] is not None and row[3] is not None


async def _open(work: Writing, team: UUID, cycle: UUID) -> State:
    """A cycle that the asker reaches and may write, and that is not closed."""
    await work.version_of(ChangeCycle, cycle, team_id=team)
    may(ChangeCycle, work.reader, (), add=False)
    found = await work.find(q.STATE, id=cycle, team=team)
    if found is None:
        raise NotThereError
    if found[0] == CycleStep.closed:
        raise errors.CycleClosedError
    return State(found)


async def _theme_of(work: Writing, cycle: UUID, theme: UUID | None) -> None:
    if theme is not None and await work.find(q.THEME_KIND, id=theme, cycle=cycle) is None:
        raise errors.OtherThemeError(pointer="/theme_id")


async def _to_do(work: Writing, team: UUID, cycle: UUID, action: UUID) -> None:
    await work.version_of(CycleAction, action, cycle_id=cycle, team_id=team)
    may(CycleAction, work.reader, (), add=False)
    found = await work.find(q.ACTION_STATE, id=action, cycle=cycle)
    if found is None:
        raise NotThereError
    if found[0] != ActionState.to_do:
        raise ActionEndedError
