"""What is asked and shown of figures and statements about visits. Every share says of how many (`n`); null where n is 0."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.measures.schemas import Measures
from api.domain.shared.fields import Body, Day, Shown, line
from api.domain.visits.availability.models import AbsenceKind
from api.domain.visits.models import ShortReason

Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"})]
Minutes = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"}, description="Member minutes.")]
Share = Annotated[float, Field(ge=0, le=1, examples=[0.9312])]
Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", min_length=7, max_length=7, examples=["2026-10"])]
MOST_DAYS = 366


class FiguresQuery(Body):
    """The days of figures, in London; the last 28 days up to today if left out."""

    from_on: Annotated[Day, Field(description="The first day.", examples=["2026-03-02"])] | None = None
    until_on: (
        Annotated[Day, Field(description="The first day no longer counted, at most 366 days later.", examples=["2026-03-30"])]
        | None
    ) = None

    @model_validator(mode="after")
    def _in_order(self) -> "FiguresQuery":
        if self.from_on is not None and self.until_on is not None:
            days = (self.until_on - self.from_on).days
            if not 0 < days <= MOST_DAYS:
                msg = f"until_on is 1 to {MOST_DAYS} days after from_on."
                raise ValueError(msg)
        return self


class StatementQuery(Body):
    """The month of a statement; the last whole one if left out."""

    month: Month | None = None


class VisitCounts(Shown):
    """How many visits, by what became of them. Cancelled visits count nowhere else."""

    planned: Annotated[Count, Field(description="Planned and not cancelled.")]
    completed: Count
    missed: Count
    cancelled: Count
    ahead: Annotated[Count, Field(description="Open or planned still.")]
    unplanned: Annotated[Count, Field(description="Recorded without having been planned.")]
    late: Annotated[Count, Field(description="Had not begun when the team's tolerance was over.")]


class MinuteSums(Shown):
    """Minutes of members: a visit of two counts twice. Travel is apart from time with people."""

    planned: Minutes
    delivered: Minutes
    travel: Annotated[Minutes, Field(description="Planned travel to completed visits.")]
    travel_share: Annotated[Share, Field(description="travel / (travel + delivered).")] | None


class Continuity(Shown):
    """How few faces people see. A contact is one member at one completed visit.

    `bice_boxerman` is the continuity of care index (T. W. Bice, S. B. Boxerman: A quantitative measure of continuity of care,
    Medical Care 15, 1977): (sum of n_j squared - N) / (N (N - 1)), n_j contacts with member j of N in all, for people with two
    contacts or more, weighted by N. 1: always the same face; 0: never the same twice. Not given for a single member.
    """

    people: Count
    contacts: Count
    faces_mean: Annotated[float, Field(ge=0, le=100000, description="Distinct members a person met, mean over people.")] | None
    faces_least: Count | None
    faces_most: Count | None
    top_three_share: Annotated[Share, Field(description="Contacts with each person's three most frequent members.")] | None
    bice_boxerman: Share | None
    bice_boxerman_people: Annotated[Count, Field(description="The n of the index.")]


class ReasonCount(Shown):
    """How often a reason was given for a visit under 30 minutes."""

    reason: ShortReason
    n: Count


class ShortVisits(Shown):
    """Planned visits under 30 minutes, of all planned."""

    n: Count
    short: Count
    share: Share | None
    reasons: Annotated[list[ReasonCount], Field(max_length=20)]


class OnTime(Shown):
    """Begun within the visit's window, or within 15 minutes of its planned start where it has none; of those with a time."""

    n: Count
    on_time: Count
    share: Share | None


class Missed(Shown):
    """Missed, of the visits that were due."""

    n: Count
    missed: Count
    share: Share | None


class WeekFigures(Shown):
    """The counts of one week, from its Monday."""

    week_on: Day
    planned: Count
    completed: Count
    missed: Count
    cancelled: Count
    planned_minutes: Minutes
    delivered_minutes: Minutes
    travel_minutes: Minutes
    short: Count
    timed: Annotated[Count, Field(description="The n of on_time.")]
    on_time: Count


class VisitFigures(Shown):
    """Figures about visits of a team (that provided them), a person or a member."""

    measures: Measures
    of: Literal["team", "person", "member"]
    id: UUID
    from_on: Day
    until_on: Day
    visits: VisitCounts
    minutes: MinuteSums
    continuity: Continuity
    short: ShortVisits
    on_time: OnTime
    missed: Missed
    weeks: Annotated[list[WeekFigures], Field(max_length=54)]


class AbsenceCount(Shown):
    """Days away of one kind."""

    kind: AbsenceKind
    days: Annotated[Count, Field(description="Member days: two members away on one day count twice.")]
    members: Count
    share: Annotated[Share, Field(description="days / member_days.")] | None


class AbsenceFigures(Shown):
    """Days away of a team's members: leave, sickness and the rest, of all days of membership."""

    measures: Measures
    team_id: UUID
    from_on: Day
    until_on: Day
    members: Count
    member_days: Annotated[Count, Field(description="Days of membership: the n of each share.")]
    kinds: Annotated[list[AbsenceCount], Field(max_length=10)]


class StatementLine(Shown):
    """One person's visits of a month by one team. Minutes are member minutes."""

    person_id: UUID
    provided_by_team_id: UUID
    council_reference: Annotated[str, line(40)] | None
    planned_visits: Count
    planned_minutes: Minutes
    delivered_visits: Count
    delivered_minutes: Minutes
    missed_visits: Count
    cancelled_visits: Count
    visits_of_two_or_more: Count


class VisitStatement(Shown):
    """Planned and delivered minutes of a month, for the council."""

    measures: Measures
    of: Literal["team", "person"]
    id: UUID
    month: Month
    lines: Annotated[list[StatementLine], Field(max_length=100000)]
