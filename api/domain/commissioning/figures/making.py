"""Snapshots that are due: the true cells out of the database, by the rule for small numbers, into it. In between nothing is kept.

Each unit (whose, which span) is a call for its cells and one that files them, all or nothing and once: a process that is killed
on the way has left nothing, and the next turn begins that unit anew. What is logged says how far it is, never how many people.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date
from typing import Any, Final, LiteralString, NamedTuple
from uuid import UUID

import orjson

from api.domain.commissioning.figures.models import Side
from api.domain.commissioning.figures.small_numbers.earlier import Earlier, Snapshot
from api.domain.commissioning.figures.small_numbers.publishing import filed
from api.domain.commissioning.figures.small_numbers.suppression import Rule
from api.domain.commissioning.figures.small_numbers.table import Told

Call = Callable[..., Awaitable[list[tuple[Any, ...]]]]  # a statement and its values, in a transaction of its own
DUE: Final[LiteralString] = "SELECT side, organisation_id, span, from_on, until_on FROM snapshots_due(%s)"
CELLS: Final[LiteralString] = "SELECT snapshot_cells(%s, %s, %s, %s)::text"
RULE: Final[LiteralString] = "SELECT snapshot_rule(%s, %s)::text"
BESIDE: Final[LiteralString] = "SELECT id, from_on, until_on, made_with::text FROM snapshots_beside(%s, %s, %s)"
PARTS: Final[LiteralString] = "SELECT breakdown, part, label, cells::text, known::text FROM snapshot_parts(%s)"
FILE: Final[LiteralString] = "SELECT file_snapshot(%s, %s, %s, %s, %s, %s::jsonb, %s::jsonb)"


class Unit(NamedTuple):
    """One snapshot to make."""

    side: Side
    organisation: UUID
    span: str
    from_on: date
    until_on: date


class Step(NamedTuple):
    """How far the making is after one unit. `failed`: why it was not made, by the kind of error; it is due again next time."""

    unit: Unit
    done: int
    of: int
    made: bool
    failed: str | None = None


async def due(call: Call, today: date) -> list[Unit]:
    """What is due and not made, the oldest first."""
    return [Unit(Side(side), *rest) for side, *rest in await call(DUE, today)]


async def make_due(call: Call, today: date, *, bears: Callable[[Exception], bool] = lambda _: False) -> AsyncIterator[Step]:
    """Make what is due, unit by unit. `bears` says of an error that it is that unit's alone, and the others are not kept waiting.

    What is due is asked anew before each: another turn may be at it too.
    """
    tried: set[Unit] = set()
    while waiting := [unit for unit in await due(call, today) if unit not in tried]:
        unit, of = waiting[0], len(tried) + len(waiting)
        tried.add(unit)
        made, failed = False, None
        try:
            made = await make(call, unit)
        except Exception as error:
            if not bears(error):
                raise
            failed = type(error).__name__
        yield Step(unit, len(tried), of, made, failed)


async def make(call: Call, unit: Unit) -> bool:
    """Make one snapshot. False: it is there already, or somebody else is at it."""
    side, organisation, span, from_on, until_on = unit
    cells = (await call(CELLS, side.value, organisation, from_on, until_on))[0][0]
    if cells is None:
        return False
    told = (await call(RULE, organisation, from_on))[0][0]
    known = orjson.loads(told)
    days = (until_on - from_on).days
    how = Told(Rule(known["threshold"], known["base"]), days)
    if side is Side.council:
        how = how._replace(knowing=(await _earlier(call, unit)).of)
    parts = filed(side, orjson.loads(cells), how)
    if side is Side.provider:  # whose own figures no rule holds
        told = orjson.dumps({"assumptions": known["assumptions"]}).decode()
    made = await call(FILE, side.value, organisation, span, from_on, until_on, told, orjson.dumps(parts).decode())
    return bool(made[0][0])


async def _earlier(call: Call, unit: Unit) -> Earlier:
    """What the council was told of times that have to do with the span; one snapshot after another, for they are many."""
    found = Earlier(unit.from_on, unit.until_on)
    for snapshot, from_on, until_on, made_with in await call(BESIDE, unit.organisation, unit.from_on, unit.until_on):
        rule = orjson.loads(made_with)
        found.add(
            Snapshot(from_on, until_on, Rule(rule["threshold"], rule["base"])),
            [
                (breakdown, part and str(part), label, orjson.loads(cells), orjson.loads(known))
                for breakdown, part, label, cells, known in await call(PARTS, snapshot)
            ],
        )
    return found
