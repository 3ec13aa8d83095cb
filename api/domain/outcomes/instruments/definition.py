"""What a question set is: items, scales, labels, the scoring rule and its direction. Pure: no database, no request."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Final, Self

from pydantic import Field, StringConstraints, model_validator

from api.domain.shared.fields import Body, Flag, line, prose, some, whole

MOST_ITEMS: Final = 100
FURTHEST: Final = 1000

ItemKey = Annotated[
    str,
    StringConstraints(min_length=1, max_length=60, pattern=r"^[a-z0-9][a-z0-9_-]*$"),
    Field(description="Names the question in answers.", examples=["satisfaction"]),
]
Label = Annotated[str, line(200)]
Number = Annotated[int, whole(-FURTHEST, FURTHEST)]


class Kind(StrEnum):
    """How a question is answered: a number of its scale, one of its choices, words, or yes and no (true, false)."""

    scale = "scale"
    choice = "choice"
    text = "text"
    yes_no = "yes_no"


class Rule(StrEnum):
    """What is made of the answers: nothing, one number, or each answer by itself."""

    none = "none"
    sum = "sum"
    mean = "mean"
    per_item = "per_item"


class Direction(StrEnum):
    """Which way is better."""

    higher_is_better = "higher_is_better"
    lower_is_better = "lower_is_better"


class Scale(Body):
    """Whole numbers from least to most, with words for both ends."""

    least: Annotated[Number, Field(examples=[0])]
    most: Annotated[Number, Field(examples=[10])]
    least_words: Annotated[Label, Field(examples=["not at all"])]
    most_words: Annotated[Label, Field(examples=["completely"])]
    step: Annotated[int, whole(1, FURTHEST), Field(examples=[1])] = 1

    @model_validator(mode="after")
    def _runs(self) -> Self:
        if self.least >= self.most or (self.most - self.least) % self.step:
            msg = "A scale runs from its least to a greater most, in whole steps."
            raise ValueError(msg)
        return self


class Choice(Body):
    """One answer to choose: its value, what it says, and what it counts for (left out: nothing)."""

    value: ItemKey
    label: Label
    score: Number | None = None


class Band(Body):
    """A name for a range of scores, both ends in it. What lies between two bands belongs to the lower one."""

    least: Annotated[int, whole(-FURTHEST * MOST_ITEMS, FURTHEST * MOST_ITEMS), Field(examples=[7])]
    most: Annotated[int, whole(-FURTHEST * MOST_ITEMS, FURTHEST * MOST_ITEMS), Field(examples=[8])]
    label: Annotated[str, line(60), Field(examples=["high"])]


Choices = Annotated[list[Choice], some(30)]
Bands = Annotated[list[Band], some(20)]


def _in_order(bands: list[Band]) -> None:
    ends = [end for band in bands for end in (band.least, band.most)]
    if ends != sorted(ends) or any(a.most == b.least for a, b in pairwise(bands)):
        msg = "Bands go from the lowest to the highest and do not overlap."
        raise ValueError(msg)


class Item(Body):
    """One question, or one statement for a team to look at.

    `reversed`: here it is better the other way round than the whole. `bands`: names for this question's own scores.
    """

    key: ItemKey
    text: Annotated[str, prose(1000), Field(examples=["Overall, how satisfied are you with your life nowadays?"])]
    help: Annotated[str, prose(2000)] | None = None
    kind: Kind
    scale: Scale | None = None
    choices: Choices = Field(default=[])
    required: Flag = True
    reversed: Flag = False
    bands: Bands = Field(default=[])

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if (self.kind is Kind.scale) != (self.scale is not None):
            msg = "A question of the kind scale has a scale, and no other has."
            raise ValueError(msg)
        if (self.kind is Kind.choice) != bool(self.choices):
            msg = "A question of the kind choice has choices, and no other has."
            raise ValueError(msg)
        if len({choice.value for choice in self.choices}) != len(self.choices):
            msg = "Give every choice a value of its own."
            raise ValueError(msg)
        _in_order(self.bands)
        return self

    @property
    def scores(self) -> bool:
        """Whether its answers can count: words never do, choices when one has a score."""
        return self.kind in {Kind.scale, Kind.yes_no} or any(choice.score is not None for choice in self.choices)


class Scoring(Body):
    """What is made of the answers. `never_sum`: its authors say that no total of any kind is to be made."""

    rule: Rule = Rule.none
    direction: Direction = Direction.higher_is_better
    bands: Bands = Field(default=[])
    never_sum: Flag = False

    @model_validator(mode="after")
    def _keeps_to_its_authors(self) -> Self:
        if self.never_sum and self.rule in {Rule.sum, Rule.mean}:
            msg = "What is never summed has no sum and no mean. Choose per_item or none."
            raise ValueError(msg)
        _in_order(self.bands)
        return self


class Definition(Body):
    """A version of a question set, as it is answered."""

    items: Annotated[list[Item], some(MOST_ITEMS)]
    scoring: Scoring = Scoring()

    @model_validator(mode="after")
    def _one_key_each(self) -> Self:
        one_key_each(self.items)
        return self


def one_key_each(items: list[Item]) -> list[Item]:
    """Answers name their question by its key."""
    if len({item.key for item in items}) != len(items):
        msg = "Give every question a key of its own."
        raise ValueError(msg)
    return items


class Answer(Body):
    """An answer to one question: a number, true or false, the value of a choice, or words. `words`: why, or the evidence."""

    item: ItemKey
    value: Annotated[
        Annotated[int, whole(-FURTHEST, FURTHEST)] | Flag | Annotated[str, prose(4000)], Field(union_mode="left_to_right")
    ]
    words: Annotated[str, prose(2000)] | None = None


__all__ = [
    "Answer",
    "Band",
    "Choice",
    "Definition",
    "Direction",
    "Item",
    "ItemKey",
    "Kind",
    "Rule",
    "Scale",
    "Scoring",
    "one_key_each",
]
