"""What is sent and shown for Client Level Data. The words of its lists are the councils', spelt as they stand there."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from api.domain.commissioning.cld.models import AssessmentType, ExportState
from api.domain.commissioning.cld.release2 import one_word
from api.domain.shared.fields import INT32, Body, Day, Instant, PastDay, Shown, Version, line, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32)]

Gender = Annotated[str, one_word("gender"), Field(description="As the return has it; no word on who somebody is.")]
Ethnicity = Annotated[str, one_word("ethnicity"), Field(description="As the person describes it, in the return's words.")]
Accommodation = Annotated[str, one_word("accommodation_status")]
Employment = Annotated[
    str, one_word("employment_status"), Field(description="Asked for people of 18 to 64 with learning disability support.")
]
Autism = Annotated[str, one_word("yes_no_unknown")]
Visual = Annotated[str, one_word("visual_impairment")]
Hearing = Annotated[str, one_word("hearing_impairment")]
Dementia = Annotated[str, one_word("yes_no_unknown")]
Pays = Annotated[str, one_word("client_funding_status"), Field(description="Who pays.")]
SupportReason = Annotated[str, one_word("primary_support_reason")]
Needs = Annotated[str, one_word("eligible_needs_identified"), Field(description="What the assessment found.")]
CameOf = Annotated[str, one_word("event_outcome"), Field(description="What came of it.")]
# The list was not to be had, so it takes a text; none that a spreadsheet would take for a formula.
NO_FORMULA: Final = r"^[^=+\-@\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"
Method = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120, pattern=NO_FORMULA),
    Field(description="How it was done, in the council's words.", examples=["Face to face"]),
]
OF_TEAM: Final = "The team that wrote it down."


class CouncilDetailsPut(Body):
    """What a council's return asks of a person. `Unknown` and `No data` only where somebody was asked."""

    gender: Gender | None = None
    ethnicity: Ethnicity | None = None
    accommodation_status: Accommodation | None = None
    employment_status: Employment | None = None
    autism: Autism | None = None
    visual_impairment: Visual | None = None
    hearing_impairment: Hearing | None = None
    dementia: Dementia | None = None
    funding_status: Pays | None = None
    primary_support_reason: SupportReason | None = None


class CouncilDetailsPatch(CouncilDetailsPut):
    """JSON Merge Patch: left out is unchanged, null clears."""


class CouncilDetailsRead(Shown):
    """What a council's return asks of a person, in the words of its lists. Null: nobody wrote it down."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    gender: Gender | None
    ethnicity: Ethnicity | None
    accommodation_status: Accommodation | None
    employment_status: Employment | None
    autism: Autism | None
    visual_impairment: Visual | None
    hearing_impairment: Hearing | None
    dementia: Dementia | None
    funding_status: Pays | None
    primary_support_reason: SupportReason | None


def _in_order(started_on: date | None, ended_on: date | None) -> None:
    if started_on is not None and ended_on is not None and ended_on < started_on:
        msg = "An assessment ends after it began: send an `ended_on` that is not before `started_on`."
        raise ValueError(msg)


class CareAssessmentCreate(Body):
    """An assessment of what somebody needs, as the council's return counts them."""

    started_on: PastDay
    ended_on: PastDay | None = None
    assessment_type: AssessmentType
    needs_identified: Needs | None = None
    method: Method | None = None
    outcome: CameOf | None = None

    @model_validator(mode="after")
    def _days(self) -> "CareAssessmentCreate":
        _in_order(self.started_on, self.ended_on)
        return self


class CareAssessmentNew(CareAssessmentCreate):
    """As CareAssessmentCreate, with an id of the client's making."""

    id: NewId | None = None


class CareAssessmentPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what can be empty."""

    started_on: PastDay = unsent()
    ended_on: PastDay | None = None
    assessment_type: AssessmentType = unsent()
    needs_identified: Needs | None = None
    method: Method | None = None
    outcome: CameOf | None = None


class CareAssessmentRead(Shown):
    """An assessment of what somebody needs."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    started_on: Day
    ended_on: Day | None
    assessment_type: AssessmentType
    needs_identified: Needs | None
    method: Annotated[str, line(120)] | None
    outcome: CameOf | None
    provided_by_team_id: Annotated[UUID, Field(description=OF_TEAM)]


class CareAssessmentsQuery(ListQuery):
    """Filters of the list of a person's assessments."""

    ended: Annotated[bool, Field(description="Only those that ended, or only those still under way.")] | None = None


EARLIEST: Final = date(2000, 1, 1)  # twelve months before it must be a day too


def _late_enough(value: date) -> date:
    if value < EARLIEST:
        msg = "There is no Client Level Data of so long ago."
        raise ValueError(msg)
    return value


Until = Annotated[
    Day,
    AfterValidator(_late_enough),
    Field(description="The first day after the twelve months. The first of this month if left out.", examples=["2026-10-01"]),
]


class CldExportNew(Body):
    """Ask for an export."""

    id: NewId | None = None
    council_id: Annotated[UUID, Field(description="A council with which the provider has, or had, an arrangement.")]
    until_on: Until | None = None


class CldExportRead(Shown):
    """Client Level Data for one council, rolling twelve months. It is kept for a week."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    council_id: UUID
    team_ids: Annotated[
        list[UUID], some(1000), Field(description="Only people whom these teams support; empty: all of the provider.")
    ]
    from_on: Annotated[Day, Field(description="The first day of the twelve months.")]
    until_on: Annotated[Day, Field(description="The first day after them.")]
    state: Annotated[ExportState, Field(description="Read again until it is `made` or `failed`.")]
    made_at: Instant | None
    rows: Annotated[Count, Field(description="How many rows the file has, without its header.")] | None
    people: Annotated[Count, Field(description="How many people are in it.")] | None
    incomplete: Annotated[Count, Field(description="Of how many the provider has something to put right: see /missing.")] | None


class CldExportsQuery(ListQuery):
    """Filters of the list of exports."""

    council_id: Annotated[UUID, Field(description="For this council.")] | None = None
    state: ExportState | None = None


FieldName = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9_]+$", examples=["Ethnicity"])]


class CldMissingRead(Shown):
    """What an export wants of one person."""

    person_id: UUID
    fields: Annotated[
        list[FieldName],
        some(60),
        Field(description="Fields that the return wants and that are empty, for the provider to write down."),
    ]
    left_to_council: Annotated[
        list[FieldName],
        some(60),
        Field(
            description="Fields that are empty too and that the council fills in: of a review why and how it was held and what"
            " came of it, of support that ended why, and the council's code. The provider has no place for them.",
            examples=[["Event_Outcome", "Review_Reason", "Method_of_Review"]],
        ),
    ]
    wrong: Annotated[
        list[FieldName], some(60), Field(description="Fields that say what cannot be, such as an end after a death.")
    ]


class CldMissingQuery(ListQuery):
    """The list of what is missing has no filters of its own."""
