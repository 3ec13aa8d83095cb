"""The statements that read the change log: a record's history, and what changed since for a reader that follows the log.

Both walls are here as everywhere: the log's row rules stand in the query and in PostgreSQL, and a value is taken only from a
layer and of a column that the role may read today.
"""
# ruff: noqa: S608, E501 - what stands in the SQL are names of our own tables and columns; long lines of SQL read as SQL

from functools import lru_cache
from typing import Final

from sqlalchemy import TIMESTAMP, bindparam, literal_column, select

from api.domain.access.roles import Role
from api.domain.access.rules import reach, rights
from api.domain.access.trails import Change, ChangeValue
from api.domain.shared.owners import Owner
from api.storage.schema import log_kinds
from api.storage.shape import INSTANT, Shape
from api.storage.wire import Statement, compiled, plain, wrapped

# Newer than every change: the first page starts behind it.
NEWEST: Final = (str(2**63 - 1),)


# Whose log a role can reach by its row rule: a person's rows by person or team, a team's by team, an organisation's by its manager.
_OF_ORGANISATION: Final = frozenset({Role.manager})
_OF_TEAM: Final = _OF_ORGANISATION | {Role.carer, Role.coach}
_OF_PERSON: Final = _OF_TEAM | {Role.person, Role.integration}
_REACHED: Final = {
    Owner.organisation: _OF_ORGANISATION, Owner.account: _OF_ORGANISATION, Owner.team: _OF_TEAM,
    Owner.person: _OF_PERSON, Owner.private: _OF_PERSON, Owner.home: _OF_PERSON, Owner.circle: _OF_PERSON,
    Owner.fund: _OF_PERSON,
}  # fmt: skip


def reads_log(shape: Shape, reader: str) -> bool:
    """Whether a role reads the history of this kind of record at all. What is about a person is theirs too, by the record itself."""
    reached = _REACHED[shape.table.owner] | (frozenset({Role.person}) if shape.apart or shape.about else frozenset())
    return reader in reached and f"'{shape.kind}'" in log_kinds(reader)["readable"].split(", ")


def shown_fields(shape: Shape, reader: str) -> list[str]:
    """The fields of a record whose changes a role may see: columns of the Read model that it may read today."""
    allowed = shape.readable(reader)
    return [n for n in shape.names if n in shape.columns and (allowed is None or n in allowed) and n not in INTERNAL]


INTERNAL: Final = frozenset({"id", "version", "created_at", "updated_at"})  # never logged as values: the change itself says them


def _rule(table: type[Change | ChangeValue], reader: str) -> str:
    """The log's own row rule, as row security has it."""
    return reach(Owner.system, table.rules, reader, str(table.__tablename__), log_kinds(reader))


def _texts(names: list[str]) -> str:
    return f"ARRAY[{', '.join(repr(name) for name in names)}]::text[]"


def _values(shape: Shape, reader: str, side: str, allowed: str) -> str:
    """One side of a change: the visible layers merged, narrowed to the readable fields, instants as the contract shows them."""
    instants = _texts([n for n, column in shape.columns.items() if isinstance(column.type, TIMESTAMP)])
    rule = _rule(ChangeValue, reader)
    value = (
        f"CASE WHEN e.key = ANY ({instants}) AND jsonb_typeof(e.value) = 'string' "
        f"THEN to_jsonb(to_char((e.value ->> 0)::timestamptz AT TIME ZONE 'UTC', {INSTANT})) ELSE e.value END"
    )
    return (
        f"coalesce((SELECT jsonb_object_agg(e.key, {value}) FROM change_value CROSS JOIN LATERAL jsonb_each({side}) e "
        f"WHERE change_id = c.id AND e.key = ANY ({allowed}) AND {rule}), jsonb_build_object())"
    )


def _record(shape: Shape, reader: str, by: tuple[str, ...]) -> Statement:
    """The record itself, by the rules of reading it: whose history may be read is whose record may be read."""
    columns = shape.columns
    person = shape.person_column if shape.personal else literal_column("NULL::uuid")
    query = select(columns["id"].label("_id"), person.label("_person")).where(
        columns["removed_at"].is_(None), *shape.where, shape.visible(reader)
    )
    return compiled(query.where(*(columns[name] == bindparam(name, type_=columns[name].type) for name in by)))


