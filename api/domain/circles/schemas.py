"""What is sent and shown of circles."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.circles.models import WEEKS_BETWEEN, CircleStatus, DecidedBy
from api.domain.shared.fields import INT32, Body, Day, Instant, Shown, Version, line, prose, some, unsent, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery


class CircleGap(StrEnum):
    """What a circle lacks. It goes on all the same."""

    connector = "connector"
    facilitator = "facilitator"


Words = Annotated[str, prose(1000)]
Purpose = Annotated[
    Words, Field(description="What the circle is for, in the person's words.", examples=["That I keep my chapel and my street"])
]
FirstIdea = Annotated[
    Words, Field(description="How the idea came up.", examples=["Dot said: somebody should bring us all together"])
]
Decided = Annotated[
    DecidedBy, Field(description="Who said yes: the person, a representative who may, or a best-interest decision.")
]
DecidedWords = Annotated[
    Words, Field(description="How it was decided. Needed unless the person decided.", examples=["She smiles when Dot comes in"])
]
Weeks = Annotated[int, whole(1, 52), Field(description="About how many weeks lie between meetings.", examples=[6])]
Connector = Annotated[UUID, Field(description="The connector's account, of GET /connectors. Without one, that is a gap.")]
Because = Annotated[Words, Field(description="Why, in words.", examples=["He has moved to his sister's"])]
AloneWords = Annotated[
    Words, Field(description="What shows that it stands alone.", examples=["They rang each other before I did"])
]
Status = Annotated[CircleStatus, Field(description="forming → meeting ⇄ resting → ended.", examples=["meeting"])]
Count = Annotated[int, Field(ge=0, le=2147483647, json_schema_extra=INT32, examples=[3])]


class _CircleSaid(Body):
    purpose: Purpose
    first_idea: FirstIdea | None = None
    decided_by: Decided = DecidedBy.person
    decided_words: DecidedWords | None = None
    representative_id: UUID | None = None
    meets_every_weeks: Weeks = WEEKS_BETWEEN
    connector_account_id: Connector | None = None


class CircleCreate(_CircleSaid):
    """A circle under an id of your own: whose it is stands in the body."""

    person_id: UUID


class CircleNew(_CircleSaid):
    """A circle around the person in the path, with an id of the client's making."""

    id: NewId | None = None


class CirclePatch(Body):
    """JSON Merge Patch: left out is unchanged, null leaves the circle without a connector."""

    purpose: Purpose = unsent()
    meets_every_weeks: Weeks = unsent()
    connector_account_id: Connector | None = None


class CircleMove(Body):
    """Where the circle goes, and why."""

    to: Status
    because: Annotated[Because, Field(description="Why. Needed for ended; else kept in the change log.")] | None = None


class CircleAlone(Body):
    """The circle stands alone."""

    words: AloneWords


class ConnectorLeaving(Body):
    """The connector lays the circle down."""

    because: Annotated[Because, Field(description="Why; kept in the change log.")] | None = None


class CircleRead(Shown):
    """A circle around a person, what it lacks, and when it meets."""

    id: UUID
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supports the person now.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    purpose: Purpose
    status: Status
    connector_account_id: Connector | None
    connector_name: Annotated[str, line(120), Field(description="Null once that account connects nobody any more.")] | None
    first_idea: FirstIdea | None
    decided_by: Decided
    decided_words: DecidedWords | None
    representative_id: UUID | None
    meets_every_weeks: Weeks
    stands_alone_on: Annotated[Day, Field(description="The day on which the connector said so.")] | None
    stands_alone_words: AloneWords | None
    ended_on: Day | None
    ended_because: Because | None
    gaps: Annotated[
        list[CircleGap],
        some(2),
        Field(
            description="What it lacks: nobody connects it (and it does not stand alone), or nobody facilitates it. Nothing"
            " once it has ended, or the person's support."
        ),
    ]
    next_meeting_at: (
        Annotated[Instant, Field(description="When the next planned meeting begins. Null once the support ended.")] | None
    )
    last_met_on: Annotated[Day, Field(description="The day of the last meeting held.")] | None
    meetings_held: Count
    meetings_supported: Annotated[Count, Field(description="Of these, those at which the connector was.")]
    due_on: (
        Annotated[
            Day,
            Field(
                description="meets_every_weeks after the last meeting held. Null before the first, while the circle is not"
                " meeting, and once the person's support has ended."
            ),
        ]
        | None
    )


class CirclesQuery(ListQuery):
    """Filters of the list of circles."""

    status: CircleStatus | None = None
    person_id: UUID | None = None
    team_id: UUID | None = None
    connector_account_id: UUID | None = None
    gap: Annotated[CircleGap, Field(description="Only those that lack this.")] | None = None


class ConnectorRead(Shown):
    """Somebody who connects circles."""

    id: Annotated[UUID, Field(description="The account's id.")]
    name: Annotated[str, line(120)]


class Connectors(Shown):
    """The provider's connectors, by name."""

    connectors: Annotated[list[ConnectorRead], some(1000)]
