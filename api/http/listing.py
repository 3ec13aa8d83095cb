"""The answer of a list: its page, how it goes on, and its tag."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import urlencode

import orjson
from psycopg.pq.abc import PGresult
from starlette.requests import Request
from starlette.responses import Response

from api.http.conditions import same
from api.http.cursor import Cursors

PRIVATE: Final = {"cache-control": "private, no-cache", "vary": "Authorization"}
JSON: Final = "application/json"


class Form(NamedTuple):
    """How the rows of a list are told: what is made of each, or a sheet of them all, whose next page the link names."""

    each: Callable[[bytes], bytes] | None = None
    sheet: Callable[[Sequence[bytes]], bytes] | None = None
    media: str = JSON
    headers: Mapping[str, str] = MappingProxyType({})


AS_IT_IS: Final = Form()


def answered(
    request: Request, cursors: Cursors, limit: int, bound: bytes, result: PGresult, total: bytes | None, form: Form = AS_IT_IS
) -> Response:  # fmt: skip
    """A page from rows of (JSON, sort keys), one more than asked if there is a next. A row without JSON is no row."""
    rows = [row for i in range(min(result.ntuples, limit)) if (row := result.get_value(i, 0)) is not None]
    if form.each is not None:
        rows = [form.each(row) for row in rows]
    if form.sheet is not None:
        rows = [form.sheet(rows)]
    headers = {**PRIVATE, **form.headers}
    following = None
    if result.ntuples > limit:
        last = [(result.get_value(limit - 1, i) or b"").decode() for i in range(1, result.nfields)]
        following = _next(request, cursors.make(bound, last))
        headers["link"] = f'<{following}>; rel="next"'
    shown = b",".join(rows)
    # The tag covers what is shown and how the list goes on, not the cursor's fresh encryption.
    told = hashlib.blake2b(shown, digest_size=12)
    told.update((b"+" if following else b".") + (total or b""))
    tag = headers["etag"] = f'"{told.hexdigest()}"'
    if same(request.headers.get("if-none-match"), tag):
        return Response(None, 304, headers)
    if form.sheet is not None:
        return Response(shown, 200, headers, form.media)
    counted = b"" if total is None else b',"count":' + total
    body = b'{"items":[' + shown + b'],"next":' + orjson.dumps(following) + counted + b"}"
    return Response(body, 200, headers, JSON)


def tagged(request: Request, body: bytes, media: str, more: Mapping[str, str]) -> Response:
    """An answer that is worked out: its tag is a hash of what it says."""
    headers = {**PRIVATE, **more, "etag": f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'}
    if same(request.headers.get("if-none-match"), headers["etag"]):
        return Response(None, 304, headers)
    return Response(body, 200, headers, media)


def _next(request: Request, cursor: str) -> str:
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
    return f"{request.scope['path']}?{urlencode([*pairs, ('cursor', cursor)])}"
