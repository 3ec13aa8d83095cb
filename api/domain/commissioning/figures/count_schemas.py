"""Counts and means of a part of a snapshot, as they are shown: every name of the registry, null where it is hidden."""

from typing import Annotated

from pydantic import Field

from api.domain.shared.fields import INT32, Shown

Count = Annotated[int | None, Field(ge=0, le=2147483647, json_schema_extra=INT32)]
Days = Annotated[int | None, Field(ge=0, le=1_000_000_000_000, json_schema_extra={"format": "int64"})]


class FigureCounts(Shown):
    """What was counted. Null: too few to show, or so that nobody works out another that is; 0 is 0. Totals are rounded alone."""

    people: Annotated[Count, Field(description="People supported on at least one day.")]
    person_days: Annotated[Days, Field(description="Their days of support.")]
    outcomes: Annotated[Count, Field(description="Outcomes, by where they stood when the days ended.")]
    outcomes_exploring: Count
    outcomes_on_track: Count
    outcomes_off_track: Count
    outcomes_achieved: Count
    outcomes_changed: Count
    outcomes_set_aside: Count
    moves: Annotated[Count, Field(description="Ways that outcomes went in these days, by where to.")]
    moves_exploring: Count
    moves_on_track: Count
    moves_off_track: Count
    moves_achieved: Count
    moves_changed: Count
    moves_set_aside: Count
    week_items: Annotated[Count, Field(description="What makes a week good, by whether it happened.")]
    week_items_happened: Count
    week_items_partly: Count
    week_items_not: Count
    ons4_satisfaction: Annotated[
        Count, Field(description="People who answered for themselves, by the band of their last answer.")
    ]
    ons4_satisfaction_low: Count
    ons4_satisfaction_medium: Count
    ons4_satisfaction_high: Count
    ons4_satisfaction_very_high: Count
    ons4_worthwhile: Count
    ons4_worthwhile_low: Count
    ons4_worthwhile_medium: Count
    ons4_worthwhile_high: Count
    ons4_worthwhile_very_high: Count
    ons4_happiness: Count
    ons4_happiness_low: Count
    ons4_happiness_medium: Count
    ons4_happiness_high: Count
    ons4_happiness_very_high: Count
    ons4_anxiety: Annotated[Count, Field(description="Its bands run the other way: low is good.")]
    ons4_anxiety_very_low: Count
    ons4_anxiety_low: Count
    ons4_anxiety_medium: Count
    ons4_anxiety_high: Count
    contacts: Annotated[Count, Field(description="One member at one visit that took place.")]
    contacts_top_three: Annotated[Count, Field(description="Those with the three members whom the person saw most.")]
    people_within_four_faces: Annotated[Count, Field(description="People who met somebody, and no more than four.")]
    visits_planned: Count
    visits_short: Annotated[Count, Field(description="Planned for less than half an hour.")]
    introductions: Count
    introductions_signposting: Count
    introductions_social_prescribing: Count
    introductions_accompanied: Annotated[
        Count, Field(description="Of those of social prescribing: somebody went along, and the person was there.")
    ]
    circles_meeting: Count
    connections: Annotated[Count, Field(description="Ties with people who are not paid, that go on when the days end.")]
    people_with_connections: Count
    reviews_due: Count
    reviews_in_time: Count
    stays: Annotated[Count, Field(description="Admissions to hospital.")]
    stays_planned: Count
    stays_unplanned: Count
    falls: Count
    member_days: Annotated[Days, Field(description="Days of membership in the teams of these people.")]
    leavers: Count
    members_joined: Count
    members_asked: Annotated[Count, Field(description="Members of whom it is known whether they worked in care before.")]
    members_new_to_care: Count


class FigureMean(Shown):
    """A mean, with the number of people that it is of."""

    n: Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32)]
    mean: Annotated[float, Field(ge=0, le=1_000_000_000)]


class FigureMeans(Shown):
    """What was averaged, never over all four questions. Null: too few to show, or nobody of whom it could be said."""

    week_score: Annotated[FigureMean | None, Field(description="How good weeks were, 0 to 10, in the person's own word.")]
    ons4_satisfaction: FigureMean | None
    ons4_worthwhile: FigureMean | None
    ons4_happiness: FigureMean | None
    ons4_anxiety: Annotated[FigureMean | None, Field(description="Low is good.")]
    bice: Annotated[FigureMean | None, Field(description="Continuity by Bice and Boxerman, 0 to 1.")]
    cost_pence_per_person_week: FigureMean | None
