"""The history of any record, from the change log: one line makes the route."""

import inspect
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.access.trail_schemas import ChangeRead, HistoryQuery
from api.domain.history import changes as h
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.storage.shape import Shape
from api.storage.wire import Statement

ChangePage = page_of(ChangeRead)
WORDS: Final = """Read the history of {words}.

Newest first: who changed what, when, in which request, from what to what. Whoever may read the record reads its history, and
sees in it only the fields that they may read today. What was never kept (a key safe's code) is named without values. Family,
connectors and commissioners read no histories. Each reading is recorded as a look.
"""


def history_of(
    router: APIRouter, path: str, shape: Shape, *, scope: str, words: str, by: tuple[str, ...] | None = None,
    before: Statement | None = None,
) -> None:  # fmt: skip
    """Add `GET {path}/history` for the record that `path` names.

    The last parameter of the path is the record's id, those before it are its owners'. `by` names the columns instead, for a
    record that has no id of its own in its path: `/people/{person_id}/access-to-home` is found by `person_id`. `before` widens
    a carer's reach for this one read, as reading the record does.
    """
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    columns = (*names[:-1], "id") if by is None else by

    async def endpoint(call: Call, query: HistoryQuery, **ids: UUID) -> Response:
        if not h.reads_log(shape, call.reader):
            raise ForbiddenError
        found = {column: ids[name] for column, name in zip(columns, names, strict=True)}
        statement, counting = h.history(shape, call.reader, columns), h.history_count(shape, call.reader, columns)
        widened = before if call.reader == Role.carer else None
        return await call.trail(query, statement, found, counting, newest=h.NEWEST, before=widened)

    kind = inspect.Parameter.KEYWORD_ONLY
    endpoint.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # FastAPI reads the signature
        [
            inspect.Parameter("call", kind, annotation=Annotated[Call, Requires(scope)]),
            inspect.Parameter("query", kind, annotation=Annotated[HistoryQuery, Query()]),
            *(inspect.Parameter(name, kind, annotation=Annotated[UUID, Path(description=_path_words(name))]) for name in names),
        ]
    )
    endpoint.__doc__ = WORDS.format(words=words)
    router.add_api_route(
        f"{path}/history", endpoint, methods=["GET"], response_model=ChangePage, name=f"list_{shape.kind}_history"
    )


def _path_words(name: str) -> str:
    return f"The {name.removesuffix('_id').replace('_', ' ')}'s id."
