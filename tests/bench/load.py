"""Load on one address for some seconds: wrk where it is installed, otherwise the generator in fallback.py with the same shape."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
# One request after another from a file: who asks, the path, the body of a write.
TURNS = """
local n, lines, tokens = 0, {}, {}
for line in io.lines(turns) do
  local who, path, sent = line:match("^(%d+)\t([^\t]*)\t(.*)$")
  lines[#lines + 1] = { tonumber(who), path, sent }
end
for line in io.lines(words) do tokens[#tokens + 1] = line end
request = function()
  local one = lines[n % #lines + 1]
  n = n + 1
  local headers = { ["Authorization"] = "Bearer " .. tokens[one[1] + 1] }
  if one[3] == "" then return wrk.format("GET", one[2], headers) end
  headers["Content-Type"] = "application/json"
  headers["Idempotency-Key"] = run .. "-" .. n
  return wrk.format("POST", one[2], headers, one[3])
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
class Turns:
    """Requests that go round: who asks (one of `tokens`), a path, and what is sent, or nothing for a read."""

    tokens: Sequence[str]
    requests: Sequence[tuple[int, str, str]]


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
        return _run_own({"port": port, "path": load.path, "headers": dict(load.headers), "write": load.write}, seconds, label)
    return _run_wrk(port, load.path, _script(load, label), seconds, CONNECTIONS)


def run_turns(
    port: int, turns: Turns, seconds: float, label: str, *, own: bool = False, connections: int = CONNECTIONS
) -> Result:
    """The same, with another request each time. Writes are made once: RuntimeError when there were too few of them."""
    with tempfile.TemporaryDirectory(prefix="turns") as name:
        lines, words = Path(name) / "turns", Path(name) / "words"
        lines.write_text("".join(f"{who}\t{path}\t{sent}\n" for who, path, sent in turns.requests))
        words.write_text("\n".join(turns.tokens) + "\n")
        if own or not has_wrk():
            given = {"port": port, "turns": str(lines), "words": str(words), "connections": connections}
            result = _run_own(given, seconds, label)
        else:
            script = f'run = "{label}"\nturns = "{lines}"\nwords = "{words}"\n{TURNS}{REPORT}'
            result = _run_wrk(port, "/", script, seconds, connections)
    if turns.requests[0][2] and result.requests > len(turns.requests):
        message = f"{result.requests} writes and only {len(turns.requests)} to make: ask for shorter rounds"
        raise RuntimeError(message)
    return result


def _run_own(given: dict[str, object], seconds: float, label: str) -> Result:
    command = [sys.executable, "-m", "tests.bench.fallback", json.dumps({**given, "seconds": seconds, "label": label})]
    return _read(subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30, check=True).stdout)


def _run_wrk(port: int, path: str, script: str, seconds: float, connections: int) -> Result:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [
            "wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", "-s", file.name,
            f"http://127.0.0.1:{port}{path}",
        ]  # fmt: skip
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
