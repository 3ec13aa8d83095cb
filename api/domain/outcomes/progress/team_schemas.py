"""What is shown of how a team's outcomes get on. Good and bad are counted alike; who answered is always apart."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.measures.schemas import Measures
from api.domain.outcomes.models import OutcomeStatus
from api.domain.outcomes.progress.schemas import Count, Mean, Score, Whose
from api.domain.shared.fields import Day, Shown

People = Annotated[Count, Field(description="Of how many people.")]


class StateCounts(Shown):
    """How outcomes stand now: those of the people whom the team supports now, also paused; not of those whose support ended."""

    n: Annotated[Count, Field(description="All of them: exploring + on_track + off_track + achieved + changed + set_aside.")]
    people: People
    exploring: Count
    on_track: Count
    off_track: Count
    achieved: Count
    changed: Count
    set_aside: Count


class MoveCount(Shown):
    """How many outcomes went this way in the days. `from_status` null: it was spoken of for the first time."""

    from_status: OutcomeStatus | None
    to_status: OutcomeStatus
    n: Count
    people: People
    with_reason: Annotated[Count, Field(description="How many of the n say why.")]


class MarkCounts(Shown):
    """How what makes weeks good went, in one voice. n = happened + partly + did_not_happen."""

    answered_by: Whose
    n: Count
    people: People
    weeks: Annotated[Count, Field(description="Weeks of people that were marked at all.")]
    happened: Count
    partly: Count
    did_not_happen: Count


class WeekScores(Shown):
    """What weeks were given, in one voice. Everybody's 0 and 10 are their own: read the mean with its range and its people."""

    answered_by: Whose
    n: Count
    people: People
    mean: Mean
    lowest: Score
    highest: Score


class CheckInCounts(Shown):
    """Check-ins given in the days, in one voice. n = on_outcomes + on_weeks + with_instruments."""

    answered_by: Whose
    n: Count
    people: People
    on_outcomes: Count
    on_weeks: Count
    with_instruments: Count


class WithoutCheckIn(Shown):
    """Of the n people supported now, how many have not checked in in the days, and nobody for them."""

    n: Count
    people: Count


class ReviewCounts(Shown):
    """Reviews: held in the days; of the n people supported now, due within four weeks from today, and overdue."""

    n: Count
    held: Count
    due: Annotated[Count, Field(description="Due from today on, within 28 days.")]
    overdue: Annotated[Count, Field(description="Six months are over. Nobody paused, or whose support ended.")]


class OutcomeFiguresRead(Shown):
    """How the outcomes of a team's people get on. What is so now is of whom it supports now; what happened is of who provided."""

    measures: Measures
    team_id: UUID
    from_on: Day
    until_on: Day
    states: StateCounts
    moves: Annotated[list[MoveCount], Field(max_length=50)]
    marks: Annotated[list[MarkCounts], Field(max_length=3)]
    week_scores: Annotated[list[WeekScores], Field(max_length=3)]
    check_ins: Annotated[list[CheckInCounts], Field(max_length=3)]
    without_check_in: WithoutCheckIn
    reviews: ReviewCounts
