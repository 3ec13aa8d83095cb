"""What is asked and shown of weeks as a whole: this one, and the last ones in counts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.measures.schemas import Measures
from api.domain.outcomes.good_weeks.models import Mark
from api.domain.outcomes.good_weeks.schemas import (
    Count,
    Ended,
    HowOften,
    Monday,
    PastMonday,
    Position,
    Score,
    TenWords,
    What,
    When,
    Whose,
    Why,
    WhyItMatters,
    WithWhom,
    Words,
    ZeroWords,
)
from api.domain.shared.fields import INT32, Body, Day, Shown, Version


class WeekQuery(Body):
    """Which week; this one if left out."""

    week_on: PastMonday | None = None


class MarkOfWeek(Shown):
    """How an item went in the week."""

    id: UUID
    version: Version
    mark: Mark
    why: Why | None
    answered_by: Whose


class ItemOfWeek(Shown):
    """An item of the good week, with how it went; null where nobody has said yet."""

    id: UUID
    what: What
    when_words: When | None
    with_whom: WithWhom | None
    how_often: HowOften | None
    why_it_matters: WhyItMatters | None
    position: Position
    started_on: Day
    ended_on: Ended | None
    mark: MarkOfWeek | None


class ScoreOfWeek(Shown):
    """What somebody gave the week, on the person's own scale."""

    id: UUID
    version: Version
    answered_by: Whose
    score: Score
    zero_words: ZeroWords
    ten_words: TenWords
    words: Words | None


class GoodWeekRead(Shown):
    """A person's week: what makes it good, how each went, and what it was given, by who answered."""

    measures: Measures
    person_id: UUID
    week_on: Monday
    items: Annotated[list[ItemOfWeek], Field(max_length=100000)]
    scores: Annotated[list[ScoreOfWeek], Field(max_length=3)]


class WeeksQuery(Body):
    """How many weeks, this one among them."""

    weeks: Annotated[int, Field(ge=1, le=53, json_schema_extra=INT32, description="So many weeks, up to this one.")] = 12


class MarksByAnswerer(Shown):
    """Marks of a week in one voice. n: how many."""

    answered_by: Whose
    n: Count
    happened: Count
    partly: Count
    did_not_happen: Count


class ScoreByAnswerer(Shown):
    """The score of a week in one voice."""

    answered_by: Whose
    n: Annotated[Count, Field(description="Always 1: one score a week and answerer.")]
    score: Score
    zero_words: ZeroWords
    ten_words: TenWords


class WeekCounts(Shown):
    """One week in counts. n = happened + partly + did_not_happen + unmarked: the items of that week."""

    week_on: Monday
    n: Count
    happened: Count
    partly: Count
    did_not_happen: Count
    unmarked: Annotated[Count, Field(description="Items of that week of which nobody has said how they went.")]
    marks: Annotated[list[MarksByAnswerer], Field(max_length=3)]
    scores: Annotated[list[ScoreByAnswerer], Field(max_length=3)]


class ScoresByAnswerer(Shown):
    """The scores of all these weeks in one voice, with n and range."""

    answered_by: Whose
    n: Count
    mean: Annotated[float, Field(ge=0, le=10, examples=[6.25])]
    least: Score
    most: Score


class GoodWeeksRead(Shown):
    """The last weeks of a person, the latest first. Whose word it was is kept apart."""

    measures: Measures
    person_id: UUID
    weeks: Annotated[list[WeekCounts], Field(max_length=53)]
    scores: Annotated[list[ScoresByAnswerer], Field(max_length=3)]
