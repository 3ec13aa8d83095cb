"""One request of one token: what a router works with to read, add, change and remove."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from uuid import UUID

import orjson
from pydantic import BaseModel
from starlette.responses import Response

from api.domain.shared.errors import AgainError, IdInUseError, VersionNeededError
from api.domain.shared.ids import new_id
from api.domain.shared.table import Record
from api.http import idempotency
from api.http.asking import STANDS, Asking, Kernel
from api.http.conditions import etag, wanted_version
from api.http.listing import JSON, PRIVATE
from api.storage.reader import Found
from api.storage.shape import Shape
from api.storage.writing import ANY_VERSION, Writing, writing

Verb = Callable[[Writing], Awaitable[UUID]]
Named = UUID | Verb  # an id, or what finds the id of the only record of its kind under its parent
TRIES: Final = 4

__all__ = ["STANDS", "Call", "Kernel", "Named", "Verb"]


class Call(Asking):
    """A request that may also write. Each verb is one transaction, committed before the answer leaves."""

    __slots__ = ()

    async def written(self, run: Callable[[Writing], Awaitable[Response]], *, handing_in: bool = False) -> Response:
        """Run a transaction that commits at its end, and answer what it made.

        One that PostgreSQL stopped because two waited for each other, or because a person moved meanwhile, is run again: nothing
        of it was stored, and a verb keeps nothing of its own. Callers never see a deadlock. `handing_in`: see `writing`.
        """
        for left in range(TRIES - 1, -1, -1):
            try:
                async with writing(self.kernel.pool, self.asker, self.deadline, self.person, handing_in=handing_in) as work:
                    return await run(work)
            except AgainError:
                if not left:
                    raise
        raise AssertionError  # the last try answers or raises

    async def add(
        self, shape: Shape, verb: Verb, *, place: str | None = None, status: int = 201,
        secret: Callable[[dict[str, Any]], None] | None = None, latest: bool = False, **by: UUID,
    ) -> Response:  # fmt: skip
        """POST: run the verb, answer the record as a GET would, keep the answer for its Idempotency-Key, commit, then answer.

        `place`: the new record's path prefix for Location, its id is added. `secret`: adds what is shown once to the answer.
        """
        key = idempotency.key_in(self.request.headers.get("idempotency-key"))
        asked = idempotency.digest(self.request.scope["path"], await self.request.body()) if key else b""

        async def run(work: Writing) -> Response:
            if key:
                await idempotency.check(work, shape, self.operation, key, asked)
            id_ = await verb(work)
            found = await self._shown(work, shape, latest=latest, **{**by, "id": id_} if not latest else by)
            response = self._answer(found, status, f"{place}/{id_}" if place else None, secret)
            if key:
                idempotency.keep(
                    work, operation=self.operation, key=key, asked=asked, response=response, record=id_,
                    person=UUID(found.person) if found.person else None, secret=secret is not None,
                )  # fmt: skip
            await work.commit()
            return response

        return await self.written(run)

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

        async def run(work: Writing) -> Response:
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

        return await self.written(run)

    async def change(self, shape: Shape, named: Named, verb: Callable[[Writing, int], Awaitable[Any]], **by: UUID) -> Response:
        """PATCH: needs If-Match; answers the record as it is now."""
        header = self.request.headers.get("if-match")
        version = wanted_version(header) if header is not None else ANY_VERSION

        async def run(work: Writing) -> Response:
            id_ = named if isinstance(named, UUID) else await named(work)
            if header is None:
                await self._version_is_needed(work, shape.table, id_, by)
            await verb(work, version)
            found = await self._shown(work, shape, latest=False, id=id_, **by)
            await work.commit()
            return self._answer(found, 200, None, None)

        return await self.written(run)

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

        async def run(work: Writing) -> Response:
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

        return await self.written(run)

    async def put_only(
        self, shape: Shape, body: BaseModel, create: Callable[[Writing, bytes], Awaitable[bool]],
        replace: Callable[[Writing, int], Awaitable[Any]], *, place: str, **by: UUID,
    ) -> Response:  # fmt: skip
        """PUT of the only record of its kind under its parent: its path is its name. `create` says whether it made one.

        Without If-Match it creates (201), or answers what the same body made before (200); with If-Match it replaces.
        """
        header = self.request.headers.get("if-match")
        made_of = hashlib.sha256(orjson.dumps(body.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)).digest()

        async def run(work: Writing) -> Response:
            made = False
            if header is not None:
                await replace(work, wanted_version(header))
            else:
                made = await create(work, made_of)
            found = await self._shown(work, shape, latest=False, **by)
            await work.commit()
            return self._answer(found, 201 if made else 200, place if made else None, None)

        return await self.written(run)

    async def _same_creation(self, work: Writing, table: type[Record], id_: UUID, made_of: bytes, by: Mapping[str, UUID]) -> bool:
        known = await work.rows(idempotency.creation(table, work.reader, tuple(by)), id=id_, **by)
        return bool(known) and known[0][0] is not None and bytes(known[0][0]) == made_of

    async def remove(
        self, shape: Shape, named: Named, verb: Callable[[Writing, int], Awaitable[Any]] | None = None, **by: UUID
    ) -> Response:
        """DELETE: ends softly; needs If-Match; the same again is 204 too."""
        header = self.request.headers.get("if-match")
        version = wanted_version(header) if header is not None else ANY_VERSION

        async def run(work: Writing) -> Response:
            id_ = named if isinstance(named, UUID) else await named(work)
            if header is None:
                await self._version_is_needed(work, shape.table, id_, by)
            if verb is not None:
                await verb(work, version)
            await work.remove(shape.table, id_, version, **by)
            await work.commit()
            return Response(None, 204, PRIVATE)

        return await self.written(run)

    async def _version_is_needed(self, work: Writing, table: type[Record], id_: UUID, by: Mapping[str, UUID]) -> None:
        """Without If-Match: 404 for what is not there or not theirs, and only then 428."""
        await work.version_of(table, id_, expected=ANY_VERSION, **by)
        raise VersionNeededError

    async def _shown(self, work: Writing, shape: Shape, *, latest: bool = False, **by: UUID) -> Found:
        return await work.show(shape, operation=self.operation, look=new_id(), latest=latest, **by)

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
