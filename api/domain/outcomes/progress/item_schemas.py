"""What is shown of answers to instruments over time, question by question; and of all that a person's progress is."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.measures.schemas import Measures
from api.domain.outcomes.instruments.definition import FURTHEST, MOST_ITEMS, Direction, ItemKey, Rule
from api.domain.outcomes.progress.schemas import (
    MOST,
    ChangeIs,
    Count,
    GoodWeekFigures,
    OutcomeFigures,
    Whose,
)
from api.domain.shared.fields import INT32, Day, Flag, Shown, line, prose

Number = Annotated[int, Field(ge=-FURTHEST, le=FURTHEST, json_schema_extra=INT32, examples=[7])]
Total = Annotated[float, Field(ge=-FURTHEST * MOST_ITEMS, le=FURTHEST * MOST_ITEMS, examples=[6.25])]
InstrumentKey = Annotated[str, line(60), Field(examples=["ons4"])]
Named = Annotated[str, line(200)]
Asked = Annotated[str, prose(1000), Field(description="The question in its newest words.")]
Band = Annotated[str, line(60)]
VersionNumber = Annotated[int, Field(ge=1, le=2147483647, json_schema_extra=INT32)]


class BandCount(Shown):
    """How many answers lay in a band."""

    band: Band
    n: Count


class ItemScore(Shown):
    """What an answer counted for."""

    on: Day
    score: Number
    band: Band | None
    instrument_version: VersionNumber


class ItemScale(Shown):
    """The answers given while the question was the same; the newest version that asked it so."""

    instrument_version: VersionNumber
    n: Count
    mean: Total
    lowest: Number
    highest: Number
    first_on: Day
    last_on: Day


class ItemFigures(Shown):
    """What one voice answered over time. Mean, range and change are null where the question changed: see `scales`."""

    answered_by: Whose
    n: Count
    mean: Total | None
    lowest: Number | None
    highest: Number | None
    first_on: Day | None
    last_on: Day | None
    baseline: ItemScore
    latest: ItemScore | None
    change: Number | None
    change_is: ChangeIs | None
    comparable: Annotated[bool, Field(description="Whether baseline and latest answer the same question on the same scale.")]
    scales: Annotated[list[ItemScale], Field(max_length=MOST)]
    bands: Annotated[list[BandCount], Field(max_length=200)]


class TotalScore(Shown):
    """What an instrument's answers came to."""

    on: Day
    score: Total
    band: Band | None
    instrument_version: VersionNumber


class TotalScale(Shown):
    """The totals given while all its questions were the same."""

    instrument_version: VersionNumber
    n: Count
    mean: Total
    lowest: Total
    highest: Total
    first_on: Day
    last_on: Day


class TotalFigures(Shown):
    """What one voice's answers came to over time, where the instrument's authors make a total."""

    answered_by: Whose
    n: Count
    mean: Total | None
    lowest: Total | None
    highest: Total | None
    first_on: Day | None
    last_on: Day | None
    baseline: TotalScore
    latest: TotalScore | None
    change: Total | None
    change_is: ChangeIs | None
    comparable: Annotated[bool, Field(description="Whether baseline and latest answer the same questions.")]
    scales: Annotated[list[TotalScale], Field(max_length=MOST)]


class _Question(Shown):
    item: ItemKey
    text: Asked
    direction: Annotated[Direction, Field(description="Which way is better for this question's own scores.")]
    scores: Annotated[list[ItemFigures], Field(max_length=3)]


class QuestionFigures(_Question):
    """One question and what was answered."""


class InstrumentFigures(Shown):
    """An instrument that was answered. `totals` is empty for what is never summed (ONS4) and what is read item by item."""

    instrument: InstrumentKey
    name: Named
    n: Annotated[Count, Field(description="How often it was answered.")]
    rule: Rule
    never_sum: Flag
    direction: Direction
    totals: Annotated[list[TotalFigures], Field(max_length=3)]
    items: Annotated[list[QuestionFigures], Field(max_length=MOST)]


class QuestionScale(Shown):
    """Both ends of what a question's answers count for."""

    least: Number
    least_words: Named
    most: Number
    most_words: Named


class ItemPoint(Shown):
    """One answer in time."""

    check_in_id: UUID
    on: Day
    score: Number
    band: Band | None
    instrument_version: VersionNumber
    answered_by: Whose


class ItemProgress(_Question):
    """One question of an instrument, what was answered, and each answer in time."""

    measures: Measures
    person_id: UUID
    from_on: Day | None
    until_on: Day | None
    instrument: InstrumentKey
    name: Named
    scale: QuestionScale
    points: Annotated[list[ItemPoint], Field(max_length=MOST)]


class PersonProgress(Shown):
    """How a person gets on, by their own outcomes, weeks and answers. What is not shared with the reader is null."""

    measures: Measures
    person_id: UUID
    from_on: Day | None
    until_on: Day | None
    outcomes: Annotated[list[OutcomeFigures], Field(max_length=MOST)]
    weeks: GoodWeekFigures | None
    instruments: Annotated[list[InstrumentFigures], Field(max_length=MOST)] | None
