"""The only place that builds SQL about snapshots and their figures.

Which of the two tables a reader is told of is what their role has a right to, and row security holds it too. A snapshot is there
for whoever has figures in it: for a member of a team those with their team, for a council its own.
"""

from functools import lru_cache
from typing import Final

from api.domain.access.roles import Role
from api.domain.access.rules import reach, rights
from api.domain.commissioning.figures.models import Breakdown, ExactFigures, FigureSnapshot, PublishedFigures, Side
from api.domain.measures.registry import links
from api.domain.shared.table import Row
from api.storage.reader import told
from api.storage.shape import INSTANT
from api.storage.wire import Statement, plain

TABLES: Final[dict[type[Row], str]] = {PublishedFigures: "part", ExactFigures: "team_id"}
ONLY_TEAMS: Final = (Role.carer, Role.coach, Role.integration)
NEWEST: Final = ("9999-12-31", "ffffffff-ffff-ffff-ffff-ffffffffffff")
FIRST: Final = ("", "00000000-0000-0000-0000-000000000000", "")
_RULE: Final = (
    f"CASE WHEN s.side = '{Side.council}' THEN json_build_object("
    "'threshold', s.made_with->'threshold', 'base', s.made_with->'base') END"
)
_SNAPSHOT: Final = (
    "json_build_object('id', s.id, 'span', s.span, 'from_on', s.from_on, 'until_on', s.until_on,"
    f" 'made_at', to_char(timezone('UTC', s.made_at), {INSTANT}), 'rule', {_RULE},"
    " 'assumptions', coalesce(s.made_with->'assumptions', '[]'))"
)
# `made_with` is for working out rates, and is not told with them.
_FIGURES: Final = (
    "json_build_object('id', f.id, 'snapshot_id', s.id, 'span', s.span, 'from_on', s.from_on, 'until_on', s.until_on,"
    f" 'breakdown', f.breakdown, 'part', f.part, 'label', f.label, 'rule', {_RULE}, 'cells', f.cells, 'made_with', s.made_with)"
)


def reads(reader: str) -> bool:
    """Whether a role reads figures at all."""
    return any(reader in rights(table.owner, table.rules) for table in TABLES)


@lru_cache(maxsize=16)
def _figures(reader: str) -> str:
    """The rows that a reader is told of: of one of the tables; of both for a client, which is a council's or a provider's."""
    return " UNION ALL ".join(
        f"SELECT id, snapshot_id, breakdown, {part} AS part, label, cells FROM {table.__tablename__}"  # noqa: S608 - our own words
        f" WHERE ({reach(table.owner, table.rules, reader, str(table.__tablename__))})"
        for table, part in TABLES.items()
        if reader in rights(table.owner, table.rules)
    )


@lru_cache(maxsize=16)
def _snapshots(reader: str) -> str:
    """The snapshots that have figures for a reader."""
    rule = reach(FigureSnapshot.owner, FigureSnapshot.rules, reader, "figure_snapshot")
    return (
        f"SELECT * FROM figure_snapshot s WHERE ({rule})"  # noqa: S608 - our own words
        f" AND EXISTS (SELECT FROM ({_figures(reader)}) f WHERE f.snapshot_id = s.id)"
    )


_ASKED: Final = (
    "($1::text IS NULL OR s.span = $1) AND ($2::date IS NULL OR s.from_on >= $2) AND ($3::date IS NULL OR s.until_on <= $3)"
    " AND ($4::timestamptz IS NULL OR s.made_at >= $4)"
)
_ASKED_BY: Final = ("q_span", "q_from_on", "q_until_on", "q_updated_since")


@lru_cache(maxsize=16)
def snapshots(reader: str) -> Statement:
    """A page of them, the one that ended last first."""
    return plain(
        "SELECT h.item, h.until_on::text, h.id::text FROM (SELECT 1) k LEFT JOIN ("  # noqa: S608 - our own words
        f"SELECT {_SNAPSHOT}::text AS item, s.until_on, s.id FROM ({_snapshots(reader)}) s WHERE {_ASKED}"
        " AND (s.until_on, s.id) < ($5::date, $6::uuid) ORDER BY 2 DESC, 3 DESC LIMIT $7::bigint"
        ") h ON true ORDER BY h.until_on DESC, h.id DESC",
        *(*_ASKED_BY, "after_0", "after_1", "most"),
    )


