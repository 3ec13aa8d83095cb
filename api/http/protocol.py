"""uvicorn's HTTP/1.1 protocol with the deadlines and limits that it lacks (the writing side is in limits.py).

uvicorn 0.54 waits for ever for a silent or trickling socket, takes a header of any length and answers malformed requests
in plain text, in the middle of whatever answer is under way. Here each connection has one reading clock and one writing
clock, and a refusal is a problem document that waits its turn behind the answers before it.

A deadline that passes closes the socket without an answer. A 408 would be read as final by a phone's offline queue and the
visit dropped, while every client takes a lost connection as a reason to send again.
"""

import asyncio
from enum import Enum, auto
from typing import NoReturn

import httptools
from typing_extensions import override
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.http.answers import WholeAnswer
from api.http.limits import (
    ADDRESS_TOO_LONG,
    BODY_TOO_LARGE,
    HEADER_TOO_LARGE,
    MALFORMED,
    Refusal,
    WriteDeadline,
    announced_length,
)

# The parser is fed in slices, so that what it gathers inside one header value is never more than this past the limit.
SLICE_BYTES = 16 * 1024


class Phase(Enum):
    """Where in a request the next byte of this connection falls."""

    BETWEEN = auto()
    HEAD = auto()
    BODY = auto()
    # llhttp takes a request with `Upgrade` to end at its head; see _without_upgrade.
    UPGRADE = auto()


class RefusedError(Exception):
    """Raised inside a parser's callback, to stop the parser."""


