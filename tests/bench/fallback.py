"""A load generator for machines without wrk: as many connections, kept alive, one request at a time on each."""

import asyncio
import json
import sys
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import count, cycle
from pathlib import Path
from time import perf_counter
from typing import Any, cast

import uvloop
from typing_extensions import override

from tests.bench.load import CONNECTIONS, GIFT


class Client(asyncio.Protocol):
    """One connection. Reads no more of an answer than its status and its end."""

    def __init__(self, requests: Iterator[bytes], times: deque[float], failures: list[int]) -> None:
        self.requests, self.times, self.failures = requests, times, failures
        self.buffer = b""
        self.began = 0.0
        self.left = -1
        self.running = True

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's own is registered as none
        self._ask()

    def _ask(self) -> None:
        self.began = perf_counter()
        self.transport.write(next(self.requests))

    @override
    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.left < 0:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if not 200 <= int(head[9:12]) < 300:
                self.failures[0] += 1
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            self.left, self.buffer = int(length[15:]), rest
        if len(self.buffer) >= self.left:
            self.left, self.buffer = -1, b""
            self.times.append(perf_counter() - self.began)
            if self.running:
                self._ask()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self.running:
            self.failures[0] += 1


def _itself(client: Client) -> Client:
    return client


def requests(given: dict[str, Any]) -> Iterator[bytes]:
    """What is sent, without end: the same path, or the turns of a file."""
    if "turns" in given:
        words = Path(given["words"]).read_text().splitlines()
        turns = [line.split("\t") for line in Path(given["turns"]).read_text().splitlines()]
        asked = ((path, {"Authorization": f"Bearer {words[int(who)]}"}, sent) for who, path, sent in cycle(turns))
    else:
        asked = ((given["path"], given["headers"], json.dumps(GIFT) % n if given["write"] else "") for n in count(1))
    for number, (path, headers, sent) in enumerate(asked):
        lines = [f"{'POST' if sent else 'GET'} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{k}: {v}" for k, v in headers.items())]
        if sent:
            lines += ["Content-Type: application/json", f"Idempotency-Key: {given['label']}-{number}"]
            lines.append(f"Content-Length: {len(sent.encode())}")
        yield ("\r\n".join(lines) + "\r\n\r\n" + sent).encode()


async def main(given: dict[str, Any]) -> None:
    """Ask for the given seconds and print what came back."""
    times: deque[float] = deque()
    failures = [0]
    loop = asyncio.get_running_loop()
    sent = requests(given)
    clients = [Client(sent, times, failures) for _ in range(given.get("connections", CONNECTIONS))]
    began = perf_counter()
    for client in clients:
        await loop.create_connection(partial(_itself, client), "127.0.0.1", given["port"])
    await asyncio.sleep(given["seconds"])
    seconds = perf_counter() - began
    for client in clients:
        client.running = False
        client.transport.close()
    ordered = sorted(times)
    result = {
        "requests": len(ordered),
        "seconds": seconds,
        "failed": failures[0],
        "p50": ordered[len(ordered) // 2] * 1000,
        "p99": ordered[len(ordered) * 99 // 100] * 1000,
    }
    print("RESULT " + json.dumps(result))


if __name__ == "__main__":
    uvloop.run(main(json.loads(sys.argv[1])))
