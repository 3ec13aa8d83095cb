"""What is asked and shown of progress. Every mean stands with its n and its range; who answered is always apart."""

from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import Field

from api.domain.measures.schemas import Measures
from api.domain.outcomes.good_weeks.models import AnsweredBy
from api.domain.outcomes.models import OutcomeStatus
from api.domain.outcomes.schemas import Statement, TenWords, ZeroWords
from api.domain.shared.fields import INT32, Body, Day, Flag, Shown, line

MOST: Final = 100000
Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32)]
Score = Annotated[int, Field(ge=0, le=10, json_schema_extra=INT32, examples=[6])]
Mean = Annotated[float, Field(ge=0, le=10, examples=[6.25])]
Change = Annotated[int, Field(ge=-10, le=10, json_schema_extra=INT32, description="latest - baseline.", examples=[3])]
ChangeIs = Annotated[
    Literal["better", "same", "worse"], Field(description="Which way it changed: what is better, the scale says.")
]
Comparable = Annotated[bool, Field(description="Whether baseline and latest were given on a scale with the same words.")]
Whose = Annotated[AnsweredBy, Field(description="Whose word it is; never one figure over several.")]
SaidIn = Annotated[Literal["outcome", "check_in", "week"], Field(description="The outcome's own baseline, or a score given.")]


class ProgressQuery(Body):
    """The days of progress, in London; all of them if left out."""

    from_on: Annotated[Day, Field(description="The first day.", examples=["2026-03-02"])] | None = None
    until_on: Annotated[Day, Field(description="The first day no longer counted.", examples=["2026-09-01"])] | None = None


class ItemProgressQuery(ProgressQuery):
    """Which question, and the days."""

    instrument: Annotated[str, line(60), Field(description="The instrument's key.", examples=["ons4"])] = "ons4"
    item: Annotated[str, line(60), Field(description="The question's key.", examples=["satisfaction"])] = "satisfaction"


class OwnScore(Shown):
    """A score on the person's own scale."""

    on: Day
    score: Score
    zero_words: ZeroWords
    ten_words: TenWords
    said_in: SaidIn


class OwnScale(Shown):
    """The scores given while 0 and 10 had these words."""

    zero_words: ZeroWords
    ten_words: TenWords
    n: Count
    mean: Mean
    lowest: Score
    highest: Score
    first_on: Day
    last_on: Day


class OwnFigures(Shown):
    """What one voice scored over time. Mean and range are null where the words for 0 or 10 changed: see `scales`.

    `baseline` is where the outcome began, as the person said (said_in: outcome), or else the first score of these days. It is
    not among the n unless it is a score given. `change` is null for one score alone, and where it is not comparable.
    """

    answered_by: Whose
    n: Count
    mean: Mean | None
    lowest: Score | None
    highest: Score | None
    first_on: Day | None
    last_on: Day | None
    baseline: OwnScore
    latest: OwnScore | None
    change: Change | None
    change_is: ChangeIs | None
    comparable: Comparable
    scales: Annotated[list[OwnScale], Field(max_length=MOST)]


class OwnPoint(Shown):
    """One score in time. `amended`: it was corrected since, and this is the last word."""

    check_in_id: UUID | None
    on: Day
    score: Score
    zero_words: ZeroWords
    ten_words: TenWords
    answered_by: Whose
    amended: Flag


class _OutcomeFigures(Shown):
    outcome_id: UUID
    person_id: UUID
    statement: Statement
    status: OutcomeStatus
    started_on: Day
    ended_on: Day | None
    zero_words: ZeroWords | None
    ten_words: TenWords | None
    check_ins: Annotated[Count, Field(description="All of these days, also those in words alone.")]
    scores: Annotated[list[OwnFigures], Field(max_length=3)]


class OutcomeFigures(_OutcomeFigures):
    """An outcome and what was scored on it."""


class OutcomeProgress(_OutcomeFigures):
    """An outcome, what was scored on it, and each score in time."""

    measures: Measures
    from_on: Day | None
    until_on: Day | None
    points: Annotated[list[OwnPoint], Field(max_length=MOST)]


class GoodWeekFigures(Shown):
    """What weeks were given. One score a week and voice: the week's own, or else the last that a check-in on it says."""

    scores: Annotated[list[OwnFigures], Field(max_length=3)]


class WeekProgress(GoodWeekFigures):
    """What weeks were given, each week by itself; `on` is its Monday."""

    measures: Measures
    person_id: UUID
    from_on: Day | None
    until_on: Day | None
    points: Annotated[list[OwnPoint], Field(max_length=MOST)]
