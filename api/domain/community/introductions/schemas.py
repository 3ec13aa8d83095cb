"""What is sent and shown of introductions and of what happened on the way."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.community.introductions.models import IntroductionKind, IntroductionResult
from api.domain.shared.fields import Body, Day, Flag, Instant, PastDay, Shown, Version, line, prose, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Kind = Annotated[
    IntroductionKind,
    Field(
        description="`signposting`: information only. `social_prescribing`: someone goes along, and comes back to it. It stands.",
        examples=["social_prescribing"],
    ),
]
MadeOn = Annotated[PastDay, Field(description="The day of the introduction; today if left out.")]
FromWhom = Annotated[
    str, line(200), Field(description="Who made it, or who referred the person.", examples=["Dr Patel, Mill Lane Surgery"])
]
ToGroup = Annotated[UUID, Field(description="To this community group; or to_words.")]
ToWords = Annotated[
    str, prose(500), Field(description="To what, where it is no group that is known here.", examples=["The bowls at the park"])
]
Why = Annotated[str, prose(1000), Field(examples=["She used to sing, and misses it"])]
FirstStep = Annotated[str, prose(1000), Field(examples=["Anna rings them, and asks about the steps at the door"])]
GoesAlong = Annotated[
    str,
    line(200),
    Field(description="Who goes along. Social prescribing only, and needed there.", examples=["Dot from next door"]),
]
ResultOn = Annotated[Day, Field(description="The day on which that was said.")]
ResultWords = Annotated[str, prose(2000), Field(description="In the person's words.", examples=["Too loud, but I liked the tea"])]
MessageBack = Annotated[
    str, prose(2000), Field(description="What whoever referred was told.", examples=["She has joined, and goes on Thursdays"])
]
ContactWords = Annotated[str, prose(1000), Field(examples=["We looked in through the window, and went in the next time"])]
Attended = Annotated[Flag, Field(description="Whether the person was there.")]
WentAlong = Annotated[str, line(200), Field(description="Who went along that day.", examples=["Dot"])]


class IntroductionCreate(Body):
    """A step into community life. Either `group_id` or `to_words`; `goes_along` at social prescribing, and only there."""

    kind: Kind
    made_on: MadeOn | None = None
    from_whom: FromWhom
    group_id: ToGroup | None = None
    to_words: ToWords | None = None
    why: Why | None = None
    first_step: FirstStep | None = None
    goes_along: GoesAlong | None = None


class IntroductionNew(IntroductionCreate):
    """As IntroductionCreate, with an id of the client's making."""

    id: NewId | None = None


class IntroductionPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears. The kind stands; result and message have verbs of their own."""

    made_on: MadeOn = unsent()
    from_whom: FromWhom = unsent()
    group_id: ToGroup | None = None
    to_words: ToWords | None = None
    why: Why | None = None
    first_step: FirstStep | None = None
    goes_along: GoesAlong | None = None


class IntroductionRead(Shown):
    """A step into community life, and what came of it."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: Kind
    made_on: Day
    from_whom: FromWhom
    group_id: ToGroup | None
    to_words: ToWords | None
    why: Why | None
    first_step: FirstStep | None
    goes_along: GoesAlong | None
    contacts: Annotated[int, Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"}, description="On the way.")]
    attended: Annotated[
        int,
        Field(ge=0, le=2147483647, json_schema_extra={"format": "int32"}, description="Contacts at which the person was there."),
    ]
    result: IntroductionResult | None
    result_on: ResultOn | None
    result_words: ResultWords | None
    message_back: MessageBack | None
    message_back_on: Annotated[Day, Field(description="The day on which whoever referred was told.")] | None
    message_owed: Annotated[
        bool, Field(description="Something came of it and whoever referred does not know yet. Never once support has ended.")
    ]
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person then.")]


class IntroductionOutcome(Body):
    """What came of it."""

    result: IntroductionResult
    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None
    words: ResultWords | None = None


class IntroductionMessage(Body):
    """What whoever referred was told."""

    message: MessageBack
    on: Annotated[PastDay, Field(description="Today if left out.")] | None = None


class ContactCreate(Body):
    """Something on the way: somebody called, met, went along, or the person went."""

    on_day: Annotated[PastDay, Field(description="The day.")]
    words: ContactWords
    attended: Attended = False
    went_along: WentAlong | None = None


class ContactNew(ContactCreate):
    """As ContactCreate, with an id of the client's making."""

    id: NewId | None = None


class ContactPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears who went along."""

    on_day: Annotated[PastDay, Field(description="The day.")] = unsent()
    words: ContactWords = unsent()
    attended: Attended = unsent()
    went_along: WentAlong | None = None


class ContactRead(Shown):
    """Something on the way."""

    id: UUID
    person_id: UUID
    introduction_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    on_day: Day
    words: ContactWords
    attended: bool
    went_along: WentAlong | None


class IntroductionsQuery(ListQuery):
    """Filters of the list of a person's introductions."""

    kind: IntroductionKind | None = None
    result: IntroductionResult | None = None
    group_id: UUID | None = None
    open: Annotated[bool, Field(description="Only those of which nothing has come yet, or only the others.")] | None = None
    message_owed: Annotated[bool, Field(description="Only those whose message back is owed, or only the others.")] | None = None


class AllIntroductionsQuery(IntroductionsQuery):
    """Filters of the list of introductions within reach."""

    person_id: UUID | None = None
    team_id: Annotated[UUID, Field(description="Of people whom this team supports now.")] | None = None


class ContactsQuery(ListQuery):
    """Filters of the list of what happened on the way."""

    attended: bool | None = None
