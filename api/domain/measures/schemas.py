"""What is asked and shown of measures; and the member by which an answer links to them."""

from typing import Annotated

from pydantic import Field

from api.domain.measures.registry import MeasureDirection
from api.domain.shared.fields import Day, Shown, line, some
from api.storage.lists import ListQuery

CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Code = Annotated[str, Field(min_length=1, max_length=60, pattern=CODE, examples=["visits-on-time"])]
OperationId = Annotated[
    str, Field(min_length=3, max_length=50, pattern=r"^[a-z][a-z0-9_]*$", examples=["get_team_visit_figures"])
]
Said = Annotated[str, line(1000)]
Link = Annotated[str, Field(min_length=14, max_length=80, pattern=r"^/v1/measures/[a-z0-9-]+$")]
Measures = Annotated[
    dict[str, Link],
    Field(
        max_length=200,
        description="Each figure of this answer to its entry in the measures registry: what it is for, how it is worked out, and"
        " what it does not say. Keys are paths of members, without brackets for lists.",
        examples=[{"on_time.share": "/v1/measures/visits-on-time"}],
    ),
]


class MeasureUse(Shown):
    """Who uses it, and for what."""

    who: Annotated[str, line(120)]
    what_for: Said


class MeasureAppearance(Shown):
    """Where it is given: an operation, and the members of its answer."""

    operation: OperationId
    members: Annotated[list[Annotated[str, line(120)]], some(60, least=1)]


class MeasureRead(Shown):
    """What a figure is for, how it is worked out, and what it does not say."""

    code: Code
    name: Annotated[str, line(120)]
    purpose: Said
    used_by: Annotated[list[MeasureUse], some(10, least=1)]
    formula: Annotated[str, line(1000), Field(description="In words.")]
    symbols: Annotated[str, line(500), Field(description="In symbols.", examples=["on_time / n"])] | None
    numerator: Annotated[str, line(500), Field(description="What is counted or added up.")]
    denominator: Annotated[str, line(500), Field(description="What it is divided by; null: by nothing.")] | None
    unit: Annotated[str, line(120)]
    period: Annotated[str, line(300)]
    comparison: Annotated[str, line(500), Field(description="What it may be compared with.")]
    source: Annotated[str, line(500), Field(description="Which records it is worked out from.")]
    reference: Annotated[str, line(500), Field(description="Where the formula was published, or whose practice it is.")] | None
    caveat: Annotated[str, line(1000), Field(description="What it does not say.")]
    direction: Annotated[MeasureDirection, Field(description="Which way is better; neither: it describes.")]
    changed_on: Annotated[Day, Field(description="The day from which its formula and words are these.")]
    review_on: Annotated[Day, Field(description="The day by which to ask whether anybody still needs it.")]
    retire_on: Annotated[Day, Field(description="From this day on no answer gives it.")] | None
    appears: Annotated[list[MeasureAppearance], some(60)]


class MeasuresQuery(ListQuery):
    """Filters of the list of measures."""

    operation: Annotated[OperationId, Field(description="Only those that this operation's answer gives.")] | None = None
    review_before: Annotated[Day, Field(description="Only those to be reviewed before this day.")] | None = None
