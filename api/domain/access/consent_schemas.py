"""What is sent and shown of consents and representatives."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.access.consents import (
    SHARES_ITEMS,
    Audience,
    Decision,
    GivenHow,
    Purpose,
    RepresentativeKind,
    RepresentativeScope,
    SharedItem,
)  # fmt: skip
from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Timestamp, Version, line, prose, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

# Who each purpose may let in (access.md).
AUDIENCES: dict[Purpose, frozenset[Audience]] = {
    Purpose.share_with_circle: frozenset({Audience.circle}),
    Purpose.share_with_family: frozenset({Audience.family, Audience.circle, Audience.circle_member}),
    Purpose.share_gifts: frozenset({Audience.team, Audience.organisation}),
    Purpose.commissioner_outcomes: frozenset({Audience.council}),
    Purpose.commissioner_statement: frozenset({Audience.council}),
    Purpose.story: frozenset({Audience.team, Audience.organisation, Audience.council, Audience.public}),
    Purpose.life_story_chapter: frozenset({Audience.team, Audience.family, Audience.circle, Audience.circle_member}),
    Purpose.photo: frozenset({Audience.team, Audience.family, Audience.circle, Audience.organisation, Audience.public}),
}
NAMED = frozenset({Audience.circle_member, Audience.council})  # audiences that are one body: audience_id says which
# What an attorney or deputy may decide in each kind of authority.
SCOPES: dict[RepresentativeKind, frozenset[RepresentativeScope]] = {
    RepresentativeKind.lasting_power_of_attorney: frozenset(
        {RepresentativeScope.health_and_welfare, RepresentativeScope.property_and_finance}
    ),
    RepresentativeKind.deputy: frozenset({RepresentativeScope.health_and_welfare, RepresentativeScope.property_and_finance}),
    RepresentativeKind.appointee: frozenset({RepresentativeScope.benefits}),
    RepresentativeKind.advocate: frozenset({RepresentativeScope.speaking_up}),
}
Evidence = Annotated[
    str,
    prose(2000),
    Field(
        description="What was said or seen, and where it is kept.",
        examples=["Jean said so at the kitchen table; Anna was there."],
    ),
]
AudienceId = Annotated[UUID, Field(description="The circle member; or the council: council_id of the person's arrangement.")]
Phone = Annotated[str, Field(min_length=5, max_length=20, pattern=r"^\+?[0-9 ()-]+$", examples=["01632 960001"])]
Email = Annotated[
    str,
    Field(
        min_length=3, max_length=254, pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+$", examples=["a@example.org"]
    ),
]


def _ask(condition: object, words: str) -> None:
    if not condition:
        raise ValueError(words)


class ConsentCreate(Body):
    """What a person allows or refuses, to whom, for what, until when, and how they said so."""

    purpose: Purpose
    audience: Audience
    audience_id: AudienceId | None = None
    decision: Annotated[Decision, Field(description="A refusal that stands wins over whatever else was given.")] = Decision.given
    items: Annotated[
        list[SharedItem],
        some(20),
        Field(default_factory=list, description="Kinds of record, for share_with_circle and share_with_family."),
    ]
    chapter_id: Annotated[UUID, Field(description="For life_story_chapter.")] | None = None
    from_at: Annotated[Timestamp, Field(description="From when; at once if left out.")] | None = None
    until_at: Annotated[Timestamp, Field(description="Until when; until withdrawn if left out.")] | None = None
    given_how: Annotated[
        GivenHow, Field(description="`written` is also what somebody says for themself in a front end; `signed` is on paper.")
    ]
    given_by: (
        Annotated[
            str,
            line(200),
            Field(
                description="Who said so. Left out: the person, or the representative. Needed for best_interest.",
                examples=["Jean"],
            ),
        ]
        | None
    ) = None
    representative_id: Annotated[UUID, Field(description="For by_representative: whose authority it rests on.")] | None = None
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _belongs_together(self) -> "ConsentCreate":
        allowed = ", ".join(sorted(AUDIENCES[self.purpose]))
        _ask(self.audience in AUDIENCES[self.purpose], f"For this purpose the audience is one of: {allowed}.")
        _ask(
            (self.audience in NAMED) == (self.audience_id is not None),
            "Send audience_id with audience circle_member or council, and only then.",
        )
        _ask(
            (self.purpose in SHARES_ITEMS) == bool(self.items),
            "Send items with share_with_circle and share_with_family, and only then.",
        )
        _ask(len(set(self.items)) == len(self.items), "Name each item once.")
        _ask(
            (self.purpose is Purpose.life_story_chapter) == (self.chapter_id is not None),
            "Send chapter_id with life_story_chapter, and only then.",
        )
        _ask(
            (self.given_how is GivenHow.by_representative) == (self.representative_id is not None),
            "Send representative_id with by_representative, and only then.",
        )
        if self.given_how is GivenHow.best_interest:
            _ask(self.evidence is not None, "A best-interest decision needs its record in evidence.")
            _ask(self.given_by is not None, "Send in given_by who made the best-interest decision.")
        if self.until_at is not None and self.from_at is not None:
            _ask(self.until_at > self.from_at, "until_at is after from_at.")
        return self


class ConsentNew(ConsentCreate):
    """As ConsentCreate, with an id of the client's making."""

    id: NewId | None = None


