"""`python -m tests.bench`: what the service costs beside applications that do less, on this machine, now."""

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from api.storage import embedded
from tests.bench import connections, load, outcomes, row_security, snapshots, visits, world
from tests.bench.processes import Served, serving

APPLICATIONS = ("bare", "idiomatic", "sync", "ours")
KINDS = {"one": "GET one person", "list": "GET a list of 50", "write": "POST a gift"}
# Ours to the application named: at least this.
TARGETS = {
    ("one", "bare"): 0.30,
    ("one", "idiomatic"): 3.0,
    ("list", "bare"): 0.40,
    ("list", "idiomatic"): 3.0,
    ("write", "bare"): 0.12,
    ("write", "idiomatic"): 1.0,
}
ROW_SECURITY_AT_MOST, MEGABYTES_AT_MOST, READY_WITHIN = 1.20, 150, 5.0
QUIET = 0.5  # load average above which the figures say less
PARTS = (*KINDS, "rows", "memory", "ready")
CONNECTIONS = "connections"  # only when asked for: seeding takes its time
PEOPLE, GROUPS = 100_000, 20_000
SNAPSHOTS = "snapshots"  # as above: people and visits, and few of them for a rough look
FUNDED, FUNDED_QUICK = (50_000, 10_000_000), (2_000, 300_000)
# Only when asked for: seeding takes its time. Each with its few and many, and the same for a rough look.
AT_TWO_SIZES = {
    "visits": (visits.measure, (100_000, 10_000_000), (20_000, 200_000)),
    "outcomes": (outcomes.measure, (10_000, 1_000_000), (5_000, 50_000)),
}


