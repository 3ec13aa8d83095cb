"""What is shown of summaries for councils."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.commissioning.schemas import Reference
from api.domain.measures.schemas import Measures
from api.domain.shared.fields import Day, Shown, line, whole
from api.storage.lists import ListQuery

Outcomes = Annotated[int, whole(0, 100_000)]
Items = Annotated[int, whole(0, 100_000)]
People = Annotated[int, whole(0, 100_000_000)]


class SummaryOutcomes(Shown):
    """How many of the person's outcomes stand how."""

    exploring: Outcomes
    on_track: Outcomes
    off_track: Outcomes
    achieved: Outcomes
    changed: Outcomes
    set_aside: Outcomes


class SummaryGoodWeeks(Shown):
    """What happened of what makes a week good for the person, in the last thirteen whole weeks."""

    from_on: Annotated[Day, Field(description="The first Monday.")]
    until_on: Annotated[Day, Field(description="The first day no longer counted.")]
    items_marked: Annotated[Items, Field(description="Marks given to items of those weeks.")]
    items_happened: Annotated[Items, Field(description="Those of them that say that it happened.")]
    share: Annotated[float, Field(ge=0, le=1, description="Happened of marked; null when nothing was marked.")] | None


class OutcomeSummaryRead(Shown):
    """How the outcomes of somebody go who lets the council know: under the council's own reference, and without words."""

    council_reference: Reference
    provider_id: Annotated[UUID, Field(description="The provider that supports them.")]
    provider_name: Annotated[str, line(200)]
    outcomes: SummaryOutcomes
    last_review_month: (
        Annotated[
            str,
            Field(
                min_length=7, max_length=7, pattern=r"^\d{4}-\d{2}$", examples=["2026-09"],
                description="When the last person-centred review was held; null when there was none.",
            ),
        ]
        | None
    )  # fmt: skip
    good_weeks: SummaryGoodWeeks


class OutcomeSummariesQuery(ListQuery):
    """Parameters of the list of summaries."""


class OutcomeSummaryCounts(Shown):
    """How many let the council have a summary, and of how many it is told one."""

    measures: Measures
    told: Annotated[People, Field(description="Those of the list.")]
    without_reference: Annotated[
        People,
        Field(description="Those whom the list leaves out: nobody wrote down the council's reference, or two have the same."),
    ]