class Withdrawal(Body):
    """That a consent (or a refusal) no longer stands."""

    how: (
        Annotated[
            str, line(500), Field(description="How the person said so. Needed from carers.", examples=["Told Anna on Monday."])
        ]
        | None
    ) = None


class ConsentRead(Shown):
    """A consent. Coaches, connectors, family and machines see what it allows, not how it was given."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    purpose: Purpose
    audience: Audience
    audience_id: AudienceId | None
    decision: Decision
    items: Annotated[list[SharedItem], some(20)]
    chapter_id: UUID | None
    from_at: Instant
    until_at: Instant | None
    withdrawn_at: Instant | None
    standing: Annotated[bool, Field(description="Whether it counts now: begun, not run out, not withdrawn.")]
    given_how: GivenHow
    given_by: Annotated[str, line(200)]
    representative_id: UUID | None
    evidence: Evidence | None
    withdrawn_how: Annotated[str, line(500)] | None


class ConsentsQuery(ListQuery):
    """Filters of the list of consents."""

    purpose: Annotated[Purpose | None, Field(description="Only for this purpose.")] = None
    standing: Annotated[bool | None, Field(description="Only those that count now, or only those that do not.")] = None


class RepresentativeFields(Body):
    """What can be said of a representative, and changed later."""

    reference: (
        Annotated[str, line(120), Field(description="The authority's own number.", examples=["OPG 7000-1234-5678"])] | None
    ) = None
    phone: Phone | None = None
    email: Email | None = None
    until_on: Annotated[Day, Field(description="The last day; open if left out.")] | None = None


class RepresentativeCreate(RepresentativeFields):
    """Somebody who may speak or decide for a person, with the evidence that was seen."""

    name: Annotated[str, line(120), Field(examples=["Ruth O'Neil"])]
    kind: RepresentativeKind
    scope: Annotated[list[RepresentativeScope], some(4, least=1)]
    evidence: Evidence
    from_on: PastDay

    @model_validator(mode="after")
    def _fits(self) -> "RepresentativeCreate":
        allowed = ", ".join(sorted(SCOPES[self.kind]))
        _ask(set(self.scope) <= SCOPES[self.kind], f"Somebody of this kind may hold: {allowed}.")
        _ask(len(set(self.scope)) == len(self.scope), "Name each scope once.")
        _ask(self.until_on is None or self.until_on >= self.from_on, "until_on is not before from_on.")
        return self


class RepresentativeNew(RepresentativeCreate):
    """As RepresentativeCreate, with an id of the client's making."""

    id: NewId | None = None


class RepresentativePatch(RepresentativeFields):
    """JSON Merge Patch (RFC 7396). Who it is and in what capacity stays; somebody else is a new record."""

    name: Annotated[str, line(120)] = unsent()
    scope: Annotated[list[RepresentativeScope], some(4, least=1)] = unsent()
    evidence: Evidence = unsent()


class RepresentativeRead(Shown):
    """Somebody with lasting power of attorney, a deputy, appointee or advocate."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Annotated[str, line(120)]
    kind: RepresentativeKind
    scope: Annotated[list[RepresentativeScope], some(4)]
    reference: Annotated[str, line(120)] | None
    evidence: Evidence
    phone: Phone | None
    email: Email | None
    from_on: Day
    until_on: Day | None
    standing: Annotated[bool, Field(description="Whether the authority has begun and not ended.")]


class RepresentativesQuery(ListQuery):
    """Filters of the list of representatives."""

    standing: Annotated[
        bool | None, Field(description="Only those whose authority stands today, or only those whose does not.")
    ] = None
