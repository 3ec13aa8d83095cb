"""Answers to question sets: what fits, and what it comes to."""

from typing import Any

import pytest
from pydantic import ValidationError

from api.domain.outcomes.instruments.built_in import BUILT_IN, ONS4, ONS4_1
from api.domain.outcomes.instruments.definition import Answer, Definition
from api.domain.outcomes.instruments.errors import AnswerError
from api.domain.outcomes.instruments.scoring import check_answers, scored

ONS4_KEYS = ("satisfaction", "worthwhile", "happiness", "anxiety")


def answers(**values: Any) -> list[Answer]:
    """Answers by question."""
    return [Answer(item=key, value=value) for key, value in values.items()]


def made(scoring: dict[str, Any], *items: dict[str, Any]) -> Definition:
    """A question set of so many items, on a scale from 1 to 5 unless said otherwise."""
    scale = {"least": 1, "most": 5, "least_words": "never", "most_words": "always"}
    return Definition.model_validate(
        {"items": [{"text": "How is it?", "kind": "scale", "scale": scale} | item for item in items], "scoring": scoring}
    )


@pytest.mark.parametrize(
    ("value", "well", "anxious"),
    [
        (0, "low", "very low"), (1, "low", "very low"), (2, "low", "low"), (3, "low", "low"), (4, "low", "medium"),
        (5, "medium", "medium"), (6, "medium", "high"), (7, "high", "high"), (8, "high", "high"),
        (9, "very high", "high"), (10, "very high", "high"),
    ],
)  # fmt: skip
def test_ons4_has_the_bands_that_are_published(value: int, well: str, anxious: str) -> None:
    """Anxiety has bands of its own: 6 and more is high."""
    given = answers(**dict.fromkeys(ONS4_KEYS, value))
    check_answers(ONS4_1, given)
    bands = {line["item"]: line["band"] for line in scored(ONS4_1, given)["items"]}
    assert bands == {"satisfaction": well, "worthwhile": well, "happiness": well, "anxiety": anxious}


def test_ons4_is_never_summed_and_less_anxiety_is_better() -> None:
    """Four figures, no total; each value as it was given."""
    figures = scored(ONS4_1, answers(satisfaction=7, worthwhile=8, happiness=6, anxiety=2))
    assert figures["total"] is None
    assert figures["band"] is None
    assert (figures["n"], figures["of"]) == (4, 4)
    assert [line["score"] for line in figures["items"]] == [7, 8, 6, 2]
    assert [line["direction"] for line in figures["items"]] == [*["higher_is_better"] * 3, "lower_is_better"]


@pytest.mark.parametrize("rule", ["sum", "mean"])
def test_what_is_never_summed_cannot_be_given_a_total(rule: str) -> None:
    """The no-sum rule is part of the question set."""
    with pytest.raises(ValidationError, match="never summed"):
        Definition.model_validate(ONS4_1.model_dump() | {"scoring": {"rule": rule, "never_sum": True}})


