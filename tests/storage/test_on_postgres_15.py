"""The oldest PostgreSQL that we promise: what could differ there is tried on it, wherever the machine has one."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Migrations and the world, every role's reach and writes through the whole service, sandboxes.
SUITES = [
    "tests/demo/test_world.py", "tests/demo/test_sandbox.py", "tests/visits/test_planning.py", "tests/visits/test_recording.py",
    "tests/visits/test_visit_figures.py", "tests/visits/test_hours.py", "tests/jobs/test_queueing.py",
]  # fmt: skip


def test_the_world_and_every_role_hold_on_postgresql_15(postgres_15: str) -> None:
    there = [suite for suite in SUITES if (ROOT / suite).exists()]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", *there],
        cwd=ROOT, env={**os.environ, "TEST_DATABASE_URL": postgres_15}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
