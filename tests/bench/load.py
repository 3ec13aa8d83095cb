"""Load on one address for some seconds: wrk where it is installed, otherwise the generator in fallback.py with the same shape."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

CONNECTIONS = 12

# Fresh Idempotency-Keys and words for every write; `run` keeps the keys of two runs apart.
WRITE = """
local n = 0
request = function()
  n = n + 1
  wrk.headers["Idempotency-Key"] = run .. "-" .. n
  return wrk.format("POST", path, wrk.headers, string.format(body, n))
end
"""
REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('RESULT {"requests": %d, "seconds": %f, "failed": %d, "p50": %f, "p99": %f}\\n',
    summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.timeout + e.status,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""
GIFT = {
    "part": "hands",
    "direction": "has",
    "words": "Knits for every new baby in the street, the %d by now.",
    "tags": ["knitting"],
    "would_share": "yes",
}


@dataclass(frozen=True)
class Load:
    """What is asked: a path, its headers, and whether it is a write."""

    path: str
    headers: Mapping[str, str]
    write: bool = False


@dataclass(frozen=True)
class Result:
    """What came back. Times in milliseconds."""

    requests: int
    seconds: float
    failed: int
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return (self.requests - self.failed) / self.seconds


def has_wrk() -> bool:
    """Whether Debian's wrk is there."""
    return shutil.which("wrk") is not None


def run(port: int, load: Load, seconds: float, label: str, *, own: bool = False) -> Result:
    """Put the load on a port of this machine."""
    if own or not has_wrk():
        given = json.dumps(
            {
                "port": port,
                "path": load.path,
                "headers": dict(load.headers),
                "write": load.write,
                "seconds": seconds,
                "label": label,
            }
        )
        command = [sys.executable, "-m", "tests.bench.fallback", given]
        return _read(subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout)
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_script(load, label))
        script.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{CONNECTIONS}",
            f"-d{max(1, round(seconds))}s",
            "--latency",
            "-s",
            script.name,
            f"http://127.0.0.1:{port}{load.path}",
        ]
        return _read(subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout)


def _script(load: Load, label: str) -> str:
    headers = "".join(f'wrk.headers["{name}"] = "{value}"\n' for name, value in load.headers.items())
    if not load.write:
        return headers + REPORT
    given = f'run = "{label}"\npath = "{load.path}"\nbody = [==[{json.dumps(GIFT)}]==]\n'
    given += 'wrk.headers["Content-Type"] = "application/json"\n'
    return headers + given + WRITE + REPORT


def _read(text: str) -> Result:
    line = next(each for each in text.splitlines() if each.startswith("RESULT "))
    return Result(**json.loads(line.removeprefix("RESULT ")))
