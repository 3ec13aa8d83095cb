"""People who are supported, and what is theirs: profile, gifts, relationships, story, home, risks, who supports them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSTZMULTIRANGE
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM, uuids
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare
from api.domain.shared.owners import READ, Owner, Right, Rules
from api.domain.shared.table import PersonOwned, instant, json_list, one_of, text_list


class PersonStatus(StrEnum):
    """Where a person and a team are with one another."""

    enquiry = "enquiry"
    getting_to_know = "getting_to_know"
    supported = "supported"
    paused = "paused"
    ended = "ended"


# enquiry → getting_to_know → supported ⇄ paused, → ended from any state. Ended is the end.
MOVES: dict[PersonStatus, frozenset[PersonStatus]] = {
    PersonStatus.enquiry: frozenset({PersonStatus.getting_to_know, PersonStatus.ended}),
    PersonStatus.getting_to_know: frozenset({PersonStatus.supported, PersonStatus.ended}),
    PersonStatus.supported: frozenset({PersonStatus.paused, PersonStatus.ended}),
    PersonStatus.paused: frozenset({PersonStatus.supported, PersonStatus.ended}),
    PersonStatus.ended: frozenset(),
}


class EndedReason(StrEnum):
    """Why support ended."""

    declined = "declined"
    died = "died"
    moved = "moved"
    no_longer_needed = "no_longer_needed"
    another_provider = "another_provider"
    care_home = "care_home"
    recorded_in_error = "recorded_in_error"
    other = "other"


class NhsNumberStatus(StrEnum):
    """How far the NHS number was checked (NHS data dictionary's verification status, in words)."""

    verified = "verified"
    not_verified = "not_verified"
    not_known = "not_known"


class AccommodationStatus(StrEnum):
    """Where the person lives."""

    own_home = "own_home"
    rented_home = "rented_home"
    with_family = "with_family"
    extra_care = "extra_care"
    supported_living = "supported_living"
    care_home = "care_home"
    temporary = "temporary"
    other = "other"


class PrimarySupportReason(StrEnum):
    """Client Level Data's primary support reasons, in snake_case."""

    physical_access_and_mobility = "physical_access_and_mobility"
    physical_personal_care = "physical_personal_care"
    sensory_visual = "sensory_visual"
    sensory_hearing = "sensory_hearing"
    sensory_dual = "sensory_dual"
    memory_and_cognition = "memory_and_cognition"
    learning_disability = "learning_disability"
    mental_health = "mental_health"
    social_isolation = "social_isolation"
    substance_misuse = "substance_misuse"
    asylum_seeker = "asylum_seeker"
    social_support_other = "social_support_other"


class FundingStatus(StrEnum):
    """Who pays, as far as is known."""

    council_funded = "council_funded"
    self_funded = "self_funded"
    direct_payment = "direct_payment"
    health_funded = "health_funded"
    joint = "joint"
    not_known = "not_known"


# What a coach reads of a person's record (access.md: ids, preferred name, status, team).
COACH_COLUMNS = ("preferred_name", "status", "status_since", "name_key")
# What family and a connector read when the person shares their record: no identifiers, no special-category data.
SHARED_COLUMNS = (
    *COACH_COLUMNS,
    "given_names",
    "family_name",
    "pronouns",
    "first_language",
    "communication",
    "interpreter_needed",
)
# A person's own words and own description of themself.
OWN_WORDS = (
    "preferred_name", "pronouns", "first_language", "other_languages", "communication", "interpreter_needed",
    "gender_identity", "ethnicity", "sexual_orientation", "religion", "phones", "email", "name_key", "search_key",
)  # fmt: skip
# Status, team and death move by verbs of their own; the rest by PATCH.
MOVED_BY_VERBS = ("status", "status_since", "ended_reason", "date_of_death")


class Person(PersonOwned, table=True):
    """Someone who is supported. Never 'client', 'patient' or 'service user'."""

    rules: ClassVar[Rules] = Rules(
        shared_as="record",
        rights={
            Role.coach: Right(columns=COACH_COLUMNS),
            Role.family: Right(columns=SHARED_COLUMNS),
            Role.connector: Right(columns=SHARED_COLUMNS),
            Role.person: Right(write=OWN_WORDS, add=False),
        },
    )
    person_id: ClassVar[None] = None  # type: ignore[assignment,misc]  # it is its own
    __table_args__ = (
        one_of("status", PersonStatus),
        one_of("ended_reason", EndedReason),
        one_of("nhs_number_status", NhsNumberStatus),
        one_of("accommodation_status", AccommodationStatus),
        one_of("primary_support_reason", PrimarySupportReason),
        one_of("funding_status", FundingStatus),
        CheckConstraint("(status = 'ended') = (ended_reason IS NOT NULL)", name="ended"),
        CheckConstraint("nhs_number ~ '^[0-9]{10}$'", name="nhs_number"),
        CheckConstraint("date_of_death >= date_of_birth", name="dates"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates"),
        Index(None, "team_id", "name_key", "id"),
        Index(None, "organisation_id", "name_key", "id"),
        Index(None, "organisation_id", "nhs_number", postgresql_where=text("nhs_number IS NOT NULL")),
        Index(None, "organisation_id", "updated_at"),
    )

    preferred_name: str = Field(max_length=120)
    given_names: str | None = Field(default=None, max_length=200)
    family_name: str | None = Field(default=None, max_length=120)
    pronouns: str | None = Field(default=None, max_length=40)
    name_key: str = Field(sa_type=Text)
    search_key: str = Field(sa_type=Text)
    status: str = Field(default="enquiry", max_length=20)
    status_since: date
    ended_reason: str | None = Field(default=None, max_length=40)
    date_of_birth: date | None = None
    date_of_death: date | None = None
    nhs_number: str | None = Field(default=None, max_length=10)
    nhs_number_status: str = Field(default="not_known", max_length=20)
    council_reference: str | None = Field(default=None, max_length=40)
    uprn: str | None = Field(default=None, max_length=12)
    address_lines: list[str] = json_list()
    postcode: str | None = Field(default=None, max_length=8)
    latitude: float | None = None
    longitude: float | None = None
    phones: list[dict[str, Any]] = json_list()
    email: str | None = Field(default=None, max_length=254)
    first_language: str | None = Field(default=None, max_length=10)
    other_languages: list[str] = text_list()
    interpreter_needed: bool | None = None
    communication: str | None = Field(default=None, max_length=2000)
    gp_practice_code: str | None = Field(default=None, max_length=12)
    gp_practice_name: str | None = Field(default=None, max_length=200)
    key_contacts: list[dict[str, Any]] = json_list()
    accommodation_status: str | None = Field(default=None, max_length=40)
    primary_support_reason: str | None = Field(default=None, max_length=40)
    has_unpaid_carer: bool | None = None
    funding_status: str = Field(default="not_known", max_length=20)
    gender_identity: str | None = Field(default=None, max_length=120)
    ethnicity: str | None = Field(default=None, max_length=120)
    sexual_orientation: str | None = Field(default=None, max_length=120)
    religion: str | None = Field(default=None, max_length=120)
    group_tags: list[str] = text_list()


def _indexes(*more: Any) -> tuple[Any, ...]:  # noqa: ANN401 - constraints of any kind
    """The columns that row rules look at, for a table of a person's."""
    return (Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"), *more)


class StatusChange(PersonOwned, table=True):
    """A move of a person's status, with its day and reason. Added by the verb; never changed."""

    rules: ClassVar[Rules] = Rules(
        rights={
            Role.carer: Right(add=True), Role.integration: Right(add=True), Role.manager: Right(add=True), Role.person: READ,
            # Status and team are a coach's to read; why it moved is in words about the person.
            Role.coach: Right(columns=("from_status", "to_status", "changed_on", "provided_by_team_id")),
        }
    )  # fmt: skip
    __table_args__ = _indexes(one_of("to_status", PersonStatus))

    from_status: str | None = Field(default=None, max_length=20)
    to_status: str = Field(max_length=20)
    changed_on: date
    reason: str | None = Field(default=None, max_length=40)
    words: str | None = Field(default=None, max_length=2000)
    provided_by_team_id: UUID


# The one thing that happens to a version after it was written.
SIGNING_OFF = ("signed_off_at", "signed_off_by", "signed_off_how")


class ProfileVersion(PersonOwned, table=True):
    """One version of a person's one-page profile, in their words. Versions are added, never overwritten."""

    rules: ClassVar[Rules] = Rules(
        shared_as="profile",
        kept=True,
        rights={
            Role.carer: Right(write=SIGNING_OFF), Role.person: Right(write=SIGNING_OFF), Role.manager: Right(write=SIGNING_OFF),
            Role.integration: Right(add=True),
        },
    )  # fmt: skip
    __table_args__ = _indexes(UniqueConstraint("person_id", "number"))

    number: int
    appreciate: list[str] = json_list()
    matters: list[str] = json_list()
    support: list[str] = json_list()
    people_important: list[str] = json_list()
    communicate: list[str] = json_list()
    wellness: list[str] = json_list()
    please_do: list[str] = json_list()
    please_dont: list[str] = json_list()
    also_worth_knowing: list[str] = json_list()
    helped_by: list[str] = json_list()
    written_on: date
    signed_off_at: datetime | None = instant(default=None, nullable=True)
    signed_off_by: str | None = Field(default=None, max_length=200)
    signed_off_how: str | None = Field(default=None, max_length=500)


class Gift(PersonOwned, table=True):
    """A gift of head, heart or hands that a person has or seeks."""

    rules: ClassVar[Rules] = Rules(shared_as="gifts")
    __table_args__ = _indexes(one_of("part", GiftPart), one_of("direction", GiftDirection), one_of("would_share", WouldShare))

    part: str = Field(max_length=10)
    direction: str = Field(default="has", max_length=10)
    words: str = Field(max_length=500)
    tags: list[str] = text_list()
    would_share: str = Field(default="not_now", max_length=10)


class Closeness(StrEnum):
    """The rings of a relationship map, from the middle outwards."""

    closest = "closest"
    close = "close"
    known = "known"
    paid = "paid"


class CarerPart(StrEnum):
    """Whether they are an unpaid carer."""

    none = "none"
    main = "main"
    shares = "shares"


class Relationship(PersonOwned, table=True):
    """Somebody in the person's life: what they are to them, how close, and what they may be told."""

    rules: ClassVar[Rules] = Rules(shared_as="relationships", rights={Role.coach: None})
    __table_args__ = _indexes(one_of("closeness", Closeness), one_of("carer_part", CarerPart))

    name: str = Field(max_length=120)
    what_they_are_to_me: str = Field(max_length=200)
    closeness: str = Field(max_length=20)
    carer_part: str = Field(default="none", max_length=10)
    may_be_told: list[str] = json_list()
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    circle_member_id: UUID | None = None


# What a chapter says. When the team reads it follows from consents and is written by the database alone.
STORY = ("title", "words", "about_when", "position")


class LifeStoryChapter(PersonOwned, table=True):
    """A chapter of a life, in the person's words. Who reads it is the person's choice, chapter by chapter."""

    owner: ClassVar[Owner] = Owner.private
    rules: ClassVar[Rules] = Rules(
        rights={
            Role.carer: Right(write=STORY),
            Role.person: Right(write=STORY),
            Role.family: Right(columns=STORY),
        }
    )
    __table_args__ = _indexes()

    title: str = Field(max_length=200)
    words: str = Field(max_length=20000)
    about_when: str | None = Field(default=None, max_length=120)
    position: int = 0
    team_reads: Any = Field(default=None, sa_type=TSTZMULTIRANGE, nullable=True)


class AccessToHome(PersonOwned, table=True):
    """How to get in: key safe and the like. Values are never logged."""

    owner: ClassVar[Owner] = Owner.home
    rules: ClassVar[Rules] = Rules(secret=("key_safe_place", "key_safe_code", "instructions", "alarm"))
    __table_args__ = _indexes(
        Index("uq_access_to_home_person", "person_id", unique=True, postgresql_where=text("removed_at IS NULL"))
    )

    key_safe_place: str | None = Field(default=None, max_length=500)
    key_safe_code: str | None = Field(default=None, max_length=40)
    instructions: str | None = Field(default=None, max_length=2000)
    alarm: str | None = Field(default=None, max_length=500)


class WhoseRisk(StrEnum):
    """The person's risk stays theirs; the organisation's own is shared."""

    person = "person"
    shared = "shared"
    organisation = "organisation"


class PositiveRisk(PersonOwned, table=True):
    """A risk the person wants to take: what it brings them, whose it is, what was agreed, when to look at it again."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: Right(write=True, write_where="whose = 'person'")})
    __table_args__ = _indexes(one_of("whose", WhoseRisk))

    what_i_want: str = Field(max_length=2000)
    what_it_brings: str = Field(max_length=2000)
    what_could_happen: str | None = Field(default=None, max_length=2000)
    whose: str = Field(max_length=20)
    agreed: str | None = Field(default=None, max_length=2000)
    agreed_with: list[str] = json_list()
    review_on: date
    ended_on: date | None = None
    provided_by_team_id: UUID


class MoveState(StrEnum):
    """Where the offer of a move is."""

    offered = "offered"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"


MY_TEAMS = uuids("team_ids")
ANSWERING = ("state", "answered_at", "answer_words")


class MoveOffer(PersonOwned, table=True):
    """The old team offers, the new team accepts: then the person and all that is theirs moves in one act."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            # Both sides see an offer and what became of it; the rest of the record only the team that supports the person now.
            Role.carer: Right(
                where=f"({BY_TEAM} OR to_team_id = ANY {MY_TEAMS} OR from_team_id = ANY {MY_TEAMS})", write=ANSWERING
            ),
            Role.manager: Right(write=ANSWERING),
            Role.person: READ,
            Role.integration: None,
        },
    )
    __table_args__ = _indexes(
        one_of("state", MoveState),
        ForeignKeyConstraint(["to_team_id", "organisation_id"], ["team.id", "team.organisation_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["from_team_id", "organisation_id"], ["team.id", "team.organisation_id"], ondelete="RESTRICT"),
        CheckConstraint("to_team_id <> from_team_id", name="teams"),
        Index("uq_move_offer_open", "person_id", unique=True, postgresql_where=text("state = 'offered' AND removed_at IS NULL")),
        Index(None, "to_team_id"), Index(None, "from_team_id"),
    )  # fmt: skip

    from_team_id: UUID
    to_team_id: UUID
    preferred_name: str = Field(max_length=120)
    from_team_name: str = Field(max_length=120)
    to_team_name: str = Field(max_length=120)
    words: str | None = Field(default=None, max_length=2000)
    state: str = Field(default="offered", max_length=20)
    answered_at: datetime | None = instant(default=None, nullable=True)
    answer_words: str | None = Field(default=None, max_length=2000)


class SmallTeamMember(PersonOwned, table=True):
    """A member of the few who support this person. 'We chose each other' when both said so."""

    rules: ClassVar[Rules] = Rules(
        shared_as="small_team",
        rights={Role.person: Right(write=("person_chose", "words", "until_on")), Role.integration: READ},
    )
    __table_args__ = _indexes(
        CheckConstraint("until_on >= since_on", name="dates"), Index(None, "member_id"),
        Index(
            "uq_small_team_member_now", "person_id", "member_id", unique=True,
            postgresql_where=text("until_on IS NULL AND removed_at IS NULL"),
        ),
    )  # fmt: skip

    member_id: UUID = Field(foreign_key="team_member.id")
    member_name: str = Field(max_length=120)
    person_chose: bool = False
    member_chose: bool = False
    words: str | None = Field(default=None, max_length=1000)
    since_on: date
    until_on: date | None = None
