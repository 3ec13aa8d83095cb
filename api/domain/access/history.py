"""The statements that read the change log: a record's history, and what changed since for a reader that follows the log.

Both walls are here as everywhere: the log's row rules stand in the query and in PostgreSQL, and a value is taken only from a layer
and of a column that the role may read today.
"""

from functools import lru_cache
from typing import Final

from sqlalchemy import TIMESTAMP, bindparam, select

from api.domain.access.rules import reach, rights
from api.domain.access.trails import Change, ChangeValue
from api.domain.shared.owners import Owner
from api.storage.schema import log_kinds
from api.storage.shape import INSTANT, Shape
from api.storage.wire import Statement, compiled, plain, wrapped

# Newer than every change: the first page starts behind it.
NEWEST: Final = 2**63 - 1


def reads_log(shape: Shape, reader: str) -> bool:
    """Whether a role reads the history of this kind of record at all."""
    return reader in rights(Owner.system, Change.rules) and f"'{shape.kind}'" in log_kinds(reader)["readable"].split(", ")


def shown_fields(shape: Shape, reader: str) -> list[str]:
    """The fields of a record whose changes a role may see: columns of the Read model that it may read today."""
    allowed = shape.readable(reader)
    return [n for n in shape.model.model_fields if n in shape.columns and (allowed is None or n in allowed) and n not in INTERNAL]


INTERNAL: Final = frozenset({"id", "version", "created_at", "updated_at"})  # never logged as values: the change itself says them


def _texts(names: list[str]) -> str:
    return f"ARRAY[{', '.join(repr(name) for name in names)}]::text[]"


def _values(shape: Shape, reader: str, side: str, allowed: str) -> str:
    """One side of a change: the visible layers merged, narrowed to the readable fields, instants as the contract shows them."""
    instants = _texts([n for n, column in shape.columns.items() if isinstance(column.type, TIMESTAMP)])
    rule = reach(Owner.system, ChangeValue.rules, reader, "change_value", log_kinds(reader))
    value = (
        f"CASE WHEN e.key = ANY ({instants}) AND jsonb_typeof(e.value) = 'string' "
        f"THEN to_jsonb(to_char((e.value ->> 0)::timestamptz AT TIME ZONE 'UTC', {INSTANT})) ELSE e.value END"
    )
    return (
        f"coalesce((SELECT jsonb_object_agg(e.key, {value}) FROM change_value CROSS JOIN LATERAL jsonb_each({side}) e "
        f"WHERE change_id = c.id AND e.key = ANY ({allowed}) AND {rule}), jsonb_build_object())"
    )


@lru_cache(maxsize=1024)
def history(shape: Shape, reader: str, by: tuple[str, ...]) -> Statement:
    """A page of a record's history, newest first: rows of (JSON, cursor). No row at all: the record is not there, or not theirs.

    For one record the log's ids run in the order of its versions, because a row's lock orders its writers. The record's look is
    taken in the same statement. Parameters beside `by`: look, operation, after (an id), since, most.
    """
    columns = shape.columns
    person = shape.person_column if shape.personal else None
    found = (
        select(columns["id"].label("_id"), *([person.label("_person")] if person is not None else []))
        .where(columns["removed_at"].is_(None), *shape.where, shape.visible(reader))
        .where(*(columns[name] == bindparam(name, type_=columns[name].type) for name in by))
    )
    allowed = _texts(shown_fields(shape, reader))
    rule = reach(Owner.system, Change.rules, reader, "change", log_kinds(reader))
    reads = rights(Owner.system, Change.rules)[reader].columns
    reason = "'reason', c.reason, " if reads is None or "reason" in reads else ""
    item = (
        f"json_build_object('at', to_char(c.at AT TIME ZONE 'UTC', {INSTANT}), 'version', c.version, 'action', c.action, "
        f"'who', {WHO}, 'request_id', c.request_id, {reason}'fields', ARRAY(SELECT f FROM unnest(c.fields) f WHERE f = ANY ({allowed}) ORDER BY f), "
        f"'before', {_values(shape, reader, 'before', allowed)}, 'after', {_values(shape, reader, 'after', allowed)})::text"
    )
    log = (
        f"h AS (SELECT c.id, {item} AS item FROM (SELECT * FROM r, LATERAL (SELECT {_columns(reads)} FROM change WHERE record_id = r._id "
        f"AND kind = '{shape.kind}' AND {rule}) x) c WHERE (c.fields && {allowed} OR c.action <> 'changed') "
        "AND c.id < {0}::bigint AND ({1}::timestamptz IS NULL OR c.at >= {1}::timestamptz) ORDER BY c.id DESC LIMIT {2}::bigint) "
    )
    look = (
        "l AS (INSERT INTO look (id, operation, kind, ids, person_ids) SELECT {3}::uuid, {4}, "
        f"'{shape.kind}', array_agg(_id), array_agg(DISTINCT _person) FROM r HAVING count(*) > 0), "
        if shape.personal
        else "l AS (SELECT {3}::uuid, {4}::text), "
    )
    tail = f"), {look}{log}SELECT h.item, h.id FROM (SELECT count(*) AS n FROM r) k LEFT JOIN h ON true WHERE k.n > 0 ORDER BY h.id DESC"
    return wrapped("WITH r AS MATERIALIZED (", compiled(found), tail, "after", "since", "most", "look", "operation")


# Who is behind a row `c` that has account_id, client_id and role.
WHO: Final = (
    "(SELECT json_build_object('role', c.role, 'account_id', CASE WHEN w.name IS NOT NULL THEN c.account_id END, "
    "'client_id', CASE WHEN w.name IS NOT NULL THEN c.client_id END, 'name', w.name) FROM (SELECT name_of(c.account_id, c.client_id) AS name) w)"
)


def _columns(reads: tuple[str, ...] | None) -> str:
    return "*" if reads is None else ", ".join(reads)


@lru_cache(maxsize=16)
def changes_since(reader: str, owner: str) -> Statement:
    """What changed after a place in the log that this reader may see, in commit order: (xact_id, id, kind, record_id, version, action).

    Ids become visible out of order, so a follower passes only rows whose transaction is older than every running one, and its
    place is (xact_id, id): by id alone a row is skipped. `owner` names the indexed column that is the reader's reach (team_id,
    organisation_id or person_id). The order is the index's, so a page touches as many rows as it answers. A restored server counts
    transactions anew: whoever follows starts again there. Parameters: xact_id, id, most.
    """
    rule = reach(Owner.system, Change.rules, reader, "change", log_kinds(reader))
    if owner not in ("team_id", "organisation_id", "person_id"):
        raise ValueError(owner)
    return plain(
        "SELECT xact_id::text, id, kind, record_id, version, action FROM change "
        f"WHERE {rule} AND (xact_id, id) > ($1::xid8, $2::bigint) AND xact_id < pg_snapshot_xmin(pg_current_snapshot()) "
        "ORDER BY xact_id, id LIMIT $3::bigint",
        "xact_id", "id", "most",
    )  # fmt: skip
