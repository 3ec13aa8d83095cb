"""What is sent and shown of check-ins, their amendments, and who of the circle is invited to check in."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.outcomes.check_ins.models import CheckInAbout
from api.domain.outcomes.good_weeks.models import AnsweredBy
from api.domain.outcomes.instruments.definition import FURTHEST, MOST_ITEMS, Answer, Direction, ItemKey, Rule
from api.domain.shared.fields import INT32, Body, Day, Instant, Shown, Timestamp, Version, line, prose, some, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

About = Annotated[CheckInAbout, Field(description="What it is on: an outcome, a week, or an instrument's questions.")]
WeekOn = Annotated[Day, Field(description="The Monday of the week that it is about.", examples=["2026-03-23"])]
InstrumentKey = Annotated[str, line(60), Field(description="The instrument's key.", examples=["ons4"])]
InstrumentNumber = Annotated[
    int, Field(ge=1, le=2147483647, json_schema_extra=INT32, description="The version that was answered.", examples=[1])
]
Score = Annotated[int, whole(0, 10), Field(description="Where they are on the person's own scale.", examples=[6])]
ZeroWords = Annotated[str, line(200), Field(description="What 0 is, in their words.", examples=["I am stuck indoors"])]
TenWords = Annotated[str, line(200), Field(description="What 10 is, in their words.", examples=["I go where I like"])]
Words = Annotated[str, prose(4000), Field(description="How it is, in their words.", examples=["I got to the corner and back"])]
Working = Annotated[str, prose(2000), Field(description="What is working.", examples=["Amira waits until I am ready"])]
NotWorking = Annotated[str, prose(2000), Field(description="What is not.", examples=["The pavement by the shop"])]
WhatNext = Annotated[str, prose(2000), Field(description="What next.", examples=["Try the other side of the road"])]
WhoAnswered = Annotated[AnsweredBy, Field(description="Whose word it is; kept apart in every figure.", examples=["self"])]
Name = Annotated[str, line(120), Field(description="Who spoke, or who wrote it down.", examples=["Amira wrote it down"])]
Because = Annotated[str, prose(1000), Field(description="Why it is corrected.", examples=["I pressed 3 and meant 8"])]


class _CheckInSaid(Body):
    about: About
    outcome_id: UUID | None = None
    week_on: WeekOn | None = None
    instrument: InstrumentKey | None = None
    instrument_version: InstrumentNumber | None = None
    answers: Annotated[list[Answer], some(MOST_ITEMS)] = []
    score: Score | None = None
    zero_words: Annotated[ZeroWords, Field(description="What 0 is. Left out: the outcome's own.")] | None = None
    ten_words: Annotated[TenWords, Field(description="What 10 is. Left out: the outcome's own.")] | None = None
    words: Words | None = None
    working: Working | None = None
    not_working: NotWorking | None = None
    what_next: WhatNext | None = None
    answered_by: (
        Annotated[
            AnsweredBy,
            Field(description="Left out: self for a person, family for family, team_on_behalf for a team or a client."),
        ]
        | None
    ) = None
    answered_by_name: Name | None = None
    given_at: Annotated[Timestamp, Field(description="When it was given, by the device's clock. Now if left out.")] | None = None


class CheckInCreate(_CheckInSaid):
    """A check-in under an id of your own: whom it is about is in the body."""

    person_id: UUID


class CheckInNew(_CheckInSaid):
    """A check-in of the person in the path, with an id of the client's making."""

    id: NewId | None = None


class CheckInAnswerRead(Shown):
    """An answer to one question."""

    item: ItemKey
    value: Annotated[int, Field(ge=-FURTHEST, le=FURTHEST, json_schema_extra=INT32)] | bool | Annotated[str, prose(4000)]
    words: Annotated[str, prose(2000)] | None


class CheckInItemResult(Shown):
    """What one answer counts for."""

    item: ItemKey
    value: Annotated[int, Field(ge=-FURTHEST, le=FURTHEST, json_schema_extra=INT32)] | bool | Annotated[str, prose(4000)]
    score: Annotated[int, Field(ge=-FURTHEST, le=FURTHEST, json_schema_extra=INT32)] | None
    band: Annotated[str, line(60)] | None
    direction: Direction


