"""People who are supported: the record, and the moves of its status."""

from datetime import date
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, json_list, one_of, text_list


class PersonStatus(StrEnum):
    """Where a person and a team are with one another."""

    enquiry = "enquiry"
    getting_to_know = "getting_to_know"
    supported = "supported"
    paused = "paused"
    ended = "ended"


# enquiry → getting_to_know → supported ⇄ paused, → ended from any state. Ended is the end, until a hand-over asks for them again.
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


def indexes(*more: Any) -> tuple[Any, ...]:  # noqa: ANN401 - constraints of any kind
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
    __table_args__ = indexes(one_of("to_status", PersonStatus))

    from_status: str | None = Field(default=None, max_length=20)
    to_status: str = Field(max_length=20)
    changed_on: date
    reason: str | None = Field(default=None, max_length=40)
    words: str | None = Field(default=None, max_length=2000)
    provided_by_team_id: UUID
