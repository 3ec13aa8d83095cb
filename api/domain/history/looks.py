"""The statements that read looks: one's own, the manager's audit, and who looked at a person."""
# ruff: noqa: S608, E501 - what stands in the SQL are names of our own tables and columns; long lines of SQL read as SQL

from functools import lru_cache
from typing import Final

from sqlalchemy import bindparam, select

from api.domain.access.openings import Opening
from api.domain.access.roles import Role
from api.domain.access.rules import reach
from api.domain.access.trails import Look, PersonLook
from api.domain.history.changes import WHO
from api.domain.shared.owners import Owner
from api.storage.shape import INSTANT, Shape
from api.storage.wire import Statement, compiled, plain, wrapped

NEWEST: Final = ("infinity", "ffffffff-ffff-ffff-ffff-ffffffffffff")  # later than every look
SHOW: Final = plain("SELECT show_looks()")

# A filter's condition on a look `c`; its parameter is filled in for {0}.
FILTERS: Final = {
    "operation": "operation = {0}::text",
    "kind": "kind = {0}::text",
    "from_at": "at >= {0}::timestamptz",
    "until_at": "at < {0}::timestamptz",
    "updated_since": "at >= {0}::timestamptz",
    "account_id": "account_id = {0}::uuid",
    "client_id": "client_id = {0}::uuid",
    # Nor by asking for somebody.
    "person_id": f"({{0}}::uuid = ANY (person_ids) AND role <> '{Role.commissioner}')",
    "break_glass": "(opening_id IS NOT NULL) = {0}::boolean",
}
AUDIT_ONLY: Final = frozenset({"account_id", "client_id", "person_id"})  # filters of the manager's audit
_AFTER: Final = "(at, {id}) < ({0}::timestamptz, {1}::uuid) ORDER BY at DESC, {id} DESC LIMIT {2}::bigint"


# A council looked at what somebody let it have, and is not told who that is: neither are those who keep its accounts.
_SHOWN: Final = f"CASE WHEN c.role = '{Role.commissioner}' THEN ARRAY[]::uuid[] ELSE c.person_ids END"


def _chosen(given: tuple[str, ...], first: int) -> str:
    """The given filters as SQL; their parameters are numbered from `first`."""
    return "".join(f" AND {FILTERS[name].format(f'{{{first + i}}}')}" for i, name in enumerate(given))


def _keys(given: tuple[str, ...]) -> list[str]:
    """The names under which the given filters' values are handed over."""
    return [f"q_{name}" for name in given]


def _numbered(sql: str) -> str:
    """`{0}` as `$1`, for a statement without another inside."""
    return sql.format(*(f"${i}" for i in range(1, 20)))


@lru_cache(maxsize=512)
def looks(reader: str, given: tuple[str, ...]) -> Statement:
    """A page of looks, newest first: rows of (JSON, at, id). One's own; for a manager the organisation's, and reading them is a look."""
    rule = reach(Owner.account, Look.rules, reader, "look")
    page = f"SELECT * FROM look WHERE {rule}{_chosen(given, 6)} AND {_AFTER.replace('{id}', 'id')}"
    item = (
        f"json_build_object('id', c.id, 'at', to_char(c.at AT TIME ZONE 'UTC', {INSTANT}), 'who', {WHO}, 'operation', c.operation, 'kind', c.kind, "
        f"'ids', c.ids, 'person_ids', {_SHOWN}, 'opening_id', c.opening_id, 'request_id', c.request_id)::text"
    )
    written = (
        ", l AS (INSERT INTO look (id, operation, kind, ids, person_ids) SELECT {3}::uuid, {4}, 'look', array_agg(DISTINCT s.id), "
        "array_agg(DISTINCT p) FROM (SELECT id, person_ids FROM q LIMIT {5}::bigint) s CROSS JOIN LATERAL unnest(s.person_ids) p HAVING count(*) > 0)"
        if reader == Role.manager
        else ", l AS (SELECT {3}::uuid, {4}::text, {5}::bigint)"
    )
    sql = (
        f"WITH q AS MATERIALIZED ({page}){written} SELECT h.item, h.at::text, h.id::text FROM (SELECT 1) k "
        f"LEFT JOIN (SELECT c.id, c.at, {item} AS item FROM q c) h ON true ORDER BY h.at DESC, h.id DESC"
    )
    return plain(_numbered(sql), "after_0", "after_1", "most", "look", "operation", "limit", *_keys(given))


