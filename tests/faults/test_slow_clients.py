"""A client that is slow, silent or gone is let go of, and no other client notices. Deadlines are shortened here."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

from tests.proof.slow_sockets import HOST, MEGABYTE, ROOT, Server, read_all, running

T = TypeVar("T")
# Generous to a busy machine, and far below "for ever".
CUT_SECONDS = 5.0
POST = b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
# Each sends `first`, then one `drop` after the other.
TRICKLES = {
    "silent": (b"", b""),
    "blank lines": (b"\r\n", b"\r\n"),
    "address": (b"GET /", b"a"),
    "header": (b"GET / HTTP/1.1\r\nHost: x\r\nA: ", b"a"),
    "body": (POST, b"a"),
    "chunks": (b"POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "body after its answer": (POST.replace(b"/echo", b"/early"), b"a"),
    "second header": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /", b"a"),
    "blank lines between requests": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n"),
    "nothing more": (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b""),
    "half a body after its answer": (POST.replace(b"/echo", b"/early") + b"a" * 500, b""),
    "all of a body after its answer": (POST.replace(b"/echo", b"/early") + b"a" * 1000, b""),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    limits = {"header_seconds": 0.5, "body_seconds": 0.8, "write_seconds": 0.5, "linger_seconds": 0.3}
    with running(keep_alive_seconds=1, **limits) as small:
        yield small


def open_after(seconds: float, held: dict[str, tuple[socket.socket, bytes]], server: Server) -> list[str]:
    """Those still open after at most `seconds`, while each sends its drop ten times a second and others are served."""
    left = dict(held)
    deadline = time.monotonic() + seconds
    while left and time.monotonic() < deadline:
        for kind, (client, drop) in held.items():
            if kind in left and not still_open(client, drop):
                del left[kind]
        server.asks()
        time.sleep(0.1)
    return list(left)


def still_open(client: socket.socket, drop: bytes) -> bool:
    client.setblocking(False)
    try:
        client.send(drop)
        while client.recv(65_536):
            pass
    except BlockingIOError:
        return True
    except ConnectionError:
        pass
    return False


def test_clients_that_send_too_slowly_are_cut_and_others_are_served_meanwhile(server: Server) -> None:
    with contextlib.ExitStack() as stack:
        held = {}
        for kind, (first, drop) in TRICKLES.items():
            client = stack.enter_context(server.connect())
            client.sendall(first)
            held[kind] = (client, drop)
        assert open_after(CUT_SECONDS, held, server) == []


def test_a_request_that_is_cut_off_is_never_handed_on_as_whole(server: Server) -> None:
    with server.connect() as client:
        client.sendall(POST.replace(b"/echo", b"/half"))
        assert read_all(client) == b""
    assert "/half" in server.asks()["abandoned"]


def test_a_client_behind_a_slow_answer_is_not_cut_for_our_slowness(server: Server) -> None:
    # Six answers of 0.2 s each, and half a request that cannot be read meanwhile.
    with server.connect() as client:
        client.sendall(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" * 6 + b"GET /last HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.9)
        client.sendall(b"Connection: close\r\n\r\n")
        assert read_all(client).count(b"HTTP/1.1 200 ") == 7


@pytest.mark.parametrize("path", [b"/big", b"/stream"])
def test_a_client_that_does_not_read_is_cut_and_its_memory_comes_back(server: Server, path: bytes) -> None:
    memory = server.memory()
    with contextlib.ExitStack() as held:
        clients = [held.enter_context(server.connect()) for _ in range(3)]
        for client in clients:
            client.sendall(b"GET %s HTTP/1.1\r\nHost: x\r\n\r\n" % path)
        deadline = time.monotonic() + CUT_SECONDS
        while any(_established(client) for client in clients):
            assert time.monotonic() < deadline, "an unread answer is kept"
            server.asks()
            time.sleep(0.1)
    # One big answer is 64 MB; freed memory need not all go back to the system.
    assert server.memory() - memory < 40 * MEGABYTE


def _established(client: socket.socket) -> bool:
    """Whether the other end is still there, asked without reading: a write to a reset connection fails."""
    try:
        client.sendall(b"\r\n")
    except ConnectionError:
        return False
    return True


def test_a_client_that_reads_slowly_but_steadily_gets_everything(server: Server) -> None:
    received = 0
    with server.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        client.sendall(b"GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        while piece := client.recv(4 * MEGABYTE):
            received += len(piece)
            time.sleep(0.0005)
    assert received > 64 * MEGABYTE


def test_a_hundred_slow_sockets_cost_an_honest_client_nothing_and_are_all_cut(server: Server) -> None:
    memory = server.memory()
    kinds = list(TRICKLES.values())
    with contextlib.ExitStack() as stack:
        held = {}
        for number in range(100):
            client = stack.enter_context(server.connect())
            first, drop = kinds[number % len(kinds)]
            client.sendall(first)
            held[str(number)] = (client, drop)
        for number in range(50):
            assert server.asks(f"/{number}")["path"] == f"/{number}"
        assert server.memory() - memory < 20 * MEGABYTE
        assert open_after(CUT_SECONDS, held, server) == []


@contextlib.contextmanager
def started(factory: str, workers: int) -> Iterator[Server]:
    """`run` in a process of its own, as the command line starts it."""
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
    call = f"run('tests.proof.slow_sockets:{factory}', port={port}, workers={workers})"
    arguments = [sys.executable, "-c", f"from api.http.server import run; {call}; print('after')"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(arguments, cwd=ROOT, start_new_session=True, **pipes) as process:
        try:
            yield Server(process, port)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # the group that was started here: the server and its workers


def eventually(ask: Callable[[], T], good: Callable[[T], object]) -> T:
    """The first good answer; a connection refused or lost on the way is tried again."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, AssertionError):
            answer = ask()
            if good(answer):
                return answer
        time.sleep(0.05)
    raise TimeoutError


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGINT, 1), (signal.SIGTERM, 1), (signal.SIGINT, 2)])
def test_a_signal_stops_the_server_cleanly_with_slow_clients_connected(number: signal.Signals, workers: int) -> None:
    with started("create_app", workers) as server:
        eventually(server.asks, bool)
        with server.connect() as silent, server.connect() as trickling:
            trickling.sendall(b"GET / HTTP/1.1\r\n")
            server.asks()
            os.killpg(server.process.pid, number)  # as a terminal does: the supervisor and its workers
            out, _ = server.process.communicate(timeout=10)
            assert (server.process.returncode, out) == (0, "after\n")
            assert read_all(silent) == b""


def test_a_killed_worker_is_replaced_and_the_others_serve_on() -> None:
    with started("create_app", 2) as server:
        both: set[int] = set()
        eventually(lambda: both.update([server.asks()["pid"]]), lambda _: len(both) == 2)
        victim = both.pop()
        os.kill(victim, signal.SIGKILL)
        eventually(lambda: server.asks()["pid"], lambda pid: pid not in {victim, *both})


@pytest.mark.parametrize("workers", [1, 2])
def test_an_application_that_cannot_start_ends_the_server_with_an_error(workers: int) -> None:
    with started("cannot_start", workers) as server:
        # A worker that dies between the supervisor's two questions is waited for as long as a slow one (20 s), and not longer.
        out, _ = server.process.communicate(timeout=45)
        assert server.process.returncode != 0
        assert "no such table" in out
