"""Schemathesis over all operations with one role's token, as a process beside a real server; what it found, in figures."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PHASES = "examples,coverage,fuzzing,stateful"


@dataclass(frozen=True)
class Found:
    """What one run says: cases sent, and each kind of failure with an example."""

    role: str
    cases: int
    failures: list[str]
    output: str


def fuzz(
    url: str, role: str, token: str, folder: Path, *, examples: int, phases: str = PHASES, seed: int = 1, seconds: int = 600
) -> Found:
    """Run all phases against `url` with a token. `examples`: the most cases of the fuzzing phase for each operation."""
    report = folder / f"fuzz-{role}.ndjson"
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{url}/v1/openapi.json", "--url", f"{url}/v1",
        "-H", f"Authorization: Bearer {token}", "--phases", phases, "-n", str(examples), "--seed", str(seed),
        "--continue-on-failure", "--no-shrink", "--suppress-health-check", "all", "--warnings", "off",
        "--report-ndjson-path", str(report),
    ]  # fmt: skip
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "schemathesis_hooks", "PYTHONPATH": str(HERE), "NO_COLOR": "1"}
    ran = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, timeout=seconds, check=False)
    return Found(role, *_read(report), output=ran.stdout[-60000:] + ran.stderr[-2000:])


def _read(report: Path) -> tuple[int, list[str]]:
    """Cases and failures from the events of a run."""
    cases, failures = 0, []
    for line in report.read_text().splitlines() if report.exists() else []:
        event: dict[str, Any] = json.loads(line)
        name, body = next(iter(event.items()))
        if name == "ScenarioFinished":
            recorder = body.get("recorder", {})
            cases += len(recorder.get("interactions", {}))
            for checks in recorder.get("checks", {}).values():
                failures += [
                    f"{recorder.get('label')}: {c['name']}: {str(c.get('failure'))[:300]}"
                    for c in checks
                    if c.get("status") == "failure"
                ]
    return cases, failures
