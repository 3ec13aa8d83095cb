"""Counts and means of a part of a snapshot, as they are shown: every name of the registry, and of each whether it is hidden."""

from typing import Annotated

from pydantic import Field

from api.domain.shared.fields import INT32, Flag, Shown


class FigureCount(Shown):
    """A count, or that it is hidden: then it is null and never shown as 0, so nothing may be added up as if it were."""

    value: Annotated[
        int | None,
        Field(ge=0, le=1_000_000_000_000, json_schema_extra={"format": "int64"}, description="Null where it is hidden."),
    ]
    suppressed: Annotated[
        Flag, Field(description="Too few to show, or hidden so that nobody works out another that is. False of exact figures.")
    ]


class FigureCounts(Shown):
    """What was counted, each rounded from its own true value: parts need not add up to their total."""

    people: Annotated[FigureCount, Field(description="People supported on at least one day.")]
    person_days: Annotated[FigureCount, Field(description="Their days of support.")]
    outcomes: Annotated[FigureCount, Field(description="Outcomes, by where they stood when the days ended.")]
    outcomes_exploring: FigureCount
    outcomes_on_track: FigureCount
    outcomes_off_track: FigureCount
    outcomes_achieved: FigureCount
    outcomes_changed: FigureCount
    outcomes_set_aside: FigureCount
    moves: Annotated[FigureCount, Field(description="Ways that outcomes went in these days, by where to.")]
    moves_exploring: FigureCount
    moves_on_track: FigureCount
    moves_off_track: FigureCount
    moves_achieved: FigureCount
    moves_changed: FigureCount
    moves_set_aside: FigureCount
    week_items: Annotated[FigureCount, Field(description="What makes a week good, by whether it happened.")]
    week_items_happened: FigureCount
    week_items_partly: FigureCount
    week_items_not: FigureCount
    ons4_satisfaction: Annotated[
        FigureCount, Field(description="People who answered for themselves, by the band of their last answer.")
    ]
    ons4_satisfaction_low: FigureCount
    ons4_satisfaction_medium: FigureCount
    ons4_satisfaction_high: FigureCount
    ons4_satisfaction_very_high: FigureCount
    ons4_worthwhile: FigureCount
    ons4_worthwhile_low: FigureCount
    ons4_worthwhile_medium: FigureCount
    ons4_worthwhile_high: FigureCount
    ons4_worthwhile_very_high: FigureCount
    ons4_happiness: FigureCount
    ons4_happiness_low: FigureCount
    ons4_happiness_medium: FigureCount
    ons4_happiness_high: FigureCount
    ons4_happiness_very_high: FigureCount
    ons4_anxiety: Annotated[FigureCount, Field(description="Its bands run the other way: low is good.")]
    ons4_anxiety_very_low: FigureCount
    ons4_anxiety_low: FigureCount
    ons4_anxiety_medium: FigureCount
    ons4_anxiety_high: FigureCount
    contacts: Annotated[FigureCount, Field(description="One member at one visit that took place.")]
    contacts_top_three: Annotated[FigureCount, Field(description="Those with the three members whom the person saw most.")]
    people_within_four_faces: Annotated[FigureCount, Field(description="People who met somebody, and no more than four.")]
    visits_planned: FigureCount
    visits_short: Annotated[FigureCount, Field(description="Planned for less than half an hour.")]
    introductions: FigureCount
    introductions_signposting: FigureCount
    introductions_social_prescribing: FigureCount
    introductions_accompanied: Annotated[
        FigureCount, Field(description="Of those of social prescribing: somebody went along, and the person was there.")
    ]
    circles_meeting: FigureCount
    connections: Annotated[FigureCount, Field(description="Ties with people who are not paid, that go on when the days end.")]
    people_with_connections: FigureCount
    reviews_due: FigureCount
    reviews_in_time: FigureCount
    stays: Annotated[FigureCount, Field(description="Admissions to hospital.")]
    stays_planned: FigureCount
    stays_unplanned: FigureCount
    falls: FigureCount
    member_days: Annotated[FigureCount, Field(description="Days of membership in the teams of these people.")]
    leavers: FigureCount
    members_joined: FigureCount
    members_asked: Annotated[FigureCount, Field(description="Members of whom it is known whether they worked in care before.")]
    members_new_to_care: FigureCount


class FigureMean(Shown):
    """A mean, with the number of people that it is of; or that it is hidden."""

    mean: Annotated[
        float | None,
        Field(ge=0, le=1_000_000_000, description="Null where it is hidden, and where there is nobody of whom it could be said."),
    ]
    n: Annotated[int | None, Field(ge=0, le=2147483647, json_schema_extra=INT32, description="People. Null where it is hidden.")]
    suppressed: Annotated[Flag, Field(description="Of too few to show, or of nobody: the two are not told apart.")]


class FigureMeans(Shown):
    """What was averaged, never over all four questions."""

    week_score: Annotated[FigureMean, Field(description="How good weeks were, 0 to 10, in the person's own word.")]
    ons4_satisfaction: FigureMean
    ons4_worthwhile: FigureMean
    ons4_happiness: FigureMean
    ons4_anxiety: Annotated[FigureMean, Field(description="Low is good.")]
    bice: Annotated[FigureMean, Field(description="Continuity by Bice and Boxerman, 0 to 1.")]
    cost_pence_per_person_week: FigureMean