class Protocol(WriteDeadline):
    """HTTP/1.1 with deadlines. Its limits are class attributes: set them on a subclass, or in the application's factory.

    The factory runs in each worker before the first connection, so `Protocol.problem_base = …` there reaches them all.
    """

    _phase = Phase.BETWEEN
    _running: RequestResponseCycle | None = None
    _answer: WholeAnswer | None = None  # of the one running
    _read_clock: asyncio.TimerHandle | None = None
    _header_bytes = 0  # of whole fields
    _idle_bytes = 0  # since the parser last reported something: inside one header value, chunk extension or trailer
    _progress = False
    _body_left = 0
    _head_again = b""
    _fault: Refusal | None = None  # what a callback found, for the caller of the parser
    _stopped = False  # nothing more is read as a request on this connection
    _refusal: Refusal | None = None  # to be answered once the requests before it are
    _discarded_bytes = 0

    # --- the connection ---

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        self._start_read_clock()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_read_clock()
        # uvicorn tells the newest request only; with pipelining another one is running and would wait for ever.
        self._abandon_running()

    @override
    def shutdown(self) -> None:
        if self._busy():
            super().shutdown()
        else:
            self._close()

    def _busy(self) -> bool:
        """Whether an application is still answering."""
        running = self._running
        return running is not None and not running.response_complete and not running.disconnected

    def _abandon_running(self) -> None:
        if self._running is not None and not self._running.response_complete:
            self._running.disconnected = True
            self._running.message_event.set()

    # --- reading ---

    @override
    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), SLICE_BYTES):
            if self._stopped:
                self._discard(len(data) - start)
                return
            self._feed(data[start : start + SLICE_BYTES])
        if self._phase is not Phase.BETWEEN and self._read_clock is None and not self._stopped:
            self._start_read_clock()

    def _feed(self, data: bytes) -> None:
        self._progress = False
        size = len(data)
        while data:
            try:
                self.parser.feed_data(data)
            except httptools.HttpParserUpgrade as pause:
                data = self._head_again + data[pause.args[0] :]
            except httptools.HttpParserError:
                self._stop(self._fault or MALFORMED)
                return
            else:
                break
        self._idle_bytes = 0 if self._progress else self._idle_bytes + size
        if self._idle_bytes > self.max_header_bytes:
            self._stop(HEADER_TOO_LARGE.at(self.max_header_bytes))

    def _start_read_clock(self) -> None:
        seconds = self.body_seconds if self._phase is Phase.BODY else self.header_seconds
        self._read_clock = self.loop.call_later(seconds, self._read_too_little)

    def _stop_read_clock(self) -> None:
        if self._read_clock is not None:
            self._read_clock.cancel()
            self._read_clock = None

    def _read_too_little(self) -> None:
        # Where we stopped reading ourselves, or are still at work on the request before, the peer is not to blame.
        if self.flow.read_paused or (self._phase is Phase.HEAD and self._busy()):
            self._start_read_clock()
        else:
            self.transport.abort()

    # --- what the parser found ---

    @override
    def on_message_begin(self) -> None:
        # Only here: uvicorn lets any byte, even a blank line, put the keep-alive timeout off for ever.
        self._unset_keepalive_if_required()
        super().on_message_begin()
        self._phase = Phase.HEAD
        self._header_bytes = 0
        self._progress = True

    @override
    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > self.max_target_bytes:
            self._fail(ADDRESS_TOO_LONG.at(self.max_target_bytes))

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        if self._phase is Phase.BODY:
            return  # a trailer: uvicorn adds it to the request's header, past every check made on that
        self._header_bytes += len(name) + len(value) + len(b": \r\n")
        if self._header_bytes > self.max_header_bytes or len(self.headers) >= self.max_header_fields:
            self._fail(HEADER_TOO_LARGE.at(self.max_header_bytes))
        super().on_header(name, value)

    @override
    def on_headers_complete(self) -> None:
        self._progress = True
        self._stop_read_clock()
        if self.parser.should_upgrade():
            self._head_again = self._without_upgrade()
            self._phase = Phase.UPGRADE
            return
        length = announced_length(self.parser.get_http_version(), self.headers)
        if length is None:
            self._fail(MALFORMED)
        self._body_left = self._body_limit()
        if length > self._body_left:
            self._fail(BODY_TOO_LARGE.at(self._body_left))
        if len(self.pipeline) >= self.max_pipelined:
            # RFC 9112 9.3.2: the newest that is answered says close, and the client sends the rest again.
            self.pipeline[0][0].keep_alive = False
            self._stopped = True
            raise RefusedError
        super().on_headers_complete()
        self._phase = Phase.BODY

    @override
    def on_body(self, body: bytes) -> None:
        self._progress = True
        self._body_left -= len(body)
        if self._body_left < 0:
            self._fail(BODY_TOO_LARGE.at(self._body_limit()))
        super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        if self._phase is Phase.UPGRADE:
            return
        self._phase = Phase.BETWEEN
        self._stop_read_clock()
        super().on_message_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            # Answered before its body had arrived. uvicorn leaves such a connection without any timeout.
            self._start_keepalive()

    def _body_limit(self) -> int:
        path = self.url.partition(b"?")[0].decode("latin-1")
        return self.max_large_body_bytes if path in self.large_body_paths else self.max_body_bytes

    def _without_upgrade(self) -> bytes:
        """The head once more, without `Upgrade`.

        httptools ends a request with `Upgrade` at its head and uvicorn reads the body as the next request: an open door for
        smuggling, and an empty body for Java's client, which offers h2c on its first request.
        """
        method = self.parser.get_method()
        if method == b"CONNECT":
            self._fail(MALFORMED)
        head = [b"%s %s HTTP/%s" % (method, self.url, self.parser.get_http_version().encode())]
        head += [name + b": " + value for name, value in self.headers if name != b"upgrade"]
        return b"\r\n".join([*head, b"", b""])

    def _fail(self, refusal: Refusal) -> NoReturn:
        self._fault = refusal
        raise RefusedError

    # --- refusing ---

    def _stop(self, refusal: Refusal) -> None:
        """Read no further request, and answer `refusal` after the answers that are still due."""
        self._stop_read_clock()
        if self._stopped:
            return  # the pipeline is full; its last answer closes the connection
        self._stopped = True
        self._refusal = refusal
        if self._phase is Phase.BODY:
            if self.pipeline:
                self.pipeline.popleft()  # the request at fault, not begun
            elif self.cycle.response_complete:
                self._refusal = None
            else:
                self._abandon_running()
                if self.cycle.response_started:
                    self.transport.abort()  # a second status line would be read as content
                    return
        if self._busy():
            self.flow.pause_reading()
        else:
            self._refuse()

    def _refuse(self) -> None:
        if self.transport.is_closing():
            return
        self._unset_keepalive_if_required()
        if self._refusal is not None:
            request_id, answer = self._refusal.answer(self.problem_base, self.server_state.default_headers)
            self.logger.info("refused %s %s, request %s", self._refusal.status.value, self._refusal.code, request_id)
            self.transport.write(answer)
        # Closed at once, the unread rest of the request makes the kernel send a reset, which can overtake the answer.
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.flow.resume_reading()
        self._read_clock = self.loop.call_later(self.linger_seconds, self.transport.abort)

    def _discard(self, size: int) -> None:
        self._discarded_bytes += size
        if self._discarded_bytes > self.linger_bytes:
            if self._busy():
                self.flow.pause_reading()
            else:
                self._close()

    # --- answering ---

    @override
    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._running, self._answer = cycle, WholeAnswer(self.transport)
        cycle.transport = self._answer  # type: ignore[assignment]  # write, close and is_closing are all it asks for
        super()._start_asgi_task(cycle, app)

    @override
    def on_response_complete(self) -> None:
        if self._answer is not None:
            self._answer.release()
        super().on_response_complete()
        if self.transport.is_closing():
            self._close()
        elif self._stopped:
            if not self._busy():
                self._refuse()
        elif self._phase is not Phase.BETWEEN:
            self._unset_keepalive_if_required()  # the reading clock runs

    def _start_keepalive(self) -> None:
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)
