"""Pages in a real browser: Chromium without a window, and a server for it to talk to."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--headless",
    "--no-sandbox",  # CI and containers run as root
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--enable-logging=stderr",
    "--v=0",
]


@contextmanager
def serving(app: ASGIApp) -> Iterator[str]:
    """Serve an app on a free loopback port while the block runs, and give its base URL."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, ws="none", lifespan="off", log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 120
        while not server.started:
            assert thread.is_alive(), "the server ended"
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        listener.close()


def chromium() -> str:
    """Return the browser's path. A machine without one fails: the page's promise is what a browser does with it."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    assert found, "Chromium is needed: apt-get install chromium"
    return found


def visit(url: str, profile: Path, *, more: tuple[str, ...] = (), milliseconds: int = 20_000) -> tuple[str, str]:
    """Open a page, let its scripts run, and return (the document as it is then, what the console said)."""
    command = [
        chromium(),
        *QUIET,
        f"--user-data-dir={profile}",
        f"--virtual-time-budget={milliseconds}",
        *more,
        "--dump-dom",
        url,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    return done.stdout, console