@lru_cache(maxsize=512)
def looks_count(reader: str, given: tuple[str, ...]) -> Statement:
    """How many looks the whole list has."""
    return plain(
        _numbered(f"SELECT count(*) FROM look WHERE {reach(Owner.account, Look.rules, reader, 'look')}{_chosen(given, 0)}"),
        *_keys(given),
    )


def _person(shape: Shape, reader: str) -> Statement:
    column = shape.columns["id"]
    query = select(column.label("_id")).where(shape.columns["removed_at"].is_(None), shape.visible(reader))
    return compiled(query.where(column == bindparam("person_id", type_=column.type)))


def _at_person(reader: str, given: tuple[str, ...], first: int) -> str:
    """Looks at the person `r`, by the row rule."""
    rule = reach(Owner.system, PersonLook.rules, reader, "person_look")
    return f"SELECT * FROM person_look WHERE person_id = r._id AND {rule}{_chosen(given, first)}"


@lru_cache(maxsize=512)
def looks_at(person: Shape, reader: str, given: tuple[str, ...]) -> Statement:
    """A page of the looks at a person, newest first: rows of (JSON, at, id). No row at all: not there, or not theirs."""
    rule = reach(Owner.organisation, Opening.rules, reader, "opening")
    item = (
        f"json_build_object('id', c.look_id, 'at', to_char(c.at AT TIME ZONE 'UTC', {INSTANT}), 'who', json_build_object('role', c.role, "
        "'account_id', c.account_id, 'client_id', c.client_id, 'name', nullif(c.who, '')), 'operation', c.operation, 'kind', c.kind, "
        f"'records', c.records, 'opening_id', c.opening_id, 'opening_reason', (SELECT reason FROM opening WHERE id = c.opening_id AND {rule}))::text"
    )
    written = (
        "l AS (INSERT INTO look (id, operation, kind, ids, person_ids) SELECT {3}::uuid, {4}, 'person_look', array_agg(look_id), "
        "array_agg(DISTINCT person_id) FROM (SELECT look_id, person_id FROM q LIMIT {5}::bigint) s HAVING count(*) > 0) "
        if reader == Role.manager
        else "l AS (SELECT {3}::uuid, {4}::text, {5}::bigint) "
    )
    page = f"{_at_person(reader, given, 6)} AND {_AFTER.replace('{id}', 'look_id')}"
    tail = (
        f"), q AS MATERIALIZED (SELECT x.* FROM r CROSS JOIN LATERAL ({page}) x), {written}"
        f"SELECT h.item, h.at::text, h.look_id::text FROM (SELECT count(*) AS n FROM r) k "
        f"LEFT JOIN (SELECT c.look_id, c.at, {item} AS item FROM q c) h ON true WHERE k.n > 0 ORDER BY h.at DESC, h.look_id DESC"
    )
    return wrapped(
        "WITH r AS MATERIALIZED (",
        _person(person, reader),
        tail,
        "after_0",
        "after_1",
        "most",
        "look",
        "operation",
        "limit",
        *_keys(given),
    )


@lru_cache(maxsize=512)
def looks_at_count(person: Shape, reader: str, given: tuple[str, ...]) -> Statement:
    """How many looks at the person there are."""
    tail = f") SELECT count(*) FROM r CROSS JOIN LATERAL ({_at_person(reader, given, 0)}) x"
    return wrapped("WITH r AS MATERIALIZED (", _person(person, reader), tail, *_keys(given))
