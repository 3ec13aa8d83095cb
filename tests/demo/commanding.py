"""Commands as a terminal gives them, so that every module about the command line asks in one way and leaves no setting behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from typer.testing import CliRunner

from api.__main__ import app
from api.settings import settings

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = {"DATABASE_URL", "API_DATABASE_URL", "DEMO", "LOG_LEVEL", "PORT", "HOST", "PUBLIC_URL", "KEYS_FOLDER"}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    return clean | {"DATA_FOLDER": str(folder), "NO_COLOR": "1", "TERMINAL_WIDTH": "200"} | more


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


def call(*words: str, folder: Path, given: str | None = None, **more: str) -> Said:
    """Run a command in this process: starting another takes longer than most commands."""
    settings.cache_clear()
    try:
        with mock.patch.dict(os.environ, environment(folder, **more), clear=True):
            done = CliRunner().invoke(app, list(words), input=given)
    finally:
        settings.cache_clear()
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.stdout, done.stderr)


def process(*words: str, folder: Path, **more: str) -> Said:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "api", *words],
        cwd=ROOT,
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


class Demo:
    """A demo in a process of its own."""

    def __init__(self, folder: Path, **more: str) -> None:
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        self.folder, self.more = folder, {"PORT": str(self.port), **more}
        self.base = f"http://127.0.0.1:{self.port}"
        self.out, self.err = folder.with_suffix(".out"), folder.with_suffix(".err")

    def start(self, *words: str) -> float:
        """Start it; answers after how many seconds it was ready."""
        began = time.monotonic()
        with self.out.open("w") as out, self.err.open("w") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "api", "demo", *words],
                cwd=ROOT,
                env=environment(self.folder, **self.more),
                stdout=out,
                stderr=err,
            )
        while time.monotonic() - began < 60:
            assert self.process.poll() is None, self.err.read_text()
            try:
                with urllib.request.urlopen(f"{self.base}/readyz", timeout=2) as answer:  # noqa: S310 - our own process
                    assert answer.status == 200
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.05)
        raise AssertionError(self.err.read_text())

    def told(self) -> str:
        """What it printed, once that is complete."""
        end = time.monotonic() + 90
        while "A token for any role" not in self.out.read_text() and time.monotonic() < end:
            time.sleep(0.05)
        return self.out.read_text()

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)

    def json(self, path: str, **form: str) -> Any:
        body = urllib.parse.urlencode(form).encode() if form else None
        with urllib.request.urlopen(f"{self.base}{path}", body, timeout=5) as answer:  # noqa: S310 - our own process
            return json.load(answer)
