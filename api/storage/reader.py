"""A read is one round trip that answers JSON and records the look in the statement that reads."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, literal_column, or_

from api.domain.shared.errors import AgainError, AwayError, DomainError, ForbiddenError, NotThereError, SignInNeededError
from api.storage.context import Asker
from api.storage.shape import Shape
from api.storage.wire import QueryError, Statement, compiled, plain, wrapped

LOOK: Final = (
    "), l AS (INSERT INTO look (id, operation, kind, ids, person_ids) "
    "SELECT {{0}}::uuid, {{1}}, '{kind}', array_agg(_id), array_agg(DISTINCT _person)"
    " FROM {source} WHERE _person IS NOT NULL HAVING count(*) > 0) "
)
# Of a record whose person the reader is not told: expand_looks() finds who it was about.
LOOK_APART: Final = LOOK.replace("array_agg(DISTINCT _person)", "ARRAY[]::uuid[]").replace("WHERE _person IS NOT NULL ", "")


class Found(NamedTuple):
    """One record as shown."""

    version: int
    body: bytes
    view: str
    person: str | None = None  # whom it is about, as text


@lru_cache(maxsize=4096)
def one(shape: Shape, reader: str, by: tuple[str, ...] = ("id",), *, latest: bool = False) -> Statement:
    """The statement that reads one record by its id (and parents), with its look. `latest`: the last by the shape's order."""
    query = shape.select(reader).where(*(shape.columns[name] == bindparam(name) for name in by))
    if latest:
        query = query.order_by(*(shape.columns[name].desc() for name in shape.order)).limit(literal_column("1"))
    head, tail = ("WITH q AS MATERIALIZED (", f"SELECT q._version, {shape.json(reader)}, q._id, q._person FROM q")  # noqa: S608 - names of our own fields
    if not shape.personal:
        return wrapped(head, compiled(query), f") {tail}")
    return wrapped(head, compiled(query), _look(shape, "q") + tail, "look", "operation")


def _look(shape: Shape, source: str) -> str:
    return (LOOK_APART if shape.apart else LOOK).format(kind=shape.kind, source=source)


class Filter(NamedTuple):
    """A declared filter of a list: what it does to the query, and the columns that a role must be able to read to use it."""

    clause: ColumnElement[bool]
    needs: tuple[str, ...]


Filters = Mapping[str, Filter]


def told(sql: str, kind: str, *names: str, measures: str | None = None) -> Statement:
    """A statement for `Call.told`: `sql` answers one row of body, ids uuid[], person_ids uuid[]; its look goes with it.

    `names`: what `$1`, `$2` … stand for. Without a person in the answer there is no look. `measures`: JSON that the answer, an
    object, begins with as the member of that name: the registry's entries of its figures.
    """
    shown = "body::text" if measures is None else f"""'{{"measures":{measures},' || substr(body::text, 2)"""
    look, operation = len(names) + 1, len(names) + 2
    return plain(
        f"WITH q AS MATERIALIZED ({sql}), l AS (INSERT INTO look (id, operation, kind, ids, person_ids)"  # noqa: S608 - our own text
        f" SELECT ${look}::uuid, ${operation}, '{kind}', ids, person_ids FROM q"
        f" WHERE body IS NOT NULL AND cardinality(person_ids) > 0) SELECT {shown} FROM q",
        *names,
        "look",
        "operation",
    )


@lru_cache(maxsize=4096)
def page(shape: Shape, reader: str, by: tuple[str, ...], filters: tuple[Filter, ...], *, after: bool) -> Statement:
    """The statement that reads a page: rows in the shape's order, one more than asked, to know whether there is a next."""
    keys = [shape.columns[name] for name in shape.order] + [shape.columns["id"]]
    query = shape.select(reader, also=tuple(k.label(f"_k{i}") for i, k in enumerate(keys)))
    query = query.where(*(shape.columns[name] == bindparam(name) for name in by), *(f.clause for f in filters))
    if after:
        query = query.where(_beyond(keys, descending=shape.descending))
    query = query.order_by(*((k.desc() if shape.descending else k) for k in keys)).limit(bindparam("most"))
    shown_keys = ", ".join(f"q._k{i}::text" for i in range(len(keys)))
    tail = f"SELECT {shape.json(reader)}, {shown_keys} FROM q"  # noqa: S608 - names of our own fields
    if not shape.personal:
        return wrapped("WITH q AS MATERIALIZED (", compiled(query), f") {tail}")
    look = _look(shape, "(SELECT _id, _person FROM q LIMIT {2}::bigint) s")
    return wrapped("WITH q AS MATERIALIZED (", compiled(query), look + tail, "look", "operation", "limit")


@lru_cache(maxsize=4096)
def counted(shape: Shape, reader: str, by: tuple[str, ...], filters: tuple[Filter, ...]) -> Statement:
    """How many rows the whole list has."""
    query = shape.select(reader).where(*(shape.columns[name] == bindparam(name) for name in by), *(f.clause for f in filters))
    return wrapped("SELECT count(*) FROM (", compiled(query), ") q")


def _beyond(keys: Sequence[Any], *, descending: bool) -> ColumnElement[bool]:
    """The rows after the last one seen, key by key (a NULL never stands in a sort key)."""
    steps = []
    for i, key in enumerate(keys):
        here = bindparam(f"after_{i}", type_=key.type)
        before = [keys[j] == bindparam(f"after_{j}", type_=keys[j].type) for j in range(i)]
        steps.append(and_(*before, key < here if descending else key > here))
    first = bindparam("after_0", type_=keys[0].type)
    # Said once more of the first key alone: an index begins there only for a condition without an OR.
    return and_(keys[0] <= first if descending else keys[0] >= first, or_(*steps))


# What PostgreSQL's own states mean for a caller. Two that waited for each other run again (see Call.written). A foreign key of
# which no concept speaks means that what was named is not there, or went in this moment.
BY_STATE: Final[Mapping[str, Callable[[], Exception]]] = {
    "WT403": ForbiddenError, "42501": ForbiddenError, "WT404": NotThereError, "23503": NotThereError,
    "40001": AgainError, "40P01": AgainError,
    **dict.fromkeys(("55P03", "57014", "53300", "25P03"), AwayError),
}  # fmt: skip


# The key that binds what is a person's to their team. It fails where they moved after the writer looked them up: looking again
# finds them where they are, or says that they are no longer the writer's.
MOVED: Final = "_person_id_team_id_organisation_id"


def translated(error: QueryError, constraints: Mapping[str, type[DomainError]]) -> Exception:
    """A refusal of the database in the words of the domain; an unknown one is a defect and stays what it is."""
    named = constraints.get(error.constraint or "")
    if named is not None:
        return named()
    if error.state == "WT401":
        return SignInNeededError("The sign-in behind this token has ended, or the role was taken back. Sign in again.")
    if (error.constraint or "").endswith(MOVED):
        return AgainError()
    return BY_STATE.get(error.state or "", lambda: error)()


def asked_by(asker: Asker) -> str:
    """The reader that a statement is made for."""
    return asker.role.value