class CheckInResults(Shown):
    """What the answers come to by the rule of the version that was answered. `total` is null for what is never summed."""

    rule: Rule
    direction: Direction
    total: Annotated[float, Field(ge=-FURTHEST * MOST_ITEMS, le=FURTHEST * MOST_ITEMS)] | None
    band: Annotated[str, line(60)] | None
    n: Annotated[int, Field(ge=0, le=MOST_ITEMS, json_schema_extra=INT32, description="How many answers counted.")]
    of: Annotated[int, Field(ge=0, le=MOST_ITEMS, json_schema_extra=INT32, description="Of how many questions.")]
    items: Annotated[list[CheckInItemResult], some(MOST_ITEMS)]


class CheckInRead(Shown):
    """How it was, as it was given. Corrections stand beside it, in its amendments."""

    id: UUID
    person_id: UUID
    team_id: Annotated[UUID, Field(description="The team that supports the person now.")]
    version: Version
    created_at: Annotated[Instant, Field(description="When it was recorded here.")]
    updated_at: Instant
    about: About
    outcome_id: UUID | None
    week_on: WeekOn | None
    instrument: InstrumentKey | None
    instrument_version: InstrumentNumber | None
    answers: Annotated[list[CheckInAnswerRead], some(MOST_ITEMS)]
    results: CheckInResults | None
    score: Score | None
    zero_words: ZeroWords | None
    ten_words: TenWords | None
    words: Words | None
    working: Working | None
    not_working: NotWorking | None
    what_next: WhatNext | None
    answered_by: WhoAnswered
    answered_by_name: Name | None
    given_at: Annotated[Instant, Field(description="When it was given, by the device's clock.")]
    provided_by_team_id: Annotated[UUID, Field(description="The team that supported the person then.")]


class CheckInsQuery(ListQuery):
    """Filters of a person's check-ins."""

    about: CheckInAbout | None = None
    outcome_id: UUID | None = None
    week_on: Day | None = None
    instrument: Annotated[str, line(60)] | None = None
    answered_by: AnsweredBy | None = None
    given_from: Annotated[Timestamp, Field(description="Only those given at or after this instant.")] | None = None
    given_until: Annotated[Timestamp, Field(description="Only those given before this instant.")] | None = None


class AllCheckInsQuery(CheckInsQuery):
    """Filters of all check-ins within reach. Without any that narrows it, the list begins four weeks back."""

    team_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def narrows(self) -> bool:
        """Whether the list is narrow without a first day of our own."""
        return any(v is not None for v in (self.team_id, self.person_id, self.outcome_id, self.given_from))


# ---- amendments ----------------------------------------------------------------------------------------------------
class CheckInAmendmentNew(Body):
    """A correction: what is otherwise, and why. What is left out stands as it was."""

    id: NewId | None = None
    score: Score | None = None
    words: Words | None = None
    working: Working | None = None
    not_working: NotWorking | None = None
    what_next: WhatNext | None = None
    because: Because


class CheckInAmendmentRead(Shown):
    """A correction of a check-in, which itself stands as it was."""

    id: UUID
    person_id: UUID
    check_in_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    score: Score | None
    words: Words | None
    working: Working | None
    not_working: NotWorking | None
    what_next: WhatNext | None
    because: Because


class CheckInAmendmentsQuery(ListQuery):
    """Filters of a check-in's amendments: those of every list."""


# ---- invitations ---------------------------------------------------------------------------------------------------
HowWished = Annotated[
    str, line(500), Field(description="How the person wished it; a team says it.", examples=["She asked for Karen to have a say"])
]


class CheckInInvitationNew(Body):
    """A member of the person's circle may check in on the outcomes that the person shares with them."""

    id: NewId | None = None
    circle_member_id: UUID
    until_at: Annotated[Timestamp, Field(description="Until when; left out, until it is withdrawn.")] | None = None
    words: HowWished | None = None


class CheckInInvitationWithdrawal(Body):
    """The invitation no longer stands."""

    words: Annotated[str, line(500), Field(description="Why; kept in the change log.")] | None = None


class CheckInInvitationRead(Shown):
    """Who of the circle is invited to check in, until when."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    circle_member_id: UUID
    from_at: Instant
    until_at: Instant | None
    withdrawn_at: Instant | None
    words: HowWished | None


class CheckInInvitationsQuery(ListQuery):
    """Filters of a person's invitations to check in."""

    circle_member_id: UUID | None = None
    standing: Annotated[bool, Field(description="Only those that stand now, or only those that do not.")] | None = None
