"""The service as a process of its own on a free loopback port, for tests and proofs that need the real server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from api.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
START = "from api.http.server import run; run('api.main:create_app', port={port}, workers={workers})"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings: Settings, *, workers: int = 1, log: Path | None = None, port: int | None = None) -> Iterator[str]:
    """Start the service with these settings, yield its URL once it is ready, end it by its process id."""
    port = port or free_port()
    given = settings.model_dump(mode="python", exclude_none=True)
    environment = {k.upper(): v.get_secret_value() if hasattr(v, "get_secret_value") else str(v) for k, v in given.items()}
    with (log or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", START.format(port=port, workers=workers)],
            cwd=ROOT, env={**os.environ, **environment, "PORT": str(port)}, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(url, process)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_ready(url: str, process: subprocess.Popen[bytes], seconds: float = 90) -> None:
    """Until /readyz says 200; RuntimeError when the process ends before, or the time is over."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            message = f"the service ended with {process.returncode}"
            raise RuntimeError(message)
        try:
            if httpx2.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.05)
    message = "the service did not become ready"
    raise RuntimeError(message)