def _log(shape: Shape, reader: str, allowed: str) -> str:
    """FROM and WHERE of the record's changes `c`, by the log's own row rule; what changed nothing readable is left out. {0}: since."""
    rule = _rule(Change, reader)
    columns = rights(Owner.system, Change.rules)[reader].columns
    return (
        f"FROM r CROSS JOIN LATERAL (SELECT {', '.join(columns) if columns else '*'} FROM change WHERE record_id = r._id AND kind = '{shape.kind}' "
        f"AND {rule}) c WHERE (c.fields && {allowed} OR c.action <> 'changed') AND ({{0}}::timestamptz IS NULL OR c.at >= {{0}}::timestamptz)"
    )


@lru_cache(maxsize=1024)
def history(shape: Shape, reader: str, by: tuple[str, ...]) -> Statement:
    """A page of a record's history, newest first: rows of (JSON, cursor). No row at all: the record is not there, or not theirs.

    For one record the log's ids run in the order of its versions, because a row's lock orders its writers. The record's look is
    taken in the same statement.
    """
    allowed = _texts(shown_fields(shape, reader))
    reads = rights(Owner.system, Change.rules)[reader].columns
    reason = "'reason', c.reason, " if reads is None or "reason" in reads else ""
    item = (
        f"json_build_object('at', to_char(c.at AT TIME ZONE 'UTC', {INSTANT}), 'version', c.version, 'action', c.action, "
        f"'who', {WHO}, 'request_id', c.request_id, {reason}'fields', ARRAY(SELECT f FROM unnest(c.fields) f WHERE f = ANY ({allowed}) ORDER BY f), "
        f"'before', {_values(shape, reader, 'before', allowed)}, 'after', {_values(shape, reader, 'after', allowed)})::text"
    )
    seen = "ARRAY[]::uuid[] FROM r" if shape.apart else "array_agg(DISTINCT _person) FROM r WHERE _person IS NOT NULL"
    look = (
        f"l AS (INSERT INTO look (id, operation, kind, ids, person_ids) SELECT {{3}}::uuid, {{4}}, '{shape.kind}', array_agg(_id), "
        f"{seen} HAVING count(*) > 0), "
    )
    return wrapped(
        "WITH r AS MATERIALIZED (",
        _record(shape, reader, by),
        f"), {look}h AS (SELECT c.id, {item} AS item {_log(shape, reader, allowed)} AND c.id < {{1}}::bigint ORDER BY c.id DESC LIMIT {{2}}::bigint) "
        "SELECT h.item, h.id FROM (SELECT count(*) AS n FROM r) k LEFT JOIN h ON true WHERE k.n > 0 ORDER BY h.id DESC",
        *("q_updated_since", "after_0", "most", "look", "operation"),
    )


@lru_cache(maxsize=1024)
def history_count(shape: Shape, reader: str, by: tuple[str, ...]) -> Statement:
    """How many changes the whole history has."""
    found = f") SELECT count(*) {_log(shape, reader, _texts(shown_fields(shape, reader)))}"
    return wrapped("WITH r AS MATERIALIZED (", _record(shape, reader, by), found, "q_updated_since")


# Who is behind a row `c` that has account_id, client_id and role.
WHO: Final = (
    "(SELECT json_build_object('role', c.role, 'account_id', CASE WHEN w.name IS NOT NULL THEN c.account_id END, "
    "'client_id', CASE WHEN w.name IS NOT NULL THEN c.client_id END, 'name', w.name) FROM (SELECT name_of(c.account_id, c.client_id) AS name) w)"
)


@lru_cache(maxsize=16)
def changes_since(reader: str, owner: str) -> Statement:
    """What changed after a place in the log that this reader may see, in commit order: (xact_id, id, kind, record_id, version, action).

    Ids become visible out of order, so a follower passes only rows whose transaction is older than every running one, and its
    place is (xact_id, id): by id alone a row is skipped. `owner` names the indexed column that is the reader's reach (team_id,
    organisation_id or person_id). The order is the index's, so a page touches as many rows as it answers. A restored server counts
    transactions anew: whoever follows starts again there. Parameters: xact_id, id, most.
    """
    rule = _rule(Change, reader)
    if owner not in ("team_id", "organisation_id", "person_id"):
        raise ValueError(owner)
    return plain(
        "SELECT xact_id::text, id, kind, record_id, version, action FROM change "
        f"WHERE {rule} AND (xact_id, id) > ($1::xid8, $2::bigint) AND xact_id < pg_snapshot_xmin(pg_current_snapshot()) "
        "ORDER BY change.xact_id, id LIMIT $3::bigint",
        "xact_id", "id", "most",
    )  # fmt: skip
