"""Figures put where they are read from, without anybody having counted them."""

from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from api.domain.commissioning.figures.registry import COUNTS, MEANS

Operator = psycopg.Connection[Any]
Cells = dict[str, Any]
HIDING = {"threshold": 7, "base": 5}


def cells(mean: dict[str, Any] | None = None, **counts: int | None) -> dict[str, Any]:
    """Every name of the registry: 40 of each, one mean."""
    return {"counts": dict.fromkeys(COUNTS, 40) | counts, "means": dict.fromkeys(MEANS) | {"week_score": mean}}


def snapshot(operator: Operator, side: str, whose: UUID, first: str, until: str, made_with: Cells | None = None) -> UUID:
    """A week without figures."""
    row = operator.execute(
        "INSERT INTO figure_snapshot (id, organisation_id, side, span, from_on, until_on, made_with)"
        " VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s) RETURNING id",
        [whose, side, "week", first, until, Jsonb(made_with or {"assumptions": []})],
    ).fetchone()
    assert row is not None
    return row[0]  # type: ignore[no-any-return]


def published(
    operator: Operator, of: UUID, label: str, told: dict[str, Any], breakdown: str = "everyone", part: Any = None
) -> UUID:
    """What a council may know of a part."""
    return _filed(operator, "published_figures", "part", of, label, told, breakdown, part)


def exact(operator: Operator, of: UUID, label: str, told: Cells, breakdown: str = "everyone", part: Any = None) -> UUID:
    """What is true of a provider's part."""
    return _filed(operator, "exact_figures", "team_id", of, label, told, breakdown, part)


def _filed(operator: Operator, table: str, column: str, *values: Any) -> UUID:
    of, label, told, breakdown, part = values
    row = operator.execute(
        f"INSERT INTO {table} (id, organisation_id, snapshot_id, label, cells, breakdown, {column})"
        " SELECT gen_random_uuid(), organisation_id, id, %s, %s, %s, %s FROM figure_snapshot WHERE id = %s RETURNING id".encode(),
        [label, Jsonb(told), breakdown, part, of],
    ).fetchone()
    assert row is not None
    return row[0]  # type: ignore[no-any-return]
