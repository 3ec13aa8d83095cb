"""What scores over time come to. Pure: who answered is always apart, and only scores on one scale are set against each other."""

from collections.abc import Hashable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final, NamedTuple

from api.domain.outcomes.good_weeks.models import AnsweredBy
from api.domain.outcomes.instruments.definition import Direction

VOICES: Final = tuple(AnsweredBy)  # in this order everywhere; never one figure over them
HUNDREDTH: Final = Decimal("0.01")


class Point(NamedTuple):
    """A score of a day by somebody. `scale`: equal for scores that can be compared; `shown`: what is told of it beside."""

    on: str
    score: float
    answered_by: str
    scale: Hashable
    shown: dict[str, Any]


def mean_of(scores: Sequence[float]) -> float:
    """The mean to two places, halves up, as a reader checks it by hand."""
    whole = sum((Decimal(str(score)) for score in scores), Decimal(0)) / len(scores)
    return float(whole.quantize(HUNDREDTH, ROUND_HALF_UP))


def by_who(points: Sequence[Point], direction: Direction, starts: Sequence[Point] = ()) -> list[dict[str, Any]]:
    """A line for each who answered, of points in order of time. `starts`: baselines that stand apart from the scores given."""
    found = []
    for voice in VOICES:
        theirs = [point for point in points if point.answered_by == voice]
        start = next((point for point in starts if point.answered_by == voice), None)
        if theirs or start:
            found.append({"answered_by": voice.value, **_line(theirs, start, direction)})
    return found


def _line(points: Sequence[Point], start: Point | None, direction: Direction) -> dict[str, Any]:
    baseline = start or points[0]
    latest = points[-1] if points else None
    scales = _scales(points)
    said = _spread(points) if len(scales) == 1 else {"mean": None, "lowest": None, "highest": None}
    change = change_is = None
    comparable = latest is None or latest.scale == baseline.scale
    if latest is not None and latest is not baseline and comparable:
        change = _plain(Decimal(str(latest.score)) - Decimal(str(baseline.score)))
        change_is = _towards(change, direction)
    return {
        "n": len(points),
        **said,
        "first_on": points[0].on if points else None,
        "last_on": points[-1].on if points else None,
        "baseline": _told(baseline),
        "latest": _told(latest) if latest is not None else None,
        "change": change,
        "change_is": change_is,
        "comparable": comparable,
        "scales": scales,
    }


def _scales(points: Sequence[Point]) -> list[dict[str, Any]]:
    """The scores of each scale by itself, in the order in which they came."""
    apart: dict[Hashable, list[Point]] = {}
    for point in points:
        apart.setdefault(point.scale, []).append(point)
    return [
        {
            **{name: same[-1].shown[name] for name in SCALE if name in same[-1].shown},
            "n": len(same), **_spread(same), "first_on": same[0].on, "last_on": same[-1].on,
        }
        for same in apart.values()
    ]  # fmt: skip


SCALE: Final = ("zero_words", "ten_words", "instrument_version")


def _spread(points: Sequence[Point]) -> dict[str, Any]:
    scores = [point.score for point in points]
    return {"mean": mean_of(scores), "lowest": min(scores), "highest": max(scores)}


def _told(point: Point) -> dict[str, Any]:
    return {"on": point.on, "score": point.score, **point.shown}


def _plain(number: Decimal) -> float:
    return int(number) if number == number.to_integral_value() else float(number)


def _towards(change: float, direction: Direction) -> str:
    if change == 0:
        return "same"
    return "better" if (change > 0) is (direction is Direction.higher_is_better) else "worse"
