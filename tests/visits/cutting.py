"""A road between phone and service that loses what travels on it: the request, half of it, or the answer."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

HOST = "127.0.0.1"
FATES = ("request lost", "half a request", "hung up at once", "answer lost", "half an answer")


class Road:
    """A TCP proxy for one request a connection. `cut`: the share of connections that it cuts somewhere."""

    def __init__(self, url: str, cut: float, seed: int) -> None:
        where = urlsplit(url)
        self._to = (where.hostname, where.port)
        self._rng = random.Random(seed)
        self.cut = cut
        self.port = 0
        self.fates: Counter[str] = Counter()

    async def travel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one request and its answer as far as fate allows."""
        fate = self._rng.choice(FATES) if self._rng.random() < self.cut else "through"
        self.fates[fate] += 1
        there: asyncio.StreamWriter | None = None
        try:
            request = await self._request(reader)
            if fate == "request lost":
                return
            back, there = await asyncio.open_connection(*self._to)
            there.write(request[: self._rng.randrange(1, len(request))] if fate == "half a request" else request)
            await there.drain()
            if fate == "half a request":
                await asyncio.sleep(self._rng.random() * 0.01)
                return
            if fate == "hung up at once":
                await asyncio.sleep(self._rng.random() * 0.02)
                return
            answer = await back.read()
            if fate == "answer lost":
                return
            writer.write(answer[: self._rng.randrange(1, len(answer))] if fate == "half an answer" else answer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            if there is not None:
                there.transport.abort()
            if fate == "through":
                writer.close()
            else:
                writer.transport.abort()

    async def _request(self, reader: asyncio.StreamReader) -> bytes:
        head = await reader.readuntil(b"\r\n\r\n")
        (length,) = (line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        return head + await reader.readexactly(int(length))


@asynccontextmanager
async def road(url: str, cut: float, seed: int) -> AsyncIterator[Road]:
    """A road to the service for as long as it is needed."""
    made = Road(url, cut, seed)
    server = await asyncio.start_server(made.travel, HOST, 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


async def send(port: int, token: str, method: str, path: str, body: bytes, key: str | None = None) -> int | None:
    """One request on a connection of its own. None when the connection broke before the whole answer was there."""
    reader, writer = await asyncio.open_connection(HOST, port)
    more = f"Idempotency-Key: {key}\r\n" if key else ""
    try:
        writer.write(
            f"{method} /v1{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n{more}"
            f"Authorization: Bearer {token}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        answer = await reader.read()
    except ConnectionError:
        return None
    finally:
        writer.transport.abort()
    return status_of(answer)


def status_of(answer: bytes) -> int | None:
    """The status of an answer that came whole."""
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return None
    lengths = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    whole = len(body) == lengths[0] if lengths else head.startswith((b"HTTP/1.1 202", b"HTTP/1.1 204"))
    return int(head.split(b" ", 2)[1]) if whole else None