def test_ons4_is_built_in_with_four_questions_from_0_to_10() -> None:
    """The wording as it is published."""
    items = BUILT_IN[ONS4][1].items
    assert tuple(item.key for item in items) == ONS4_KEYS
    assert {(item.scale.least, item.scale.most) for item in items if item.scale} == {(0, 10)}
    assert items[0].text == "Overall, how satisfied are you with your life nowadays?"


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ([("satisfaction", 11)], "/answers/0/value"),
        ([("satisfaction", True)], "/answers/0/value"),
        ([("satisfaction", "seven")], "/answers/0/value"),
        ([("satisfaction", 7), ("satisfaction", 8)], "/answers/1/item"),
        ([("satisfaction", 7), ("weather", 8)], "/answers/1/item"),
        ([("satisfaction", 7), ("worthwhile", 7), ("happiness", 7)], "/answers"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_where_it_stands(given: list[tuple[str, Any]], pointer: str) -> None:
    """Off the scale, not a number, twice, unknown, or left out."""
    with pytest.raises(AnswerError) as refused:
        check_answers(ONS4_1, [Answer(item=key, value=value) for key, value in given])
    assert refused.value.pointer == pointer


@pytest.mark.parametrize(
    ("item", "fits", "not_"),
    [
        ({"kind": "yes_no", "scale": None}, True, 1),
        ({"kind": "text", "scale": None}, "We had tea", 3),
        ({"kind": "choice", "scale": None, "choices": [{"value": "often", "label": "Often"}]}, "often", "seldom"),
        ({"scale": {"least": 0, "most": 10, "step": 5, "least_words": "no", "most_words": "yes"}}, 5, 4),
    ],
)
def test_each_kind_of_question_takes_its_own_answers(item: dict[str, Any], fits: Any, not_: Any) -> None:
    """True and false, words, a choice, a step of the scale."""
    definition = made({}, {"key": "q"} | item)
    check_answers(definition, answers(q=fits))
    with pytest.raises(AnswerError):
        check_answers(definition, answers(q=not_))


def test_a_sum_turns_reversed_questions_round_and_names_its_band() -> None:
    """5 of 1 to 5, reversed, counts 1."""
    bands = [{"least": 2, "most": 5, "label": "fair"}, {"least": 6, "most": 10, "label": "good"}]
    definition = made({"rule": "sum", "bands": bands}, {"key": "a"}, {"key": "b", "reversed": True})
    figures = scored(definition, answers(a=4, b=5))
    assert (figures["total"], figures["band"], figures["n"]) == (5, "fair", 2)


def test_a_sum_with_an_answer_missing_is_no_sum() -> None:
    """Half an answer would look like a worse life."""
    definition = made({"rule": "sum"}, {"key": "a"}, {"key": "b", "required": False})
    given = answers(a=4)
    check_answers(definition, given)
    figures = scored(definition, given)
    assert (figures["total"], figures["n"], figures["of"]) == (None, 1, 2)


def test_a_mean_says_of_how_many_it_is() -> None:
    """Over those answered, with n."""
    definition = made({"rule": "mean"}, {"key": "a"}, {"key": "b"}, {"key": "c", "required": False})
    figures = scored(definition, answers(a=4, b=5))
    assert (figures["total"], figures["n"], figures["of"]) == (4.5, 2, 3)


def test_a_mean_between_two_bands_belongs_to_the_lower() -> None:
    """4.5 is not yet 5."""
    bands = [{"least": 1, "most": 4, "label": "fair"}, {"least": 5, "most": 5, "label": "good"}]
    assert scored(made({"rule": "mean", "bands": bands}, {"key": "a"}, {"key": "b"}), answers(a=4, b=5))["band"] == "fair"


def test_nothing_is_made_of_answers_without_a_rule() -> None:
    """Words and numbers as they are."""
    figures = scored(made({"rule": "none"}, {"key": "a"}), answers(a=4))
    assert (figures["total"], figures["n"], figures["of"], figures["items"][0]["score"]) == (None, 0, 0, None)


@pytest.mark.parametrize(
    "item",
    [
        {"key": "q", "kind": "text"},
        {"key": "q", "scale": None},
        {"key": "q", "scale": {"least": 5, "most": 5, "least_words": "a", "most_words": "b"}},
        {"key": "q", "choices": [{"value": "a", "label": "A"}]},
        {"key": "q", "bands": [{"least": 3, "most": 5, "label": "b"}, {"least": 1, "most": 3, "label": "a"}]},
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(item: dict[str, Any]) -> None:
    """A scale where there is none, none where there is one, choices without their kind, bands that overlap."""
    with pytest.raises(ValidationError):
        made({}, item)


def test_two_questions_never_have_one_key() -> None:
    """Answers name their question by it."""
    with pytest.raises(ValidationError, match="key of its own"):
        made({}, {"key": "q"}, {"key": "q"})