@lru_cache(maxsize=16)
def snapshots_count(reader: str) -> Statement:
    """How many there are."""
    return plain(f"SELECT count(*)::text FROM ({_snapshots(reader)}) s WHERE {_ASKED}", *_ASKED_BY)  # noqa: S608 - our own words


@lru_cache(maxsize=16)
def snapshot(reader: str) -> Statement:
    """One of them. It holds nobody: there is no look."""
    return told(
        f"SELECT {_SNAPSHOT} AS body, ARRAY[s.id] AS ids, '{{}}'::uuid[] AS person_ids FROM ({_snapshots(reader)}) s"  # noqa: S608 - our own words
        " WHERE s.id = $1::uuid",
        "figure_snapshot",
        "id",
    )


def _one(reader: str, which: str) -> str:
    return f"s AS MATERIALIZED ({_snapshots(reader)} AND {which})"


# A page goes on in the snapshot in which it began, also when a newer one was made meanwhile.
_THIS: Final = "s.id = $1::uuid"
_LATEST: Final = "s.span = $1::text"
_NEWEST: Final = " ORDER BY s.until_on DESC LIMIT 1"


def _parts(reader: str) -> str:
    """Those of the breakdown that was asked for, or of the one that the reader is told of."""
    teams = f"CASE WHEN s.side = '{Side.provider}' THEN '{Breakdown.team}' ELSE '{Breakdown.everyone}' END"
    usual = teams if reader in ONLY_TEAMS else f"'{Breakdown.everyone}'"
    return (
        f"s JOIN ({_figures(reader)}) f ON f.snapshot_id = s.id AND f.breakdown = coalesce($2::text, {usual})"
        " AND ($3::timestamptz IS NULL OR s.made_at >= $3)"
    )


@lru_cache(maxsize=32)
def figures(reader: str, *, latest: bool = False) -> Statement:
    """A page of the parts of a snapshot by their label; of the latest of a span nothing, where there is none."""
    which = f"{_LATEST} AND ($7::text = '' OR s.id = NULLIF($7, '')::uuid){_NEWEST}" if latest else _THIS
    return plain(
        f"WITH {_one(reader, which)}, h AS MATERIALIZED (SELECT {_FIGURES}::text AS item, f.label, f.id, s.id AS of"  # noqa: S608 - our own words
        f" FROM {_parts(reader)} WHERE (f.label, f.id) > ($4::text, $5::uuid) ORDER BY f.label, f.id LIMIT $6::bigint)"
        f" SELECT h.item, h.label, h.id::text, h.of::text FROM {'(SELECT 1) k' if latest else 's'} LEFT JOIN h ON true"
        " ORDER BY h.label, h.id",
        *("q_span" if latest else "snapshot", "q_breakdown", "q_updated_since", "after_0", "after_1", "most"),
        *(["after_2"] if latest else []),
    )


@lru_cache(maxsize=32)
def figures_count(reader: str, *, latest: bool = False) -> Statement:
    """How many parts there are."""
    return plain(
        f"WITH {_one(reader, _LATEST + _NEWEST if latest else _THIS)} SELECT count(*)::text FROM {_parts(reader)}",  # noqa: S608 - our own words
        *("q_span" if latest else "snapshot", "q_breakdown", "q_updated_since"),
    )


@lru_cache(maxsize=16)
def part(reader: str) -> Statement:
    """The figures of one part. They hold nobody: there is no look."""
    return told(
        f"SELECT {_FIGURES} AS body, ARRAY[f.id] AS ids, '{{}}'::uuid[] AS person_ids"  # noqa: S608 - our own words
        f" FROM ({_snapshots(reader)} AND {_THIS}) s JOIN ({_figures(reader)}) f ON f.snapshot_id = s.id WHERE f.id = $2::uuid",
        "published_figures",
        "snapshot",
        "id",
    )


@lru_cache(maxsize=1)
def measures() -> dict[str, str]:
    """The entries of the measures of one part's figures."""
    return links("get_figures")
