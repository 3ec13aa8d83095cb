"""Consents and representatives: data with effect at the next request."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_PERSON, uuids
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import PersonOwned, instant, one_of, text_list


class Purpose(StrEnum):
    """What a consent is for (access.md)."""

    share_with_circle = "share_with_circle"
    share_with_family = "share_with_family"
    share_gifts = "share_gifts"
    commissioner_outcomes = "commissioner_outcomes"
    commissioner_statement = "commissioner_statement"
    story = "story"
    life_story_chapter = "life_story_chapter"
    photo = "photo"


class Audience(StrEnum):
    """Who it lets in."""

    circle = "circle"
    circle_member = "circle_member"
    family = "family"
    team = "team"
    organisation = "organisation"
    council = "council"
    public = "public"


class GivenHow(StrEnum):
    """How it was given."""

    spoken = "spoken"
    written = "written"
    signed = "signed"
    by_representative = "by_representative"
    best_interest = "best_interest"


class Decision(StrEnum):
    """Deny wins."""

    given = "given"
    refused = "refused"


class SharedItem(StrEnum):
    """Kinds of record that a person can share with circle or family, item by item."""

    record = "record"
    profile = "profile"
    gifts = "gifts"
    relationships = "relationships"
    small_team = "small_team"
    good_week = "good_week"
    outcomes = "outcomes"
    visits = "visits"
    reviews = "reviews"
    funds = "funds"
    community = "community"


OPEN_COLUMNS = ("purpose", "audience", "audience_id", "decision", "items", "chapter_id", "from_at", "until_at", "withdrawn_at")
# A consent is never edited: it is withdrawn, and a new one recorded.
WITHDRAWAL = ("withdrawn_at", "withdrawn_how")
_ITEMS = ", ".join(f"'{item}'" for item in SharedItem)
SHARES_ITEMS = (Purpose.share_with_circle, Purpose.share_with_family)
_SHARING = ", ".join(f"'{purpose}'" for purpose in SHARES_ITEMS)


class Consent(PersonOwned, table=True):
    """What a person allows or refuses, to whom, for what, from when until when, and how they said so."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(write=WITHDRAWAL, add=True),
            Role.coach: Right(columns=OPEN_COLUMNS),
            Role.connector: Right(where=f"{{id}} = ANY {uuids('consent_ids')}", columns=OPEN_COLUMNS),
            Role.family: Right(where=f"{{id}} = ANY {uuids('consent_ids')}", columns=OPEN_COLUMNS),
            Role.person: Right(where=BY_PERSON, write=WITHDRAWAL, add=True),
            Role.manager: Right(),
            Role.integration: Right(columns=OPEN_COLUMNS),
        },
    )
    __table_args__ = (
        one_of("purpose", Purpose), one_of("audience", Audience),
        one_of("decision", Decision), one_of("given_how", GivenHow),
        CheckConstraint("until_at > from_at", name="dates"),
        CheckConstraint("(purpose = 'life_story_chapter') = (chapter_id IS NOT NULL)", name="chapter"),
        CheckConstraint(f"items <@ ARRAY[{_ITEMS}]", name="items"),
        CheckConstraint(f"purpose NOT IN ({_SHARING}) OR cardinality(items) > 0", name="shares_something"),
        CheckConstraint("(given_how = 'by_representative') = (representative_id IS NOT NULL)", name="representative"),
        ForeignKeyConstraint(
            ["representative_id", "person_id"], ["representative.id", "representative.person_id"], ondelete="RESTRICT"
        ),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    purpose: str = Field(max_length=40)
    audience: str = Field(max_length=20)
    audience_id: UUID | None = None
    decision: str = Field(default="given", max_length=10)
    items: list[str] = text_list()
    chapter_id: UUID | None = None
    from_at: datetime = instant(sa_column_kwargs={"server_default": text("now()")})
    until_at: datetime | None = instant(default=None, nullable=True)
    given_how: str = Field(max_length=30)
    given_by: str = Field(max_length=200)
    representative_id: UUID | None = None
    evidence: str | None = Field(default=None, max_length=2000)
    withdrawn_at: datetime | None = instant(default=None, nullable=True)
    withdrawn_how: str | None = Field(default=None, max_length=500)


class RepresentativeKind(StrEnum):
    """In what capacity somebody speaks for a person."""

    lasting_power_of_attorney = "lasting_power_of_attorney"
    deputy = "deputy"
    appointee = "appointee"
    advocate = "advocate"


class RepresentativeScope(StrEnum):
    """What they may decide."""

    health_and_welfare = "health_and_welfare"
    property_and_finance = "property_and_finance"
    benefits = "benefits"
    speaking_up = "speaking_up"


class Representative(PersonOwned, table=True):
    """Somebody with lasting power of attorney, a deputy, appointee or advocate: scope, evidence, until."""

    rules: ClassVar[Rules] = Rules(rights={Role.coach: None, Role.integration: None, Role.manager: Right()})
    __table_args__ = (
        one_of("kind", RepresentativeKind),
        CheckConstraint("until_on >= from_on", name="dates"),
        UniqueConstraint("id", "person_id"),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    name: str = Field(max_length=120)
    kind: str = Field(max_length=40)
    scope: list[str] = text_list()
    reference: str | None = Field(default=None, max_length=120)
    evidence: str = Field(max_length=2000)
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    from_on: date
    until_on: date | None = None


class OpeningReason(StrEnum):
    """Why a carer opens a person of another team."""

    emergency = "emergency"
    covering_for_another_team = "covering_for_another_team"
    safeguarding = "safeguarding"
    person_asked = "person_asked"
    other = "other"
