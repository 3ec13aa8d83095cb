"""Properties, searched anew: the suite tries the same examples each time, this tries others, round after round."""

import random
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROUNDS = 10


def main(rounds: int = ROUNDS) -> bool:
    """Run all tests with properties under a new seed each round, which is printed with what it found. True when nothing was."""
    there = sorted(path for path in TESTS.rglob("test_*.py") if "\nfrom hypothesis import" in path.read_text(encoding="utf-8"))
    held = True
    for number in range(1, rounds + 1):
        seed = random.SystemRandom().randrange(2**32)
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--hypothesis-profile=search", f"--hypothesis-seed={seed}", *map(str, there)],
            cwd=TESTS.parent, capture_output=True, text=True, check=False,
        )  # fmt: skip
        print(f"round {number} of {rounds}, seed {seed}: {done.stdout.strip().splitlines()[-1]}", flush=True)
        if done.returncode:
            held = False
            print(done.stdout[-4000:], done.stderr[-1000:])
    return held


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
