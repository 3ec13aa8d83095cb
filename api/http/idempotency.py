"""Idempotency-Key: a POST sent again answers what the first one answered, and changes nothing.

The answer is written in the transaction of the effect. Only success is kept. A replay passes token, scope and row rules as they
stand now before the kept answer is given. An answer that holds a secret is never kept.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from uuid import UUID

import orjson
from sqlalchemy import bindparam, select
from starlette.responses import Response

from api.domain.shared.errors import ConflictError, InvalidError, NotThereError
from api.domain.shared.table import Record
from api.storage.shape import Shape
from api.storage.wire import Statement, compiled, plain
from api.storage.writing import Writing

KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
LOCK: Final = plain("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 7))", "name")
FIND: Final = plain(
    "SELECT request_digest, status, headers::text, body, record_id FROM idempotency WHERE operation = $1 AND key = $2"
    " AND session_subject = NULLIF(current_setting('app.subject_id', true), '')::uuid"
    " AND role = current_setting('app.role', true)",
    "operation",
    "key",
)
KEEP: Final = plain(
    "INSERT INTO idempotency (operation, key, request_digest, status, headers, body, record_id, person_id)"
    " VALUES ($1, $2, $3::bytea, $4::int, $5::jsonb, $6::bytea, $7::uuid, $8::uuid)",
    *("operation", "key", "digest", "status", "headers", "body", "record", "person"),
)


class KeyReusedError(InvalidError):
    """The key came before with another body."""

    code, title, detail = (
        "idempotency-key-reused",
        "Key used before",
        "This Idempotency-Key came before with another body. Make a new key for a new request.",
    )


class StillRunningError(ConflictError):
    """The first request with this key is still running."""

    code, title, detail = (
        "still-running",
        "Still running",
        "The first request with this key is still running. Send it again after Retry-After seconds.",
    )
    retry_after = 1


class SecretShownError(ConflictError):
    """The first answer held a secret, which is shown once."""

    code, title, detail = (
        "secret-shown-once",
        "Shown once",
        "The first answer held a secret, which is never kept. If it was lost, make a new one.",
    )


class Replay(Exception):  # not an error: it carries the kept answer out of the transaction
    """The kept answer."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def key_in(header: str | None) -> str | None:
    """The key, bare or quoted; None without one."""
    if header is None:
        return None
    bare = header[1:-1] if len(header) > 1 and header[0] == header[-1] == '"' else header
    if not KEY.fullmatch(bare):
        raise InvalidError("Send 1 to 255 visible ASCII characters in Idempotency-Key; a UUID does.", pointer="Idempotency-Key")
    return bare


def digest(path: str, body: bytes) -> bytes:
    """What was asked: the path and the parsed body, however it was spelled."""
    parsed = orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS) if body else b""
    return hashlib.sha256(path.encode() + b"\0" + parsed).digest()


async def check(work: Writing, shape: Shape, operation: str, key: str, asked: bytes) -> None:
    """Take the key, or raise Replay with the kept answer, or the refusal that fits."""
    work.do(LOCK, name=f"{work.asker.subject}:{work.asker.role}:{operation}:{key}")
    work.do(FIND, operation=operation, key=key)
    results = await work.flush()
    if results[-2].get_value(0, 0) != b"t":
        raise StillRunningError
    kept = work.wire.rows(results[-1])
    if not kept:
        return
    known_digest, status, headers, body, record = kept[0]
    if bytes(known_digest) != asked:
        raise KeyReusedError
    given: dict[str, str] = orjson.loads(headers)
    if record is not None and not await work.rows(_still_visible(shape, work.reader), id=record):
        raise NotThereError
    if "secret" in given:
        raise SecretShownError
    raise Replay(Response(bytes(body), status, {**given, "idempotency-replayed": "true"}, "application/json"))


@lru_cache(maxsize=1024)
def _still_visible(shape: Shape, reader: str) -> Statement:
    return compiled(select(shape.columns["id"]).where(shape.columns["id"] == bindparam("id"), shape.visible(reader)))


def keep(  # noqa: PLR0913 - the columns of the row that is kept
    work: Writing,
    *,
    operation: str,
    key: str,
    asked: bytes,
    response: Response,
    record: UUID | None,
    person: UUID | None,
    secret: bool,
) -> None:
    """Queue the answer to be kept; it goes with the commit."""
    headers: Mapping[str, str] = (
        {"secret": "1"} if secret else {k: v for k, v in response.headers.items() if k in ("etag", "location")}
    )
    work.do(
        KEEP, operation=operation, key=key, digest=asked, status=response.status_code, headers=dict(headers),
        body=b"" if secret else bytes(response.body), record=record, person=person,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def creation(table: type[Record], reader: str, by: tuple[str, ...]) -> Statement:
    """The digest of the body that created a record of the caller's."""
    shape = Shape(table, table)
    query = select(shape.columns["created_digest"]).where(
        shape.columns["id"] == bindparam("id"),
        shape.columns["removed_at"].is_(None),
        shape.visible(reader),
        *(shape.columns[n] == bindparam(n) for n in by),
    )
    return compiled(query)
