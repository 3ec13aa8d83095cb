"""T23: 20,000 random tables, and whoever sees them published: how many hidden numbers can be worked out. At most 0.01 %.

Run: python -m tests.proof.suppression [tables]. A quarter of the tables lies at the edges of what is hidden; another 2,000 runs
are of seven quarters with their weeks, which lie across their ends, and their years, which overlap.
"""

import sys
from collections.abc import Iterable, Sized
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.commissioning.attacker import given_away, tables
from tests.commissioning.attacker_in_time import given_away_in_time, times

TABLES = 20_000
BATCH, LONG_BATCH = 250, 50
ALLOWED = 0.0001


def _count(found: Iterable[tuple[Sized, int]]) -> tuple[int, int]:
    known = hidden = 0
    for those, number in found:
        known, hidden = known + len(those), hidden + number
    return known, hidden


def _tables(batch: int, *, edges: bool) -> tuple[int, int]:
    return _count(map(given_away, tables(BATCH, batch, edges=edges)))


def _times(batch: int, *, edges: bool) -> tuple[int, int]:
    return _count(map(given_away_in_time, times(LONG_BATCH, batch, edges=edges)))


def main() -> bool:
    """Print the share of hidden numbers that can be known, by kind of table."""
    batches = max(4, (int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else TABLES) // BATCH)
    runs = {
        "random tables": (partial(_tables, edges=False), batches * 3 // 4, BATCH),
        "tables at the edges": (partial(_tables, edges=True), batches // 4, BATCH),
        "weeks, quarters, years": (partial(_times, edges=False), batches // 4, LONG_BATCH),
        "the same at the edges": (partial(_times, edges=True), batches // 4, LONG_BATCH),
    }
    held = True
    with ProcessPoolExecutor(max_workers=2) as pool:
        for name, (run, number, size) in runs.items():
            known, hidden = (sum(column) for column in zip(*pool.map(run, range(number)), strict=True))
            print(
                f"{name}: {number * size:,}; {known} of {hidden:,} hidden numbers known ({100 * known / hidden:.4f} %)",
                flush=True,
            )
            held &= known <= hidden * ALLOWED
    return held


if __name__ == "__main__":
    raise SystemExit(not main())
