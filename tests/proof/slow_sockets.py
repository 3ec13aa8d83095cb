"""T18: a thousand slow sockets beside an honest client. Prints latencies and memory: `python -m tests.proof.slow_sockets`.

The small server and the raw client here are also what tests/faults uses.
"""

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import Any

import uvicorn

from api.http.protocol import Protocol
from api.http.server import config

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
MEGABYTE = 1024 * 1024
KINDS = ("silent", "head", "body")
READERS = 20
HONEST = b"GET /honest HTTP/1.1\r\nHost: x\r\n\r\n"

Message = MutableMapping[str, Any]


def create_app() -> Callable[..., Awaitable[None]]:
    """The smallest application that shows what reached it."""
    abandoned: list[str] = []

    async def app(scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
        if scope["type"] == "lifespan":
            for done in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{done}.complete"})
            return
        path, size, more = scope["path"], 0, not scope["path"].startswith("/early")
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                abandoned.append(path)
                return
            size += len(message["body"])
            more = message["more_body"]
        if path.startswith("/wait"):
            await asyncio.sleep(0.2)
        seen = {"path": path, "size": size, "abandoned": abandoned, "pid": os.getpid()}
        seen["headers"] = [name.decode() for name, _ in scope["headers"]]
        blocks = 1024 if path == "/stream" else 0
        body = bytes(64 * MEGABYTE) if path == "/big" else json.dumps(seen).encode() if not blocks else b""
        length = len(body) + blocks * 65_536
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", str(length).encode())]})
        for _ in range(blocks):
            await send({"type": "http.response.body", "body": bytes(65_536), "more_body": True})
        await send({"type": "http.response.body", "body": body})

    return app


def cannot_start() -> Callable[..., Awaitable[None]]:
    """A factory whose application is broken."""
    raise RuntimeError("no such table")


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    port: int

    def connect(self, *, timeout: float = 10) -> socket.socket:
        return socket.create_connection((HOST, self.port), timeout=timeout)

    def exchange(self, *sent: bytes) -> bytes:
        """All that comes back until the server closes. What cannot be sent any more is left."""
        with self.connect() as client:
            try:
                for piece in sent:
                    client.sendall(piece)
            except ConnectionError:
                pass
            return read_all(client)

    def asks(self, path: str = "/honest") -> dict[str, Any]:
        """What the application saw of an ordinary request."""
        answer = self.exchange(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 200 "), answer[:200]
        return dict(json.loads(answer.partition(b"\r\n\r\n")[2]))

    def memory(self) -> int:
        """Bytes that the process holds now. Linux tells; elsewhere 0."""
        told = Path(f"/proc/{self.process.pid}/statm")
        pages = told.read_text(encoding="ascii").split()[1] if told.exists() else 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def running(*, keep_alive_seconds: int = 5, **limits: float) -> Iterator[Server]:
    """The small application, served with the limits given."""
    code = "import sys; from tests.proof.slow_sockets import serve; serve(*sys.argv[1:])"
    arguments = [sys.executable, "-c", code, str(keep_alive_seconds), json.dumps(limits)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Server(process, int(process.stdout.readline()))
        finally:
            process.kill()


def serve(keep_alive_seconds: str, limits: str) -> None:
    """Run the small application on a free port and print the port."""
    protocol = type("Shortened", (Protocol,), json.loads(limits))
    listener = socket.create_server((HOST, 0), backlog=2048)
    print(listener.getsockname()[1], flush=True)
    server = uvicorn.Server(config(create_app, protocol=protocol, keep_alive_seconds=int(keep_alive_seconds)))
    server.run(sockets=[listener])


def read_all(client: socket.socket) -> bytes:
    """What arrives until the server closes or resets the connection."""
    pieces = []
    try:
        while piece := client.recv(65_536):
            pieces.append(piece)
    except ConnectionError:
        pass
    return b"".join(pieces)


def bodies(answer: bytes) -> list[dict[str, object]]:
    """The JSON of several answers on one connection."""
    found = []
    while answer:
        head, _, rest = answer.partition(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
        found.append(json.loads(rest[:length]))
        answer = rest[length:]
    return found


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


def honest(port: str, requests: str) -> None:
    """Print the median and the 99th percentile in milliseconds, one request after the other, ten to a connection."""
    taken = []
    client = socket.create_connection((HOST, int(port)), timeout=10)
    for number in range(int(requests)):
        started = time.perf_counter()
        if number % 10 == 0:
            client.close()
            client = socket.create_connection((HOST, int(port)), timeout=10)
        client.sendall(HONEST)
        answer = b""
        while not answer.endswith(b"}"):
            piece = client.recv(65_536)
            assert piece, answer
            answer += piece
        taken.append((time.perf_counter() - started) * 1000)
    client.close()
    cuts = quantiles(taken, n=100)
    print(json.dumps([cuts[49], cuts[98]]))


async def _measure(server: Server, requests: int) -> tuple[float, float]:
    code = "import sys; from tests.proof.slow_sockets import honest; honest(*sys.argv[1:])"
    arguments = ("-c", code, str(server.port), str(requests))
    child = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, stdout=subprocess.PIPE)
    out, _ = await child.communicate()
    median, p99 = json.loads(out)
    return median, p99


async def _slow(kind: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> float:
    """Hold one socket as `kind` says. Answers the seconds until the server cut it."""
    started = time.monotonic()
    first = {
        "silent": b"",
        "head": b"GET / HTTP/1.1\r\n",
        "body": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
        "reader": b"GET /stream HTTP/1.1\r\nHost: x\r\n\r\n",
    }[kind]
    try:
        writer.write(first)
        while not reader.at_eof() and time.monotonic() - started < 60:
            if kind in {"head", "body"}:
                writer.write(b"a")
            if kind == "reader":
                writer.write(b"\r\n")  # only to notice the reset: the answer is left unread
                await asyncio.sleep(1)
                await writer.drain()
            else:
                try:
                    async with asyncio.timeout(1):
                        await reader.read(1)
                except TimeoutError:
                    continue
    except ConnectionError:
        pass
    writer.transport.abort()
    return time.monotonic() - started


async def _prove(sockets: int, requests: int) -> None:
    with running() as server:
        await _measure(server, 500)
        memory = server.memory()
        alone = [await _measure(server, requests) for _ in range(3)]
        # Few readers: each holds some megabytes of the kernel's own memory on loopback.
        kinds = ["reader"] * READERS + [kind for kind, _ in zip(cycle(KINDS), range(sockets - READERS), strict=False)]
        slow = [asyncio.create_task(_slow(kind, *await asyncio.open_connection(HOST, server.port, limit=1024))) for kind in kinds]
        beside = [await _measure(server, requests) for _ in range(3)]
        open_still = sum(not task.done() for task in slow)
        grown = server.memory() - memory
        held = await asyncio.gather(*slow)
        after = await _measure(server, requests)
        print(f"{sockets} slow sockets, {open_still} of them open at the end of the measurement")
        for name, figures in (("alone", alone), ("beside", beside), ("after", [after])):
            print(f"honest client, {name:6}  median / p99 ms: " + "   ".join(f"{m:.2f} / {p:.2f}" for m, p in figures))
        print(f"p99 beside / alone (medians of three): {_p99(beside) / _p99(alone):.2f}")
        print(f"memory +{grown / MEGABYTE:.1f} MB")
        for kind in ("reader", *KINDS):
            times = [seconds for seconds, which in zip(held, kinds, strict=True) if which == kind]
            print(f"{kind:7} cut after {min(times):.1f} to {max(times):.1f} s")


def _p99(runs: list[tuple[float, float]]) -> float:
    return sorted(p99 for _, p99 in runs)[1]


def main(sockets: int = 1000, requests: int = 2000) -> None:
    asyncio.run(_prove(sockets, requests))


if __name__ == "__main__":
    main()
