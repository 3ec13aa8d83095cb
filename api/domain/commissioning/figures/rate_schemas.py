"""Rates beside the counts that they are worked out from. Null: hidden (`suppressed`), or nothing to divide by."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.figures.settings.schemas import AdmissionPence, ComparedRate, Source
from api.domain.shared.fields import Flag, Shown, line, some

Cell = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", min_length=1, max_length=60, description="A name among `counts`.")]
Numerator = Annotated[Cell, Field(examples=["stays_unplanned"])]
Denominator = Annotated[Cell, Field(examples=["person_days"])]
Suppressed = Annotated[Flag, Field(description="The numerator or the denominator is hidden, and so is all that rests on them.")]
Share = Annotated[float | None, Field(ge=0, le=1, examples=[0.8125])]
Number = Annotated[float | None, Field(ge=0, le=1_000_000_000)]
Low = Annotated[Number, Field(description="The lower end of the exact 95 % interval: what chance alone would bring.")]
High = Annotated[Number, Field(description="The upper end of the 95 % interval.")]
Pence = Annotated[int, Field(ge=-(10**15), le=10**15, json_schema_extra={"format": "int64"})] | None


class PartShare(Shown):
    """A count as a share of another."""

    numerator: Numerator
    denominator: Denominator
    share: Share
    suppressed: Suppressed


class PartShares(Shown):
    """Each part of a whole, by the name of its count. What is not asked of everybody is a share of those who were asked."""

    contacts_top_three: PartShare
    people_within_four_faces: PartShare
    people_with_connections: PartShare
    visits_short: PartShare
    introductions_accompanied: PartShare
    reviews_in_time: PartShare
    members_new_to_care: PartShare
    outcomes_exploring: PartShare
    outcomes_on_track: PartShare
    outcomes_off_track: PartShare
    outcomes_achieved: PartShare
    outcomes_changed: PartShare
    outcomes_set_aside: PartShare
    moves_exploring: PartShare
    moves_on_track: PartShare
    moves_off_track: PartShare
    moves_achieved: PartShare
    moves_changed: PartShare
    moves_set_aside: PartShare
    week_items_happened: PartShare
    week_items_partly: PartShare
    week_items_not: PartShare


class Saved(Shown):
    """Which pot gained, if what was expected is right: admissions that did not come are the NHS's money, not the council's."""

    payer: Annotated[Literal["nhs"], Field(description="Whose pot it is.")]
    pence: Annotated[Pence, Field(description="fewer * admission_pence. Below 0: there were more than expected.")]
    low_pence: Annotated[Pence, Field(description="The same at the lower end of the 95 % interval.")]
    high_pence: Annotated[Pence, Field(description="The same at the upper end.")]
    pence_per_person_week: Annotated[Pence, Field(description="pence / (person_days / 7), to set beside what a week costs.")]
    admission_pence: Annotated[AdmissionPence, Field(description="The assumption: what one admission costs.")]
    admission_source: Source
    cost_pence_per_person_week: Annotated[
        Pence, Field(description="What a week of support costs whoever pays for it; of a council's figures, the council.")
    ]


class Compared(Shown):
    """Unplanned admissions beside those that a stated rate would have brought. It says how many, never why."""

    provider_ids: Annotated[list[UUID], some(10_000, least=1), Field(description="Whose assumption it is.")]
    council_ids: Annotated[list[UUID], some(10_000, least=1), Field(description="Towards whom.")]
    compared_rate: Annotated[ComparedRate, Field(description="The assumption: admissions per 1,000 person-years elsewhere.")]
    compared_source: Source
    expected: Annotated[Number, Field(description="compared_rate / 1,000 * person-years.")]
    fewer: Annotated[
        float | None,
        Field(ge=-1_000_000_000, le=1_000_000_000, description="Fewer than expected; below 0: more than expected."),
    ]
    ratio: Annotated[Number, Field(description="Admissions / expected: 0.5 is half as many as elsewhere.")]
    ratio_low: Low
    ratio_high: High
    saved: Annotated[Saved | None, Field(description="Null: nobody stated what an admission costs.")]


class Admissions(Shown):
    """Unplanned stays in hospital for the time that people were supported. The interval is F. Garwood's (1936), exact."""

    numerator: Numerator
    denominator: Denominator
    person_years: Annotated[Number, Field(description="person_days / 365.25.")]
    per_person_year: Number
    per_1000_person_years: Number
    low: Annotated[Low, Field(description="The lower end of the exact 95 % interval, per 1,000 person-years.")]
    high: Annotated[High, Field(description="Its upper end, per 1,000 person-years.")]
    suppressed: Suppressed
    compared: Annotated[
        list[Compared],
        some(10_000),
        Field(description="One for each assumption that differs. Empty: none is stated, and nothing is compared."),
    ]


class FallsRate(Shown):
    """Falls for the days that people were supported."""

    numerator: Numerator
    denominator: Denominator
    per_1000_days: Number
    low: Annotated[Low, Field(description="The lower end of the exact 95 % interval, per 1,000 days.")]
    high: Annotated[High, Field(description="Its upper end, per 1,000 days.")]
    suppressed: Suppressed


class Turnover(Shown):
    """Members who left, of those there were on average. Of the span as it is: only a year's is a yearly one."""

    numerator: Numerator
    denominator: Denominator
    days: Annotated[int, Field(ge=1, le=366, json_schema_extra={"format": "int32"}, description="How long the span is.")]
    average_members: Annotated[Number, Field(description="member_days / days.")]
    share: Annotated[Number, Field(description="leavers / average_members. More than 1 where more left than there are places.")]
    formula: Annotated[str, line(100), Field(examples=["leavers / (member_days / days)"])]
    suppressed: Suppressed


class Rates(Shown):
    """Rates, worked out from the counts beside them and nothing else: who has those can work these out, and learns no more."""

    admissions: Admissions
    falls: FallsRate
    turnover: Turnover
    shares: PartShares
