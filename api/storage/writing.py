"""One transaction that changes something.

Statements wait in a queue and go out together with the first one whose answer is needed.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final
from uuid import UUID

from psycopg.pq.abc import PGresult
from psycopg_pool import AsyncConnectionPool
from sqlalchemy import BOOLEAN, Select, bindparam, func, literal_column, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB, insert

from api.domain.access.rules import rights
from api.domain.shared.constraints import CONSTRAINTS
from api.domain.shared.errors import ForbiddenError, IdInUseError, NotThereError, StaleError
from api.domain.shared.table import RECORDS, CircleOwned, PersonOwned, Record
from api.storage.context import BEGIN, COMMIT, DESK, HANDING_IN, NOBODY, Asker, entering
from api.storage.pools import connection
from api.storage.reader import Found, one, translated
from api.storage.shape import Shape
from api.storage.wire import Call, JsonList, QueryError, Statement, Wire, compiled, plain

REASON: Final = plain("SELECT set_config('app.reason', $1, true)", "reason")
ANY_VERSION: Final = -1


class Writing:
    """The write session of one request. Nobody else commits; an exception anywhere rolls all of it back."""

    def __init__(self, wire: Wire, asker: Asker, deadline: float, *first: Call) -> None:
        self.wire, self.asker, self.deadline = wire, asker, deadline
        self.reader = asker.role.value
        self._queue: list[Call] = [(BEGIN, []), *first]

    def do(self, statement: Statement, /, **values: Any) -> None:  # noqa: ANN401 - any column's value
        """Queue a statement whose answer nobody needs; it runs, or fails, with the next one sent."""
        self._queue.append((statement, statement.values(values)))

    async def rows(self, statement: Statement, /, **values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - any column's value
        """Send what waits and this statement; answer its rows."""
        self.do(statement, **values)
        results = await self.flush()
        return self.wire.rows(results[-1])

    async def flush(self) -> list[PGresult]:
        """Send what waits. Errors of the database come out in the domain's words."""
        queue, self._queue = self._queue, []
        try:
            results = await self.wire.send(queue, self.deadline)
        except QueryError as error:
            raise translated(error, CONSTRAINTS) from error
        for (statement, _), result in zip(queue, results, strict=True):
            if statement.guarded and any(result.get_value(row, result.nfields - 1) != b"t" for row in range(result.ntuples)):
                raise ForbiddenError
        return results

    async def commit(self) -> None:
        """Make it so. Whoever gets past this line may tell the caller that it is stored."""
        self._queue.append((COMMIT, []))
        await self.flush()

    def because(self, reason: str) -> None:
        """The reason that the log keeps beside the changes that follow."""
        self.do(REASON, reason=reason)

    async def find(self, query: Select[Any], /, **values: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 - any column's value
        """The first row of a query built in queries.py (compiled once if the query is a module's constant)."""
        found = await self.rows(compiled_once(query), **values)
        return found[0] if found else None

    async def add(self, cls: type[Record], values: Mapping[str, Any], **parent: UUID) -> UUID:
        """Insert a record under its parent (`person_id=…`, `team_id=…`; none for the organisation's own) and answer its id.

        The parent is looked up with the caller's own reach in the same statement, which also copies the keys that the row
        rules need: a parent that is not there, or not theirs, is NotThereError. IdInUseError when the id names something already.
        """
        self.queue_add(cls, values, **parent)
        results = await self.flush()
        if results[-1].ntuples == 0:
            await self._why_not_added(values["id"], parent)
        return values["id"]  # type: ignore[no-any-return]

    def queue_add(self, cls: type[Record], values: Mapping[str, Any], **parent: UUID) -> None:
        """As `add`, without waiting for the answer: for rows whose parent is known to be the caller's."""
        statement = _insert(cls, self.reader, tuple(sorted(values)), tuple(parent))
        self.do(statement, **stored(cls, values), **parent, _organisation=self.asker.organisation)

    async def _why_not_added(self, id_: UUID, parent: Mapping[str, UUID]) -> None:
        for n, (name, value) in enumerate(parent.items()):
            further = {} if n else {k: v for k, v in parent.items() if k != name}  # the first is of the others
            if not await self.rows(_exists(RECORDS[name.removesuffix("_id")], self.reader, tuple(further)), id=value, **further):
                raise NotThereError
        raise IdInUseError(extra={"id": str(id_)})

    async def change(self, cls: type[Record], id_: UUID, version: int, values: Mapping[str, Any], **by: UUID) -> None:
        """Update a record of the version that the caller read. NotThereError, or StaleError with the version it has now."""
        if not values:
            await self.version_of(cls, id_, expected=version, **by)
            return
        statement = _update(cls, self.reader, tuple(sorted(values)), tuple(by), version != ANY_VERSION)
        named = {f"to_{k}": v for k, v in stored(cls, values).items()}
        if not await self.rows(statement, id=id_, version=version, **named, **by):
            await self.version_of(cls, id_, expected=version, **by)
            raise NotThereError

    async def version_of(self, cls: type[Record], id_: UUID, *, expected: int = ANY_VERSION, **by: UUID) -> int:
        """The version that a record of the caller's has now; StaleError when another was expected."""
        found = await self.rows(_version(cls, self.reader, tuple(by)), id=id_, **by)
        if not found:
            raise NotThereError
        if expected not in (ANY_VERSION, found[0][0]):
            raise StaleError(extra={"current_version": found[0][0]})
        return int(found[0][0])

    async def remove(self, cls: type[Record], id_: UUID, version: int, **by: UUID) -> None:
        """End a record (soft). Doing it again is fine; the id is never used again."""
        gone = await self.rows(_removed(cls, self.reader, tuple(by)), id=id_, **by)
        if not gone:
            raise NotThereError
        if gone[0][0]:
            return
        statement = _update(cls, self.reader, ("removed_at",), tuple(by), version != ANY_VERSION)
        if not await self.rows(statement, id=id_, version=version, to_removed_at=gone[0][1], **by):
            await self.version_of(cls, id_, expected=version, **by)
            raise NotThereError  # it is read, and not theirs to end

    async def show(self, shape: Shape, *, operation: str, look: UUID, latest: bool = False, **by: UUID) -> Found:
        """The record as a GET would answer it, read in this transaction, its look recorded."""
        statement = one(shape, self.reader, tuple(by), latest=latest)
        self._queue.append((statement, statement.values({**by, "look": look, "operation": operation})))
        results = await self.flush()
        if results[-1].ntuples == 0:
            raise NotThereError
        return found_in(results[-1], shape, self.reader)


def found_in(result: PGresult, shape: Shape, reader: str) -> Found:
    """The first row of a reading statement."""
    person, body, view = result.get_value(0, 3), result.get_value(0, 1) or b"", shape.view(reader)
    if shape.living:
        view += f".{blake2b(body, digest_size=6).hexdigest()}"
    return Found(int(result.get_value(0, 0) or 0), body, view, person.decode() if person else None)


@asynccontextmanager
async def writing(
    pool: AsyncConnectionPool[Wire], asker: Asker, deadline: float, person: UUID | None = None, *, handing_in: bool = False
) -> AsyncIterator[Writing]:
    """A transaction as this asker. Commit inside the block; leaving without it rolls back.

    `handing_in`: it takes the record of a visit, and nothing else; who has left all teams may still do that for a while.
    """
    async with connection(pool, deadline) as wire:
        before: list[Call] = [(HANDING_IN, [])] if handing_in else []
        yield Writing(wire, asker, deadline, *before, entering(asker, person=person, reading=False))


@asynccontextmanager
async def at_the_desk(pool: AsyncConnectionPool[Wire], deadline: float) -> AsyncIterator[Writing]:
    """A transaction of the sign-in desk, before anybody is anybody: accounts, grants, clients, sessions; nothing about people."""
    async with connection(pool, deadline) as wire:
        yield Writing(wire, NOBODY, deadline, (DESK, []))


def stored(cls: type[Record], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as their columns want them."""
    columns = cls.__table__.columns
    return {
        k: JsonList(v) if isinstance(columns[k].type, JSONB) and isinstance(v, list | tuple) else v for k, v in values.items()
    }


_compiled: dict[int, tuple[Select[Any], Statement]] = {}


def compiled_once(query: Select[Any]) -> Statement:
    """Compile a module-level query the first time it is used."""
    known = _compiled.get(id(query))
    if known is None:
        known = _compiled[id(query)] = (query, compiled(query))
    return known[1]


def may(cls: type[Record], reader: str, names: Iterable[str], *, add: bool) -> None:
    """The application's own check of what a role may write, beside the grants.

    ForbiddenError for a table or a column that is not theirs.
    """
    right = rights(cls.owner, cls.rules).get(reader)
    if right is None or not (right.may_add if add else right.may_change and cls.rules.logged):
        raise ForbiddenError
    if not add and isinstance(right.write, tuple) and not {*names} <= {*right.write, "removed_at"}:
        raise ForbiddenError


def _visible(cls: type[Record], reader: str, *, written: bool = False) -> Any:  # noqa: ANN401 - a clause
    return Shape(cls, cls).visible(reader, opened=False, written=written)


def _returning(made: Any, cls: type[Record], reader: str, name: str) -> Statement:  # noqa: ANN401 - a clause
    """What is written answers this column and, where not all that is read may be written, whether the new row may be: a guard."""
    right = rights(cls.owner, cls.rules).get(reader)
    guarded = right is not None and right.write_where is not None
    guard = [type_coerce(_visible(cls, reader, written=True), BOOLEAN).label("_may")] if guarded else []
    return compiled(made.returning(cls.__table__.c[name], *guard), guarded=guarded)


@lru_cache(maxsize=2048)
def _insert(cls: type[Record], reader: str, names: tuple[str, ...], parent: tuple[str, ...]) -> Statement:
    may(cls, reader, names, add=True)
    table = cls.__table__
    given = {name: bindparam(name, type_=table.c[name].type) for name in names}
    if not parent:
        own = (
            {"organisation_id": bindparam("_organisation", type_=table.c.organisation_id.type)}
            if "organisation_id" in table.c
            else {}
        )
        made = _insert_from(table, {**own, **given}, select(*own.values(), *given.values()))
        return _returning(made, cls, reader, "id")
    owner = RECORDS[parent[0].removesuffix("_id")]
    source = owner.__table__
    keys = {"organisation_id": source.c.organisation_id}
    if parent[0] == "team_id":
        keys["team_id"] = source.c.id
    elif parent[0] == "person_id":
        keys |= {"team_id": source.c.team_id, "person_id": source.c.id}
    else:  # a record under another record: its id, and its owner's keys
        keys[parent[0]] = source.c.id
        keys |= {name: source.c[name] for name in ("team_id", "person_id") if name in table.c and name in source.c}
    if issubclass(cls, PersonOwned | CircleOwned) and "provided_by_team_id" in table.c and "provided_by_team_id" not in given:
        keys["provided_by_team_id"] = source.c.team_id
    for name in given:
        keys.pop(name, None)
    chosen = select(*given.values(), *keys.values()).where(
        source.c.id == bindparam(parent[0]), source.c.removed_at.is_(None), _visible(owner, reader)
    )
    for further in parent[1:]:
        chosen = chosen.where(source.c[further] == bindparam(further))
    return _returning(_insert_from(table, {**given, **keys}, chosen), cls, reader, "id")


def _insert_from(table: Any, names: Iterable[str], chosen: Select[Any]) -> Any:  # noqa: ANN401 - a clause
    made = insert(table).from_select(list(names), chosen, include_defaults=False)
    return made.on_conflict_do_nothing(index_elements=[table.c.id])


@lru_cache(maxsize=2048)
def _update(cls: type[Record], reader: str, names: tuple[str, ...], by: tuple[str, ...], versioned: bool) -> Statement:  # noqa: FBT001 - a cache key
    may(cls, reader, names, add=False)
    table = cls.__table__
    made = table.update().values({name: bindparam(f"to_{name}", type_=table.c[name].type) for name in names})
    made = made.where(table.c.id == bindparam("id"), table.c.removed_at.is_(None), _visible(cls, reader, written=True))
    made = made.where(*(table.c[name] == bindparam(name) for name in by))
    if versioned:
        made = made.where(table.c.version == bindparam("version"))
    return _returning(made, cls, reader, "version")


@lru_cache(maxsize=1024)
def _version(cls: type[Record], reader: str, by: tuple[str, ...]) -> Statement:
    table = cls.__table__
    return compiled(select(table.c.version).where(*_mine(table, cls, reader, by), table.c.removed_at.is_(None)))


@lru_cache(maxsize=1024)
def _removed(cls: type[Record], reader: str, by: tuple[str, ...]) -> Statement:
    table = cls.__table__
    return compiled(select(table.c.removed_at.is_not(None), func.now()).where(*_mine(table, cls, reader, by)))


@lru_cache(maxsize=1024)
def _exists(cls: type[Record], reader: str, by: tuple[str, ...]) -> Statement:
    table = cls.__table__
    return compiled(select(literal_column("1")).where(*_mine(table, cls, reader, by), table.c.removed_at.is_(None)))


def _mine(table: Any, cls: type[Record], reader: str, by: Sequence[str]) -> list[Any]:  # noqa: ANN401 - a table
    return [table.c.id == bindparam("id"), *(table.c[name] == bindparam(name) for name in by), _visible(cls, reader)]
