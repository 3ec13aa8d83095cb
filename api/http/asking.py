"""One request of one token, as it asks: reads of one record, of lists, of what is worked out."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import time
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response

from api.domain.access.keys import KeyRing
from api.domain.access.providers.discovery import Providers
from api.domain.access.providers.reaching import Reach
from api.domain.access.tokens import bearer, verify
from api.domain.shared.constraints import CONSTRAINTS
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.domain.shared.ids import new_id
from api.http.conditions import etag, same
from api.http.cursor import Cursors
from api.http.listing import AS_IT_IS, JSON, PRIVATE, Form, answered, tagged
from api.http.rates import Rates
from api.storage.context import Asker, entering
from api.storage.lists import ListQuery
from api.storage.parents import there
from api.storage.pools import connection
from api.storage.reader import Filter, Filters, counted, one, page, translated
from api.storage.shape import Shape
from api.storage.wire import QueryError, Statement, Wire, plain
from api.storage.writing import found_in

STANDS: Final = plain("SELECT 1")
Shaping = Callable[[bytes], bytes]


@dataclass(slots=True)
class Kernel:
    """What every request of this process shares."""

    pool: Any
    ring: KeyRing
    cursors: Cursors
    rates: Rates
    request_seconds: float
    origins: frozenset[str] = frozenset()
    providers: Providers = field(default_factory=lambda: Providers(Reach()))
    mails: bool = False  # whether there is a mail server to send through


class Asking:
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
        values: Mapping[str, Any] = MappingProxyType({}), before: Statement | None = None, **by: UUID,
    ) -> Response:  # fmt: skip
        """GET of a list.

        `filters`: declared name to Filter; those whose value the caller gave are applied. `also`: always applied. `before`: as
        in `read`.
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
        _, result = await self._enter_and(statement, statement.values(values), before)
        if by and result.ntuples == 0:
            await self._are_there(shape, by)
        total = None
        if query.count:
            total_statement = counted(shape, self.reader, tuple(by), tuple(chosen))
            _, counting = await self._enter_and(total_statement, total_statement.values(values), before)
            total = counting.get_value(0, 0)
        return answered(self.request, self.kernel.cursors, query.limit, bound, result, total)

    async def trail(
        self, query: ListQuery, statement: Statement, values: Mapping[str, Any], counting: Statement, *, newest: Sequence[str],
        before: Statement | None = None, form: Form = AS_IT_IS,
    ) -> Response:  # fmt: skip
        """GET of a list that is no table of records: the log, the looks. The statement answers rows of (JSON, sort keys).

        No row at all is NotThereError; a row without JSON says that what the list belongs to is there and the list is empty.
        `newest`: the sort keys that come before the first row. `form`: what is made of the rows.
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
        return answered(self.request, self.kernel.cursors, query.limit, bound, result, total, form)

    async def told(
        self, statement: Statement, values: Mapping[str, Any], *, shaped: Shaping | None = None, media: str = JSON,
        before: Statement | None = None, headers: Mapping[str, str] = MappingProxyType({}),
    ) -> Response:  # fmt: skip
        """GET of what is worked out (figures, suggestions, statements): the statement answers one text, and records its look.

        No row, or a row of NULL, is NotThereError. `shaped` makes the answer's bytes of the text. Its tag is a hash of them.
        """
        _, result = await self._enter_and(
            statement, statement.values({**values, "look": new_id(), "operation": self.operation}), before
        )
        body = result.get_value(0, 0) if result.ntuples else None
        if body is None:
            raise NotThereError
        return tagged(self.request, shaped(body) if shaped is not None else body, media, headers)

    def wants(self, media: str) -> bool:
        """Whether the caller asks for this form rather than JSON (`Requires(…, also=media)` lets the route answer it)."""
        accepted = [part.partition(";")[0].strip().lower() for part in self.request.headers.get("accept", "").split(",")]
        return media in accepted and JSON not in accepted

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
