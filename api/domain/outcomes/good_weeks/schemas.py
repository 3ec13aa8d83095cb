"""What is sent and shown of the good week. Weeks begin on London Mondays."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from api.domain.outcomes.good_weeks.models import AnsweredBy, Mark
from api.domain.shared.fields import INT32, Body, Day, Instant, PastDay, Shown, Version, line, prose, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

What = Annotated[str, prose(500), Field(description="In the person's words.", examples=["Bingo with Dot, and a port after"])]
When = Annotated[str, prose(200), Field(examples=["Thursday afternoons"])]
WithWhom = Annotated[str, prose(200), Field(examples=["Dot from number nine"])]
HowOften = Annotated[str, prose(200), Field(examples=["Every week"])]
WhyItMatters = Annotated[str, prose(1000), Field(examples=["I laugh until my sides hurt"])]
HelpedBy = Annotated[str, line(120), Field(description="Who helped to find the words.", examples=["Anna"])]
Because = Annotated[str, prose(1000), Field(description="Why.", examples=["Dot moved to Leigh; we ring each other now"])]
Position = Annotated[int, whole(1, 1000), Field(description="Where it stands among the items: 1 comes first.", examples=[1])]
Number = Annotated[int, Field(ge=1, le=2147483647, json_schema_extra=INT32, description="1 is the first wording.")]
Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32)]
Ended = Annotated[Day, Field(description="The day from which it is no longer part of a good week.")]
Whose = Annotated[
    AnsweredBy,
    Field(description="Whose word it is: the person's own, also when told to somebody else; family's; or the team's on behalf."),
]
Answered = Annotated[
    AnsweredBy,
    Field(
        description="Whose word it is. A person's own token answers self. Otherwise team_on_behalf if left out: send self for "
        "what the person said themself, family for what family said."
    ),
]
Why = Annotated[str, prose(1000), Field(examples=["The hall was closed"])]
Score = Annotated[int, whole(0, 10), Field(description="On the person's own scale.", examples=[7])]
ZeroWords = Annotated[str, prose(200), Field(description="What 0 is to the person.", examples=["In bed, nobody came"])]
TenWords = Annotated[str, prose(200), Field(description="What 10 is to the person.", examples=["Out dancing"])]
Words = Annotated[str, prose(2000)]


def _monday(value: date) -> date:
    if value.weekday():
        msg = "Send the Monday of the week."
        raise ValueError(msg)
    return value


Monday = Annotated[Day, AfterValidator(_monday), Field(description="The Monday of the week, in London.", examples=["2026-03-30"])]
PastMonday = Annotated[
    PastDay, AfterValidator(_monday), Field(description="The Monday of this week or an earlier one.", examples=["2026-03-30"])
]


class GoodWeekWords(Body):
    """The words of an item, whole: what is left out is no longer said."""

    what: What
    when_words: When | None = None
    with_whom: WithWhom | None = None
    how_often: HowOften | None = None
    why_it_matters: WhyItMatters | None = None
    helped_by: HelpedBy | None = None


class GoodWeekItemCreate(GoodWeekWords):
    """Something that makes a week good, in the person's words."""

    position: Position = 1
    started_on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class GoodWeekItemNew(GoodWeekItemCreate):
    """As GoodWeekItemCreate, with an id of the client's making."""

    id: NewId | None = None


class GoodWeekItemPatch(Body):
    """JSON Merge Patch of where it stands. Words get a new wording, and it ends by a verb of its own."""

    position: Position = unsent()


class GoodWeekItemEnd(Body):
    """It is no longer part of a good week."""

    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    because: Because


class GoodWeekItemRead(Shown):
    """Something that makes a week good, in the words of its newest wording."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    what: What
    when_words: When | None
    with_whom: WithWhom | None
    how_often: HowOften | None
    why_it_matters: WhyItMatters | None
    wording: Annotated[Number, Field(description="The number of the wording that is shown.")]
    position: Position
    started_on: Day
    ended_on: Ended | None
    ended_because: Because | None


class GoodWeekItemsQuery(ListQuery):
    """Filters of the list of a person's good-week items."""

    ended: Annotated[bool, Field(description="Only those that ended, or only those that have not.")] | None = None


class GoodWeekWordingNew(GoodWeekWords):
    """New words for an item, whole."""

    id: NewId | None = None
    because: Because | None = None


class GoodWeekWordingRead(Shown):
    """One wording of an item. It stands as it was said."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    item_id: UUID
    number: Number
    what: What
    when_words: When | None
    with_whom: WithWhom | None
    how_often: HowOften | None
    why_it_matters: WhyItMatters | None
    helped_by: HelpedBy | None
    because: Because | None


class GoodWeekMarkCreate(Body):
    """How one item went in one week."""

    item_id: UUID
    week_on: PastMonday
    mark: Mark
    why: Why | None = None
    answered_by: Answered | None = None


class GoodWeekMarkRead(Shown):
    """How one item went in one week."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    item_id: UUID
    week_on: Monday
    mark: Mark
    why: Why | None
    answered_by: Whose
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person then.")]


class _WeeksOf(ListQuery):
    week_on: Monday | None = None
    from_on: Annotated[Day, Field(description="Only weeks whose Monday is this day or later.")] | None = None
    until_on: Annotated[Day, Field(description="Only weeks whose Monday is before this day.")] | None = None


class GoodWeekMarksQuery(_WeeksOf):
    """Filters of the list of marks."""

    item_id: UUID | None = None


class GoodWeekScoreCreate(Body):
    """What somebody gives a week, with the person's own words for both ends of the scale."""

    week_on: PastMonday
    score: Score
    zero_words: ZeroWords
    ten_words: TenWords
    words: Words | None = None
    answered_by: Answered | None = None


class GoodWeekScoreRead(Shown):
    """What somebody gives a week, on the person's own scale."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    week_on: Monday
    score: Score
    zero_words: ZeroWords
    ten_words: TenWords
    words: Words | None
    answered_by: Whose
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person then.")]


class GoodWeekScoresQuery(_WeeksOf):
    """Filters of the list of scores."""

    answered_by: AnsweredBy | None = None
