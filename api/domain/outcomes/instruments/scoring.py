"""Whether answers fit a question set, and what they come to. Pure: the same answers give the same figures for ever."""

from collections.abc import Sequence
from statistics import fmean
from typing import Any

from api.domain.outcomes.instruments.definition import Answer, Band, Definition, Direction, Item, Kind, Rule
from api.domain.outcomes.instruments.errors import AnswerError

Value = int | bool | str
WHAT_FITS = {
    Kind.scale: "Answer with a whole number of this question's scale.",
    Kind.choice: "Answer with the value of one of this question's choices.",
    Kind.text: "Answer this question in words.",
    Kind.yes_no: "Answer this question with true or false.",
}


def check_answers(definition: Definition, answers: Sequence[Answer], *, at: str = "/answers") -> None:
    """Refuse with AnswerError what does not answer this version.

    An unknown question, one answered twice, a value off its scale, a required question left out. `at`: where the answers stand
    in the body, for the pointer.
    """
    items = {item.key: item for item in definition.items}
    seen: set[str] = set()
    for place, answer in enumerate(answers):
        item = items.get(answer.item)
        if item is None:
            says = "This version has no such question. Read its items."
            raise AnswerError(says, pointer=f"{at}/{place}/item")
        if answer.item in seen:
            says = "This question is answered twice. Send one answer to it."
            raise AnswerError(says, pointer=f"{at}/{place}/item")
        seen.add(answer.item)
        if not _fits(item, answer.value):
            raise AnswerError(WHAT_FITS[item.kind], pointer=f"{at}/{place}/value")
    for item in definition.items:
        if item.required and item.key not in seen:
            says = f"Answer every required question: {item.key} is left out."
            raise AnswerError(says, pointer=at)


def scored(definition: Definition, answers: Sequence[Answer]) -> dict[str, Any]:
    """What checked answers come to, by the version's rule.

    `items`: for each answer its `value`, its `score` (None when it does not count), its `band`, and which `direction` is better.
    A sum or a mean turns a reversed question round first (least + most - value), so that all of it points one way; `per_item`
    leaves every value as it was given, as its published bands want it. A sum needs every scored question answered, a mean one;
    without that, by any other rule, and for what is never summed `total` is None. `n` answers of `of` questions counted.
    """
    scoring = definition.scoring
    items = {item.key: item for item in definition.items}
    turned = scoring.rule in {Rule.sum, Rule.mean}
    lines = [_line(definition, items[answer.item], answer.value, turned=turned) for answer in answers]
    counted = [line["score"] for line in lines if line["score"] is not None]
    of = sum(item.scores for item in definition.items) if scoring.rule is not Rule.none else 0
    total: float | None = None
    if scoring.rule is Rule.sum and counted and len(counted) == of:
        total = sum(counted)
    elif scoring.rule is Rule.mean and counted:
        total = round(fmean(counted), 2)
    return {
        "rule": scoring.rule.value,
        "direction": scoring.direction.value,
        "total": total,
        "band": band_of(scoring.bands, total),
        "n": len(counted),
        "of": of,
        "items": lines,
    }


def band_of(bands: Sequence[Band], score: float | None) -> str | None:
    """The name of the band in which a score lies: the last one that begins at or below it. None outside all of them."""
    if score is None or not bands or score > bands[-1].most:
        return None
    return next((band.label for band in reversed(bands) if band.least <= score), None)


def _fits(item: Item, value: Value) -> bool:
    if item.kind is Kind.yes_no:
        return isinstance(value, bool)
    if item.kind is Kind.scale:
        scale = item.scale
        whole = isinstance(value, int) and not isinstance(value, bool)
        return whole and scale is not None and value in range(scale.least, scale.most + 1, scale.step)
    if item.kind is Kind.choice:
        return value in {choice.value for choice in item.choices}
    return isinstance(value, str)


def _line(definition: Definition, item: Item, value: Value, *, turned: bool) -> dict[str, Any]:
    scoring = definition.scoring
    score = None if scoring.rule is Rule.none else _score(item, value)
    if score is not None and turned and item.reversed:
        least, most = _ends(item)
        score = least + most - score
    flipped = item.reversed and not turned
    bands = item.bands or (scoring.bands if scoring.rule is Rule.per_item else [])
    return {
        "item": item.key,
        "value": value,
        "score": score,
        "band": band_of(bands, score),
        "direction": _other(scoring.direction) if flipped else scoring.direction.value,
    }


def _score(item: Item, value: Value) -> int | None:
    if item.kind is Kind.choice:
        return next((choice.score for choice in item.choices if choice.value == value), None)
    return None if isinstance(value, str) else int(value)


def _ends(item: Item) -> tuple[int, int]:
    if item.scale is not None:
        return item.scale.least, item.scale.most
    scores = [choice.score for choice in item.choices if choice.score is not None] or [0, 1]
    return min(scores), max(scores)


def _other(direction: Direction) -> str:
    higher = direction is Direction.higher_is_better
    return (Direction.lower_is_better if higher else Direction.higher_is_better).value
