"""What the server refuses before the application sees it, the answers it gives then, and the deadline on writing."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import ClassVar, Final

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api import problems
from api.domain.shared.ids import new_id


class Limits:
    """What one connection may take of the server. Times in seconds, sizes in bytes."""

    header_seconds: ClassVar[float] = 10.0  # from the connection or the first byte to the end of the header
    body_seconds: ClassVar[float] = 30.0
    write_seconds: ClassVar[float] = 30.0
    linger_seconds: ClassVar[float] = 2.0  # reading on after a refusal, so that the peer can read it
    linger_bytes: ClassVar[int] = 4 * 1024 * 1024
    # A peer that takes less than this in write_seconds does not read: a bad phone line takes ten times as much.
    min_written_bytes: ClassVar[int] = 32 * 1024
    max_header_bytes: ClassVar[int] = 64 * 1024
    max_header_fields: ClassVar[int] = 100  # 64 KB of one-letter fields would be 2 MB of Python objects
    max_target_bytes: ClassVar[int] = 8 * 1024
    max_body_bytes: ClassVar[int] = 1024 * 1024
    max_large_body_bytes: ClassVar[int] = 8 * 1024 * 1024
    large_body_paths: ClassVar[frozenset[str]] = frozenset({"/v1/batch"})
    max_pipelined: ClassVar[int] = 32  # one read of the shortest requests would be 40 MB of waiting requests
    problem_base: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A problem that needs no application to be answered. `detail` may name `{limit}`, the bound that was passed."""

    status: HTTPStatus
    detail: str
    limit: int = 0

    @property
    def code(self) -> str:
        """The problem's code, from the one table of them."""
        return problems.HTTP[self.status][0]

    def at(self, limit: int) -> "Refusal":
        """The same refusal, naming the bound that holds here."""
        return Refusal(self.status, self.detail, limit)

    def answer(self, base: str, headers: Iterable[tuple[bytes, bytes]]) -> tuple[str, bytes]:
        """The id of this answer and all its bytes: status line, the server's own `headers`, and an RFC 9457 body."""
        request_id = str(new_id())
        body = json.dumps(
            {
                "type": f"{base}/problems/{self.code}",
                "title": problems.HTTP[self.status][1],
                "status": self.status.value,
                "detail": self.detail.format(limit=self.limit),
                "instance": f"urn:uuid:{request_id}",
            }
        ).encode()
        own = {
            "content-type": problems.MEDIA_TYPE,
            "content-length": len(body),
            "request-id": request_id,
            "cache-control": "no-store",
            "connection": "close",
        }
        head = [f"HTTP/1.1 {self.status.value} {self.status.phrase}".encode()]
        head += [name + b": " + value for name, value in headers]
        head += [f"{name}: {value}".encode() for name, value in own.items()]
        return request_id, b"\r\n".join([*head, b"", body])


MALFORMED: Final = Refusal(
    HTTPStatus.BAD_REQUEST,
    "Send one well-formed HTTP/1.1 request: one Host, and either one Content-Length or Transfer-Encoding: chunked.",
)
HEADER_TOO_LARGE: Final = Refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    "Send fewer or shorter header fields, {limit} bytes and 100 fields at most in all. Long values belong in the body.",
)
# 414 is not a status of this API (api.md): a client that handles 431 need not learn another.
ADDRESS_TOO_LONG: Final = Refusal(
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    "Send an address of at most {limit} bytes, query included. Ask for fewer things at a time.",
)
BODY_TOO_LARGE: Final = Refusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "Send at most {limit} bytes in one body here. Split the work over several requests.",
)


def announced_length(version: str, headers: Iterable[tuple[bytes, bytes]]) -> int | None:
    """The Content-Length (0 where there is none), or None for a header that llhttp lets pass and RFC 9112 does not.

    That is: no Host or several (3.2), a coding other than chunked, chunked before HTTP/1.1 (6.1), HTTP/0.9 and HTTP/2.0.
    """
    hosts, coding, length = 0, b"", 0
    for name, value in headers:
        if name == b"host":
            hosts += 1
        elif name == b"content-length":
            length = int(value)
        elif name == b"transfer-encoding":
            coding = value.lower()
    sound_11 = version == "1.1" and hosts == 1 and coding in {b"", b"chunked"}
    sound_10 = version == "1.0" and hosts <= 1 and not coding
    return length if sound_11 or sound_10 else None


class WriteDeadline(Limits, HttpToolsProtocol):
    """uvicorn's protocol, rid of a peer that does not read. It holds back the application then, but for ever."""

    _write_clock: asyncio.TimerHandle | None = None
    _unsent = 0  # bytes waiting when the clock was started

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_write_clock()
        self._unset_keepalive_if_required()

    def _close(self) -> None:
        """Close once what is written is sent; a peer that does not read cannot hold it."""
        self.transport.close()
        if self._write_clock is None and self.transport.get_write_buffer_size():
            self._start_write_clock()

    @override
    def timeout_keep_alive_handler(self) -> None:
        if not self.transport.is_closing():
            self._close()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        if self._write_clock is None:
            self._start_write_clock()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        if not self.transport.is_closing():
            self._stop_write_clock()

    def _start_write_clock(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._write_clock = self.loop.call_later(self.write_seconds, self._written_too_little)

    def _stop_write_clock(self) -> None:
        if self._write_clock is not None:
            self._write_clock.cancel()
            self._write_clock = None

    def _written_too_little(self) -> None:
        self._write_clock = None
        if self._unsent - self.transport.get_write_buffer_size() < self.min_written_bytes:
            self.transport.abort()
        else:
            self._start_write_clock()
