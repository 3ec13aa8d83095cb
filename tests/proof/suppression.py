"""T23: 20,000 random tables, and whoever sees them published: how many hidden numbers can be worked out. At most 0.01 %.

Run: python -m tests.proof.suppression [tables [worlds]]. A quarter of the tables lies at the edges of what is hidden; another
2,000 runs are of seven quarters with their weeks, which lie across their ends, and their years, which overlap. Then worlds:
tables of teams, weeks, quarters and years at once, with who comes and goes, as one system. 0 tables: only the worlds.
"""

import sys
from collections.abc import Iterable, Sized
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.commissioning.attacker import given_away, tables
from tests.commissioning.attacker_in_time import given_away_in_time, times
from tests.commissioning.attacker_of_all import given_away_of_all
from tests.commissioning.worlds_in_time import random_world

TABLES = 20_000
WORLDS = 2_000
BATCH, LONG_BATCH, WORLDS_BATCH = 250, 50, 10
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


def _worlds(batch: int, *, edges: bool) -> tuple[int, int]:
    seeds = range(batch * WORLDS_BATCH, (batch + 1) * WORLDS_BATCH)
    return _count(given_away_of_all(random_world(seed, edges=edges)) for seed in seeds)


def _asked() -> tuple[int, int]:
    """How many batches of tables, and of worlds."""
    numbers = [int(one) for one in sys.argv[1:] if one.isdigit()]
    tables, worlds = (*numbers, *(TABLES, WORLDS)[len(numbers) :])
    return tables and max(4, tables // BATCH), max(2, worlds // WORLDS_BATCH)


def main() -> bool:
    """Print the share of hidden numbers that can be known, by kind of table."""
    batches, of_worlds = _asked()
    runs = {
        "random tables": (partial(_tables, edges=False), batches * 3 // 4, BATCH),
        "tables at the edges": (partial(_tables, edges=True), batches // 4, BATCH),
        "weeks, quarters, years": (partial(_times, edges=False), batches // 4, LONG_BATCH),
        "the same at the edges": (partial(_times, edges=True), batches // 4, LONG_BATCH),
        "worlds": (partial(_worlds, edges=False), of_worlds // 2, WORLDS_BATCH),
        "worlds at the edges": (partial(_worlds, edges=True), of_worlds // 2, WORLDS_BATCH),
    }
    held = True
    with ProcessPoolExecutor(max_workers=2) as pool:
        for name, (run, number, size) in runs.items() if batches else list(runs.items())[-2:]:
            known = hidden = 0
            for done, (those, of) in enumerate(pool.map(run, range(number)), 1):
                known, hidden = known + those, hidden + of
                if done % max(1, number // 10) == 0:
                    print(f"  {name}: {done * size:,} of {number * size:,}; {known} of {hidden:,}", file=sys.stderr, flush=True)
            print(
                f"{name}: {number * size:,}; {known} of {hidden:,} hidden numbers known ({100 * known / hidden:.4f} %)",
                flush=True,
            )
            held &= known <= hidden * ALLOWED
    return held


if __name__ == "__main__":
    raise SystemExit(not main())
