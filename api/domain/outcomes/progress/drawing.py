"""From what is told to what is drawn: an outcome, a person's weeks, one question of an instrument."""

from datetime import date
from typing import Any

from api.domain.outcomes.instruments.definition import Direction
from api.domain.outcomes.progress import telling
from api.domain.outcomes.progress.picture import drawn
from api.domain.outcomes.progress.wording import Mark, Subject

Json = dict[str, Any]


def outcome(body: bytes) -> bytes:
    """The picture of one outcome."""
    told = telling.outcome_of(body)
    starts = [
        Mark(date.fromisoformat(b["on"]), b["score"], line["answered_by"], (b["zero_words"], b["ten_words"]), start=True)
        for line in told["scores"] if (b := line["baseline"])["said_in"] == "outcome"
    ]  # fmt: skip
    return drawn(_own(told["statement"], told, starts))


def weeks(body: bytes) -> bytes:
    """The picture of a person's weeks."""
    return drawn(_own("What each week was given", telling.weeks_of(body), []))


def item(body: bytes, instrument: str, key: str) -> bytes:
    """The picture of one question."""
    told, points = telling.item_of(body, instrument, key)
    scale = told["scale"]
    marks = [Mark(date.fromisoformat(p.on), p.score, p.answered_by, p.scale) for p in points]
    return drawn(
        Subject(
            told["text"], scale["least"], scale["least_words"], scale["most"], scale["most_words"], marks, told["scores"],
            told["direction"] == Direction.higher_is_better,
        )
    )  # fmt: skip


def _own(title: str, told: Json, starts: list[Mark]) -> Subject:
    """On the person's own scale: the words at its ends are the newest."""
    points = told["points"]
    given = [Mark(date.fromisoformat(p["on"]), p["score"], p["answered_by"], (p["zero_words"], p["ten_words"])) for p in points]
    newest = points[-1] if points else told
    zero, ten = newest.get("zero_words") or "no words yet", newest.get("ten_words") or "no words yet"
    return Subject(title, 0, zero, 10, ten, sorted([*starts, *given], key=lambda mark: mark.on), told["scores"])
