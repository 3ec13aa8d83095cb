"""The same requests to two worlds, one small and one large, round by round in turn; what is made of the results."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from tests.bench import load
from tests.bench.processes import Served

READS_AT_MOST, WRITES_AT_LEAST = 1.20, 0.9
WRITES_A_SECOND = 2500  # more than any of them makes: so many are laid ready


class Side(Protocol):
    """A world being asked."""

    served: Served
    tokens: list[str]

    @property
    def size(self) -> int:
        """How large it is."""


Asked = TypeVar("Asked", bound=Side)


def label() -> str:
    """Fresh for every run: no idempotency key comes twice."""
    return f"bench-{time.time_ns()}"


def first_answer(side: Side, turns: load.Turns) -> bytes:
    """The first answer: it must be one."""
    who, path, sent = turns.requests[0]
    headers = {"Authorization": f"Bearer {side.tokens[who]}"}
    if sent:
        headers |= {"Content-Type": "application/json", "Idempotency-Key": label()}
    status, body = side.served.ask("POST" if sent else "GET", path, headers, sent.encode() if sent else None)
    if status != (201 if sent else 200):
        message = f"{path} was answered {status}: {body[:300]!r}"
        raise RuntimeError(message)
    return body


def interleaved(
    sides: Sequence[Asked], make: Callable[[Asked, float], load.Turns], rounds: int, seconds: float, *, own: bool
) -> list[list[load.Result]]:
    """Results by world. The round before the first warms everything up; each round begins with the other one."""
    found: list[list[load.Result]] = [[] for _ in sides]
    for turn in range(-1, rounds):
        length = 1.0 if turn < 0 else seconds
        for n in range(len(sides)):
            place = (n + turn) % len(sides)
            result = load.run_turns(sides[place].served.port, make(sides[place], length), length, label(), own=own)
            if turn >= 0:
                found[place].append(result)
    return found


def spread(values: list[float]) -> str:
    """Median, least and most."""
    return f"{statistics.median(values):.2f} ({min(values):.2f}-{max(values):.2f})"


def told(name: str, sides: Sequence[Side], found: list[list[load.Result]]) -> str:
    """What each of them did."""
    lines = []
    for each, results in zip(sides, found, strict=True):
        rate, p50, failed = (statistics.median(r.rate for r in results), statistics.median(r.p50 for r in results), results)
        lines.append(f"{each.size}: {rate:.0f} a second, p50 {p50:.1f} ms, {sum(r.failed for r in failed)} failed")
    return f"  {name:<18}" + "; ".join(lines)


def reads(
    sides: Sequence[Asked], name: str, make: Callable[[Asked], load.Turns], rounds: int, seconds: float, *, own: bool
) -> None:
    """Measure and print a read: the time among many to the time among few."""
    answers = [first_answer(each, make(each)) for each in sides]
    found = interleaved(sides, lambda each, _: make(each), rounds, seconds, own=own)
    times = [small.rate / large.rate for small, large in zip(*found, strict=True)]
    verdict = "holds" if statistics.median(times) <= READS_AT_MOST else "MISSED"
    print(told(name, sides, found), flush=True)
    shown = " and ".join(_shown(each) for each in answers)
    print(f"  {'':<18}{shown} shown; time {spread(times)}   <= {READS_AT_MOST:.2f} {verdict}", flush=True)


def writes(
    sides: Sequence[Asked], name: str, make: Callable[[Asked, int], load.Turns], rounds: int, seconds: float, *, own: bool
) -> None:
    """Measure and print a write: the rate among many to the rate among few."""
    for each in sides:
        first_answer(each, make(each, 1))
    found = interleaved(sides, lambda each, length: make(each, int(length * WRITES_A_SECOND)), rounds, seconds, own=own)
    rates = [large.rate / small.rate for small, large in zip(*found, strict=True)]
    verdict = "holds" if statistics.median(rates) >= WRITES_AT_LEAST else "MISSED"
    print(told(name, sides, found), flush=True)
    print(f"  {'':<18}rate {spread(rates)}   >= {WRITES_AT_LEAST:.2f} {verdict}", flush=True)


def _shown(answer: bytes) -> str:
    items = json.loads(answer).get("items")
    return str(len(items)) if isinstance(items, list) else f"{len(answer)} bytes"
