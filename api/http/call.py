"""One request of one token: what a router works with to read, add, change and remove."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import time
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

import orjson
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from api.domain.access.keys import KeyRing
from api.domain.access.tokens import bearer, verify
from api.domain.shared.constraints import CONSTRAINTS
from api.domain.shared.errors import ForbiddenError, IdInUseError, NotThereError, VersionNeededError
from api.domain.shared.ids import new_id
from api.domain.shared.table import Record
from api.http import idempotency
from api.http.conditions import etag, same, wanted_version
from api.http.cursor import Cursors
from api.http.listing import JSON, PRIVATE, answered
from api.http.rates import Rates
from api.storage.context import Asker, entering
from api.storage.lists import ListQuery
from api.storage.parents import there
from api.storage.pools import connection
from api.storage.reader import Filter, Filters, Found, counted, one, page, translated
from api.storage.shape import Shape
from api.storage.wire import QueryError, Statement, Wire, plain
from api.storage.writing import ANY_VERSION, Writing, found_in, writing

STANDS: Final = plain("SELECT 1")
Verb = Callable[[Writing], Awaitable[UUID]]
Named = UUID | Verb  # an id, or what finds the id of the only record of its kind under its parent


@dataclass(slots=True)
class Kernel:
    """What every request of this process shares."""

    pool: Any
    ring: KeyRing
    cursors: Cursors
    rates: Rates
    request_seconds: float
    origins: frozenset[str] = frozenset()


class Call:
    """A request whose token was verified. Whose rows it reaches, the database says at each statement."""

    __slots__ = ("asker", "deadline", "kernel", "operation", "reader", "request")

    def __init__(self, request: Request, kernel: Kernel, operation: str) -> None:
        self.request, self.kernel, self.operation = request, kernel, operation
        self.deadline = asyncio.get_running_loop().time() + kernel.request_seconds
        ring = kernel.ring
        ring.reload_if_changed()
        headers = [value for name, value in request.scope["headers"] if name == b"authorization"]
        claims = verify(ring, bearer(headers[0] if len(headers) == 1 else None), time())
        self.asker = Asker(
            claims.session,
            claims.subject,
            claims.organisation,
            claims.role,
            claims.scopes,
            claims.client_id,
            request.scope["wellbeing.request_id"],
        )
        self.reader = claims.role.value
        kernel.rates.count(claims.subject, request.scope)

    @property
    def person(self) -> UUID | None:
        """The person in the path, if the route names one: break-glass opens that one."""
        text = self.request.path_params.get("person_id")
        try:
            return UUID(str(text)) if text else None
        except ValueError:
            return None

    async def me(self) -> Response:
        """Who the token speaks for, once the database has said that it still stands."""
        await self._enter_and(STANDS, [])
        asker = self.asker
        body = {
            "subject": asker.subject,
            "organisation_id": asker.organisation,
            "role": asker.role,
            "scopes": sorted(asker.scopes),
        }
        return Response(orjson.dumps(body), 200, PRIVATE, JSON)

    # ---- reads -------------------------------------------------------------------------------------------------

    async def _enter_and(
        self, statement: Statement, values: list[bytes | None], before: Statement | None = None
    ) -> tuple[Wire, Any]:
        async with connection(self.kernel.pool, self.deadline) as wire:
            try:
                sent = [entering(self.asker, person=self.person, reading=True), (statement, values)]
                if before is not None:
                    sent.insert(1, (before, []))
                results = await wire.send(sent, self.deadline)
            except QueryError as error:
                raise translated(error, CONSTRAINTS) from error
            return wire, results[-1]

    async def read(self, shape: Shape, *, latest: bool = False, before: Statement | None = None, **by: UUID) -> Response:
        """GET of one record. NotThereError when it is not there, or not theirs.

        `before`: a statement that widens the reach for this read alone, sent in the same round trip. `latest`: the last by the
        shape's order; its tag names the record too, because the next one begins at version 1 again.
        """
        if shape.readable(self.reader) == frozenset():
            raise ForbiddenError
        statement = one(shape, self.reader, tuple(by), latest=latest)
        look = new_id() if shape.personal else None
        _, result = await self._enter_and(statement, statement.values({**by, "look": look, "operation": self.operation}), before)
        if result.ntuples == 0:
            raise NotThereError
        found = found_in(result, shape, self.reader)
        tag = etag(found.version, f"{found.view}.{result.get_value(0, 2).decode()}" if latest else found.view)
        if same(self.request.headers.get("if-none-match"), tag):
            return Response(None, 304, {**PRIVATE, "etag": tag})
        return Response(found.body, 200, {**PRIVATE, "etag": tag}, JSON)

    async def page(
        self, shape: Shape, query: ListQuery, filters: Filters | None = None, *, also: tuple[Filter, ...] = (),
        values: Mapping[str, Any] = MappingProxyType({}), **by: UUID,
    ) -> Response:  # fmt: skip
        """GET of a list.

        `filters`: declared name to Filter; those whose value the caller gave are applied. `also`: always applied.
        ForbiddenError when a filter looks at a column that the role may not read: a filter tells what it filters by.
        """
        allowed = shape.readable(self.reader)
        if allowed == frozenset():
            raise ForbiddenError
        given = query.model_dump(exclude_none=True, exclude={"limit", "cursor", "count"})
        chosen = [*also]
        for name in given:
            declared = (filters or {})[name] if name != "updated_since" else query.updated_since_filter(shape)
            if allowed is not None and not allowed.issuperset(declared.needs):
                raise ForbiddenError("This role may not filter by that: it may not read it.", pointer=f"?{name}")
            chosen.append(declared)
        bound = self._bound(given)
        after = self.kernel.cursors.read(bound, query.cursor) if query.cursor is not None else []
        statement = page(shape, self.reader, tuple(by), tuple(chosen), after=bool(after))
        values = {
            **values,
            **by,
            **query.parameters(given),
            "most": query.limit + 1,
            "limit": query.limit,
            "operation": self.operation,
        }
        values |= {f"after_{i}": key for i, key in enumerate(after)} | {"look": new_id() if shape.personal else None}
        _, result = await self._enter_and(statement, statement.values(values))
        if by and result.ntuples == 0:
            await self._are_there(shape, by)
        total = None
        if query.count:
            total_statement = counted(shape, self.reader, tuple(by), tuple(chosen))
            _, counting = await self._enter_and(total_statement, total_statement.values(values))
            total = counting.get_value(0, 0)
        return answered(self.request, self.kernel.cursors, query.limit, bound, result, total)

    async def trail(
        self, query: ListQuery, statement: Statement, values: Mapping[str, Any], counting: Statement, *, newest: Sequence[str],
        before: Statement | None = None,
    ) -> Response:  # fmt: skip
        """GET of a list that is no table of records: the log, the looks. The statement answers rows of (JSON, sort keys).

        No row at all is NotThereError; a row without JSON says that what the list belongs to is there and the list is empty.
        `newest`: the sort keys that come before the first row.
        """
        given = query.model_dump(exclude_none=True, exclude={"limit", "cursor", "count"})
        bound = self._bound(given)
        after = self.kernel.cursors.read(bound, query.cursor) if query.cursor is not None else list(newest)
        values = {
            **values,
            **{f"q_{k}": v for k, v in given.items()},
            "q_updated_since": query.updated_since,
            "most": query.limit + 1,
            "limit": query.limit,
            "operation": self.operation,
            "look": new_id(),
        }
        values |= {f"after_{i}": key for i, key in enumerate(after)}
        _, result = await self._enter_and(statement, statement.values(values), before)
        if result.ntuples == 0:
            raise NotThereError
        total = None
        if query.count:
            _, counted_ = await self._enter_and(counting, counting.values(values), before)
            total = counted_.get_value(0, 0)
        return answered(self.request, self.kernel.cursors, query.limit, bound, result, total)

    async def _are_there(self, shape: Shape, by: Mapping[str, UUID]) -> None:
        """An empty list under a person or team who is not there, or not theirs, is NotThereError."""
        statement = there(shape, self.reader, tuple(by))
        _, found = await self._enter_and(statement, statement.values(by))
        if found.ntuples == 0:
            raise NotThereError

    def _bound(self, given: Mapping[str, Any]) -> bytes:
        """What a cursor belongs to: this operation, this path, these filters, this role."""
        return orjson.dumps(
            [self.operation, self.reader, self.request.scope["path"], sorted((k, str(v)) for k, v in given.items())]
        )

    # ---- writes ------------------------------------------------------------------------------------------------

    async def add(
        self, shape: Shape, verb: Verb, *, place: str | None = None, status: int = 201,
        secret: Callable[[dict[str, Any]], None] | None = None, latest: bool = False, **by: UUID,
    ) -> Response:  # fmt: skip
        """POST: run the verb, answer the record as a GET would, keep the answer for its Idempotency-Key, commit, then answer.

        `place`: the new record's path prefix for Location, its id is added. `secret`: adds what is shown once to the answer.
        """
        key = idempotency.key_in(self.request.headers.get("idempotency-key"))
        asked = idempotency.digest(self.request.scope["path"], await self.request.body()) if key else b""
        async with writing(self.kernel.pool, self.asker, self.deadline, self.person) as work:
            if key:
                await idempotency.check(work, shape, self.operation, key, asked)
            id_ = await verb(work)
            found = await self._shown(work, shape, latest=latest, **{**by, "id": id_} if not latest else by)
            response = self._answer(found, status, f"{place}/{id_}" if place else None, secret)
            if key:
                idempotency.keep(
                    work, operation=self.operation, key=key, asked=asked, response=response, record=id_,
                    person=self._whose(shape, id_), secret=secret is not None,
                )  # fmt: skip
            await work.commit()
        return response

    async def do(self, shape: Shape, verb: Callable[[Writing], Awaitable[Any]], *, record: UUID, **by: UUID) -> Response:
        """POST of a verb of the trade on a record: answers the record as it is now (200)."""

        async def run(work: Writing) -> UUID:
            await verb(work)
            return record

        return await self.add(shape, run, place=None, status=200, secret=None, latest=False, **by)

    async def tell(self, shape: Shape, verb: Callable[[Writing], Awaitable[Any]], *, record: UUID | None = None) -> Response:
        """POST of a verb after which the caller has nothing to read: 204."""
        key = idempotency.key_in(self.request.headers.get("idempotency-key"))
        asked = idempotency.digest(self.request.scope["path"], await self.request.body()) if key else b""
        response = Response(None, 204, PRIVATE)
        async with writing(self.kernel.pool, self.asker, self.deadline, self.person) as work:
            if key:
                await idempotency.check(work, shape, self.operation, key, asked)
            await verb(work)
            if key:
                idempotency.keep(
                    work,
                    operation=self.operation,
                    key=key,
                    asked=asked,
                    response=response,
                    record=None,
                    person=record,
                    secret=False,
                )
            await work.commit()
        return response

    async def change(self, shape: Shape, named: Named, verb: Callable[[Writing, int], Awaitable[Any]], **by: UUID) -> Response:
        """PATCH: needs If-Match; answers the record as it is now."""
        header = self.request.headers.get("if-match")
        version = wanted_version(header) if header is not None else ANY_VERSION
        async with writing(self.kernel.pool, self.asker, self.deadline, self.person) as work:
            id_ = named if isinstance(named, UUID) else await named(work)
            if header is None:
                await self._version_is_needed(work, shape.table, id_, by)
            await verb(work, version)
            found = await self._shown(work, shape, latest=False, id=id_, **by)
            await work.commit()
        return self._answer(found, 200, None, None)

    async def put(
        self, shape: Shape, id_: UUID, body: BaseModel, create: Callable[[Writing, bytes], Awaitable[Any]],
        replace: Callable[[Writing, int], Awaitable[Any]], *, place: str, **by: UUID,
    ) -> Response:  # fmt: skip
        """PUT with a client-made id: creates (201).

        The same creating body at any later time is 200 with the record as it is now; another body needs If-Match and replaces;
        without it, or when the id is somebody else's, 409 id-in-use.
        """
        header = self.request.headers.get("if-match")
        made_of = hashlib.sha256(orjson.dumps(body.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)).digest()
        async with writing(self.kernel.pool, self.asker, self.deadline, self.person) as work:
            status = 200
            if header is not None:
                await replace(work, wanted_version(header))
            else:
                try:
                    await create(work, made_of)
                    status = 201
                except IdInUseError:
                    if not await self._same_creation(work, shape.table, id_, made_of, by):
                        raise
            found = await self._shown(work, shape, latest=False, id=id_, **by)
            await work.commit()
        return self._answer(found, status, f"{place}/{id_}" if status == 201 else None, None)  # noqa: PLR2004 - Created

    async def put_only(
        self, shape: Shape, body: BaseModel, create: Callable[[Writing, bytes], Awaitable[bool]],
        replace: Callable[[Writing, int], Awaitable[Any]], *, place: str, **by: UUID,
    ) -> Response:  # fmt: skip
        """PUT of the only record of its kind under its parent: its path is its name. `create` says whether it made one.

        Without If-Match it creates (201), or answers what the same body made before (200); with If-Match it replaces.
        """
        header = self.request.headers.get("if-match")
        made_of = hashlib.sha256(orjson.dumps(body.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)).digest()
        async with writing(self.kernel.pool, self.asker, self.deadline, self.person) as work:
            made = False
            if header is not None:
                await replace(work, wanted_version(header))
            else:
                made = await create(work, made_of)
            found = await self._shown(work, shape, latest=False, **by)
            await work.commit()
        return self._answer(found, 201 if made else 200, place if made else None, None)

    async def _same_creation(self, work: Writing, table: type[Record], id_: UUID, made_of: bytes, by: Mapping[str, UUID]) -> bool:
        known = await work.rows(idempotency.creation(table, work.reader, tuple(by)), id=id_, **by)
        return bool(known) and known[0][0] is not None and bytes(known[0][0]) == made_of

    async def remove(
        self, shape: Shape, named: Named, verb: Callable[[Writing, int], Awaitable[Any]] | None = None, **by: UUID
    ) -> Response:
        """DELETE: ends softly; needs If-Match; the same again is 204 too."""
        header = self.request.headers.get("if-match")
        version = wanted_version(header) if header is not None else ANY_VERSION
        async with writing(self.kernel.pool, self.asker, self.deadline, self.person) as work:
            id_ = named if isinstance(named, UUID) else await named(work)
            if header is None:
                await self._version_is_needed(work, shape.table, id_, by)
            if verb is not None:
                await verb(work, version)
            await work.remove(shape.table, id_, version, **by)
            await work.commit()
        return Response(None, 204, PRIVATE)

    async def _version_is_needed(self, work: Writing, table: type[Record], id_: UUID, by: Mapping[str, UUID]) -> None:
        """Without If-Match: 404 for what is not there or not theirs, and only then 428."""
        await work.version_of(table, id_, expected=ANY_VERSION, **by)
        raise VersionNeededError

    async def _shown(self, work: Writing, shape: Shape, *, latest: bool = False, **by: UUID) -> Found:
        return await work.show(shape, operation=self.operation, look=new_id(), latest=latest, **by)

    def _whose(self, shape: Shape, id_: UUID) -> UUID | None:
        if shape.kind == "person":
            return id_
        return self.person

    def _answer(
        self, found: Found, status: int, location: str | None, secret: Callable[[dict[str, Any]], None] | None
    ) -> Response:
        headers = {**PRIVATE, "etag": etag(found.version, found.view)}
        if location is not None:
            headers["location"] = f"/v1{location}"
        body = found.body
        if secret is not None:
            shown = orjson.loads(body)
            secret(shown)
            body = orjson.dumps(shown)
            headers["cache-control"] = "no-store"
        return Response(body, status, headers, JSON)