def main() -> None:
    """Measure and print. Never fails on a figure: a busy machine is no defect."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="short rounds, fewer rows and requests: a rough look in about a minute"
    )
    parser.add_argument(
        "--only", nargs="+", choices=(*PARTS, *AT_TWO_SIZES, CONNECTIONS, SNAPSHOTS), default=PARTS, help="measure these only"
    )
    parser.add_argument("--rounds", type=int, help="rounds of every kind (7; quick 3)")
    parser.add_argument("--seconds", type=float, help="seconds of each load (4; quick 1)")
    parser.add_argument("--own-load", action="store_true", help="use the generator in fallback.py even where wrk is installed")
    parser.add_argument(
        "--few", type=int, help="visits (100000; quick 20000) or check-ins (10000; quick 2000) in the smaller world"
    )
    parser.add_argument("--many", type=int, help="those in the larger one (10000000, quick 200000; or 1000000, quick 50000)")
    parser.add_argument(
        "--folder", type=Path, default=os.environ.get("BENCH_FOLDER", ".data/bench"),
        help="where these two are kept for the next time (BENCH_FOLDER, or .data/bench)",
    )  # fmt: skip
    asked = parser.parse_args()
    rounds = asked.rounds or (3 if asked.quick else 7)
    seconds = asked.seconds or (1.0 if asked.quick else 4.0)
    by = "wrk" if load.has_wrk() and not asked.own_load else "fallback.py"
    machine = f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {machine}; {by}, {load.CONNECTIONS} connections, one worker each")
    if (load_before := os.getloadavg()[0]) > QUIET:
        print(f"The machine is busy already (load {load_before:.1f}); ours keeps two cores at work and loses most by it.")
    if CONNECTIONS in asked.only:
        connections.measure(asked.folder.absolute(), PEOPLE, GROUPS, rounds)
    if SNAPSHOTS in asked.only:
        snapshots.measure(asked.folder.absolute(), *(FUNDED_QUICK if asked.quick else FUNDED), rounds)
    for name, (measure, sizes, quick_sizes) in AT_TWO_SIZES.items():
        if name in asked.only:
            few, many = quick_sizes if asked.quick else sizes
            measure(asked.folder.absolute(), asked.few or few, asked.many or many, rounds, seconds, own=asked.own_load)
    if set(asked.only) <= {*AT_TWO_SIZES, CONNECTIONS, SNAPSHOTS}:
        return
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        folder = Path(name)
        server = embedded.start(folder / "postgres", durable=True)
        try:
            print(f"PostgreSQL {server.version}, durable; medians of {rounds} interleaved rounds of {seconds:g} s")
            made = world.make(server, folder)
            _applications(asked, made, folder, rounds, seconds)
            if "ready" in asked.only:
                _ready(made, folder)
            if "rows" in asked.only:
                _row_security(server, quick=asked.quick)
        finally:
            server.destroy()


def _applications(asked: argparse.Namespace, made: world.World, folder: Path, rounds: int, seconds: float) -> None:
    kinds = [kind for kind in KINDS if kind in asked.only]
    if not kinds and "memory" not in asked.only:
        return
    with ExitStack() as running:
        served = {}
        for name in APPLICATIONS:
            probe = "/readyz" if name == "ours" else f"/v1/people/{made.person}"
            served[name] = running.enter_context(serving(name, made.settings(name), probe, folder / f"{name}.log"))
        for kind in kinds:
            _check(served, made, kind)
            _compare(served, made, kind, rounds, seconds, own=asked.own_load)
        if "memory" in asked.only:
            _memory(served["ours"], made, 5_000 if asked.quick else 100_000, own=asked.own_load)


def _load(made: world.World, name: str, kind: str) -> load.Load:
    headers = {"Authorization": f"Bearer {made.token()}"} if name == "ours" else {}
    path = {"one": f"/v1/people/{made.person}", "list": "/v1/people?limit=50", "write": f"/v1/people/{made.person}/gifts"}[kind]
    return load.Load(path, headers, write=kind == "write")


def _check(served: dict[str, Served], made: world.World, kind: str) -> None:
    """All answer the same fields before anything is measured."""
    seen = {}
    for name, each in served.items():
        asked = _load(made, name, kind)
        body = (json.dumps(load.GIFT) % 0).encode() if asked.write else None
        headers = dict(asked.headers) | (
            {"Content-Type": "application/json", "Idempotency-Key": f"check-{time.time_ns()}"} if body else {}
        )
        status, answer = each.ask("POST" if body else "GET", asked.path, headers, body)
        if status != (201 if body else 200):
            message = f"{name} answered {status} to {KINDS[kind]}: {answer[:300]!r}"
            raise RuntimeError(message)
        parsed = json.loads(answer)
        seen[name] = (len(parsed["items"]), frozenset(parsed["items"][0])) if kind == "list" else (1, frozenset(parsed))
    if len(set(seen.values())) != 1:
        message = f"{KINDS[kind]}: the answers differ: {seen}"
        raise RuntimeError(message)


def _compare(served: dict[str, Served], made: world.World, kind: str, rounds: int, seconds: float, *, own: bool) -> None:
    found: dict[str, list[load.Result]] = {name: [] for name in served}
    for turn in range(-1, rounds):  # the round before the first warms everything up
        for name, each in served.items():
            result = load.run(
                each.port, _load(made, name, kind), 1 if turn < 0 else seconds, f"{name}{turn}-{time.time_ns()}", own=own
            )
            if turn >= 0:
                found[name].append(result)
    print(f"\n{KINDS[kind]:<18}{'a second':>9}{'spread':>16}{'p50 ms':>8}{'p99 ms':>8}{'failed':>8}   ours to it   target")
    for name, results in found.items():
        rates = sorted(r.rate for r in results)
        line = f"  {name:<16}{statistics.median(rates):>9.0f}{f'{rates[0]:.0f}-{rates[-1]:.0f}':>16}"
        line += f"{statistics.median(r.p50 for r in results):>8.1f}{statistics.median(r.p99 for r in results):>8.1f}"
        line += f"{sum(r.failed for r in results):>8}"
        if name != "ours":
            compared = sorted(o.rate / r.rate for o, r in zip(found["ours"], results, strict=True))
            line += f"   {statistics.median(compared):.2f} ({compared[0]:.2f}-{compared[-1]:.2f})"
            line += _verdict(statistics.median(compared), TARGETS.get((kind, name)))
        print(line, flush=True)


def _verdict(value: float, least: float | None) -> str:
    if least is None:
        return ""
    return f"   >= {least:.2f} {'holds' if value >= least else 'MISSED'}"


def _memory(ours: Served, made: world.World, requests: int, *, own: bool) -> None:
    begin, done, turn = ours.memory_megabytes(), 0, 0
    while done < requests:
        kind = ("one", "list", "write")[turn % 3]
        done += load.run(ours.port, _load(made, "ours", kind), 3, f"memory{turn}-{time.time_ns()}", own=own).requests
        turn += 1
    now = ours.memory_megabytes()
    verdict = "holds" if now <= MEGABYTES_AT_MOST else "MISSED"
    print(
        f"\nMemory of the worker: {now:.0f} MB after {done} requests (before {begin:.0f} MB)   <= {MEGABYTES_AT_MOST} {verdict}"
    )


def _ready(made: world.World, folder: Path) -> None:
    found = []
    for _ in range(3):
        made.server.stop()
        began = time.perf_counter()
        embedded.start(folder / "postgres", durable=True)
        database = time.perf_counter() - began
        with serving("ours", made.settings("ours"), "/readyz", folder / "ready.log") as ours:
            found.append((database + ours.ready_seconds, database, ours.ready_seconds))
    total, database, service = (statistics.median(column) for column in zip(*found, strict=True))
    verdict = "holds" if total <= READY_WITHIN else "MISSED"
    print(
        f"\nReady: {total:.1f} s (PostgreSQL {database:.1f} s, service {service:.1f} s)   <= {READY_WITHIN:g} {verdict}",
        flush=True,
    )


def _row_security(server: embedded.Server, *, quick: bool) -> None:
    rows = 200_000 if quick else 2_000_000
    found = row_security.measure(server, rows=rows, rounds=51 if quick else 301)
    print(f"\nA team's day among {rows} visit-like rows, execution in the server")
    for name, milliseconds, ratio in row_security.ratios(found):
        verdict = (
            ""
            if name.startswith("no row security")
            else f"   <= {ROW_SECURITY_AT_MOST:.2f} {'holds' if ratio <= ROW_SECURITY_AT_MOST else 'MISSED'}"
        )
        print(f"  {name:<32}{milliseconds:>8.3f} ms{ratio:>8.2f}{verdict}", flush=True)


if __name__ == "__main__":
    main()
