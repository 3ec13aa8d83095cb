"""Served applications as processes of ours, each ended by its own id."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path


@dataclass(frozen=True)
class Served:
    """An application that answers."""

    name: str
    port: int
    process: "subprocess.Popen[bytes]"
    ready_seconds: float

    def memory_megabytes(self) -> float:
        """Resident memory of the worker; NaN where there is no /proc."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        line = next(each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> tuple[int, bytes]:
        """One request, for checks."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def serving(name: str, settings: Mapping[str, str], probe: str, log: Path) -> Iterator[Served]:
    """Start, wait until `probe` is answered with 200, and end by process id."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "API_DATABASE_URL")} | dict(settings)
    began = time.perf_counter()
    with log.open("wb") as sink:
        process = subprocess.Popen([sys.executable, "-m", *_command(name, str(port))], env=environment, stdout=sink, stderr=sink)
    try:
        _wait(process, port, probe, log)
        yield Served(name, port, process, time.perf_counter() - began)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _command(name: str, port: str) -> list[str]:
    if name == "ours":  # as an operator starts it
        return ["api", "serve", "--host", "127.0.0.1", "--port", port, "--workers", "1"]
    return ["tests.bench.serve", name, port]


def _wait(process: "subprocess.Popen[bytes]", port: int, probe: str, log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", probe)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.02)
    message = f"{probe} was not answered; its log ends:\n{log.read_text()[-2000:]}"
    raise RuntimeError(message)
