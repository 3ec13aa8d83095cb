"""What is sent and shown of a person."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, model_validator
from typing_extensions import override

from api.domain.people import models as m
from api.domain.shared.fields import (
    Body,
    Day,
    Flag,
    Instant,
    NhsNumber,
    PastDay,
    Postcode,
    Shown,
    Version,
    folded,
    line,
    prose,
    some,
    unsent,
)  # fmt: skip
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

PreferredName = Annotated[str, line(120), Field(examples=["Jean"], description="What the person likes to be called.")]
Text = Annotated[str, prose(2000)]
Language = Annotated[
    str,
    Field(
        min_length=2,
        max_length=10,
        pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,4})?|q[0-9])$",
        examples=["en"],
        description="ISO 639-1, or q1 Braille, q4 BSL, q5 Makaton.",
    ),
]
PhoneText = Annotated[str, Field(min_length=5, max_length=20, pattern=r"^\+?[0-9 ()-]+$", examples=["01632 960001"])]
Email = Annotated[
    str,
    Field(
        min_length=3,
        max_length=254,
        pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+$",
        examples=["jean@example.org"],
    ),
]
OdsCode = Annotated[str, Field(min_length=3, max_length=12, pattern=r"^[A-Z0-9]+$", examples=["P92001"], description="ODS code.")]
GroupTags = Annotated[list[Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$")]], some(20)]


class Phone(Body):
    """A telephone number and whose or what it is."""

    number: PhoneText
    what: Annotated[str, line(60), Field(examples=["home"])] = "home"


class KeyContact(Body):
    """Somebody to turn to."""

    name: Annotated[str, line(120)]
    what_they_are: Annotated[str, line(120), Field(examples=["daughter"])]
    phone: PhoneText | None = None
    email: Email | None = None
    first_to_call: Flag = False


class PersonFields(Body):
    """What can be said of a person when they are first written down, and changed later."""

    given_names: Annotated[str, line(200)] | None = None
    family_name: Annotated[str, line(120)] | None = None
    pronouns: Annotated[str, line(40), Field(examples=["she/her"])] | None = None
    date_of_birth: PastDay | None = None
    nhs_number: NhsNumber | None = None
    council_reference: Annotated[str, line(40), Field(examples=["WG-104-77"])] | None = None
    uprn: (
        Annotated[
            str, Field(min_length=1, max_length=12, pattern=r"^[1-9][0-9]*$", description="Unique Property Reference Number.")
        ]
        | None
    ) = None
    address_lines: Annotated[list[Annotated[str, line(120)]], some(5)] = []
    postcode: Postcode | None = None
    latitude: Annotated[float, Field(ge=49.0, le=61.0)] | None = None
    longitude: Annotated[float, Field(ge=-9.0, le=2.1)] | None = None
    phones: Annotated[list[Phone], some(5)] = []
    email: Email | None = None
    first_language: Language | None = None
    other_languages: Annotated[list[Language], some(10)] = []
    interpreter_needed: Flag | None = None
    communication: Annotated[Text, Field(description="How to communicate well with the person, in their words.")] | None = None
    gp_practice_code: OdsCode | None = None
    gp_practice_name: Annotated[str, line(200)] | None = None
    key_contacts: Annotated[list[KeyContact], some(10)] = []
    accommodation_status: m.AccommodationStatus | None = None
    primary_support_reason: m.PrimarySupportReason | None = None
    has_unpaid_carer: Flag | None = None
    gender_identity: (
        Annotated[str, line(120), Field(description="Special-category data, in the person's own description.")] | None
    ) = None
    ethnicity: Annotated[str, line(120), Field(description="Special-category data; ONS 18+1 words are usual.")] | None = None
    sexual_orientation: Annotated[str, line(120), Field(description="Special-category data.")] | None = None
    religion: Annotated[str, line(120), Field(description="Special-category data.")] | None = None
    group_tags: GroupTags = []

    @model_validator(mode="after")
    def _both_coordinates(self) -> "PersonFields":
        given = self.model_fields_set & {"latitude", "longitude"}
        if given and (self.latitude is None) != (self.longitude is None):
            msg = "Send latitude and longitude together, or neither."
            raise ValueError(msg)
        return self


class PersonCreate(PersonFields):
    """A person who asked, or was asked for: an enquiry for a team."""

    team_id: Annotated[UUID, Field(description="The team they are to be supported by.")]
    preferred_name: PreferredName
    funding_status: m.FundingStatus = m.FundingStatus.not_known
    nhs_number_status: m.NhsNumberStatus = m.NhsNumberStatus.not_known
    enquired_on: Annotated[PastDay, Field(description="The day they first asked; today if left out.")] | None = None


class PersonNew(PersonCreate):
    """As PersonCreate, with an id of the client's making."""

    id: NewId | None = None


class PersonPatch(PersonFields):
    """JSON Merge Patch (RFC 7396): left out is unchanged, null clears. Status, team and death move by verbs of their own."""

    preferred_name: PreferredName = unsent()
    funding_status: m.FundingStatus = unsent()
    nhs_number_status: m.NhsNumberStatus = unsent()
    address_lines: Annotated[list[Annotated[str, line(120)]], some(5)] = unsent()
    phones: Annotated[list[Phone], some(5)] = unsent()
    other_languages: Annotated[list[Language], some(10)] = unsent()
    key_contacts: Annotated[list[KeyContact], some(10)] = unsent()
    group_tags: GroupTags = unsent()


class PersonRead(Shown):
    """A person as the token may see them. Coach, family and connector see a part: members outside it are absent."""

    id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    preferred_name: PreferredName
    status: m.PersonStatus
    status_since: Day
    given_names: Annotated[str, line(200)] | None
    family_name: Annotated[str, line(120)] | None
    pronouns: Annotated[str, line(40)] | None
    ended_reason: m.EndedReason | None
    date_of_birth: Day | None
    date_of_death: Day | None
    nhs_number: NhsNumber | None
    nhs_number_status: m.NhsNumberStatus
    council_reference: Annotated[str, line(40)] | None
    uprn: Annotated[str, Field(max_length=12, pattern=r"^[0-9]+$")] | None
    address_lines: Annotated[list[Annotated[str, line(120)]], some(5)]
    postcode: Postcode | None
    latitude: Annotated[float, Field(ge=49.0, le=61.0)] | None
    longitude: Annotated[float, Field(ge=-9.0, le=2.1)] | None
    phones: Annotated[list[Phone], some(5)]
    email: Email | None
    first_language: Language | None
    other_languages: Annotated[list[Language], some(10)]
    interpreter_needed: bool | None
    communication: Text | None
    gp_practice_code: OdsCode | None
    gp_practice_name: Annotated[str, line(200)] | None
    key_contacts: Annotated[list[KeyContact], some(10)]
    accommodation_status: m.AccommodationStatus | None
    primary_support_reason: m.PrimarySupportReason | None
    has_unpaid_carer: bool | None
    funding_status: m.FundingStatus
    gender_identity: Annotated[str, line(120)] | None
    ethnicity: Annotated[str, line(120)] | None
    sexual_orientation: Annotated[str, line(120)] | None
    religion: Annotated[str, line(120)] | None
    group_tags: Annotated[list[Annotated[str, line(40)]], some(20)]


class PeopleQuery(ListQuery):
    """Filters of the list of people."""

    team_id: Annotated[UUID, Field(description="Only this team's.")] | None = None
    status: m.PersonStatus | None = None
    name: Annotated[str, line(120), Field(description="Part of any of their names.")] | None = None
    reference: Annotated[str, line(40), Field(description="Council reference, whole.")] | None = None
    postcode: Annotated[Postcode, Field(description="Whole.")] | None = None
    group_tag: Annotated[str, line(40)] | None = None

    @override
    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """The name is folded as the search key is, and its wildcards are letters."""
        values = dict(given)
        if "name" in values:
            values["name"] = "%" + folded(values["name"]).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        return values


class StatusMove(Body):
    """A move of a person's status: enquiry → getting_to_know → supported ⇄ paused, → ended from any state."""

    to: m.PersonStatus
    on: Annotated[PastDay, Field(description="The day it happened; today if left out.")] | None = None
    reason: Annotated[m.EndedReason, Field(description="Needed for ended.")] | None = None
    words: Annotated[Text, Field(description="What was said about it.")] | None = None
    date_of_death: Annotated[PastDay, Field(description="With reason died.")] | None = None

    @model_validator(mode="after")
    def _reason_belongs_to_ending(self) -> "StatusMove":
        if (self.to is m.PersonStatus.ended) != (self.reason is not None):
            msg = "Send a reason with ended, and only then."
            raise ValueError(msg)
        if self.date_of_death is not None and self.reason is not m.EndedReason.died:
            msg = "Send date_of_death with reason died only."
            raise ValueError(msg)
        return self


class StatusChangeRead(Shown):
    """A move of a person's status as it was recorded."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    from_status: m.PersonStatus | None
    to_status: m.PersonStatus
    changed_on: Day
    reason: m.EndedReason | None
    words: Text | None
    provided_by_team_id: UUID


class Lookup(Body):
    """Find a person by NHS number, in a body, so that it never stands in a URL."""

    nhs_number: NhsNumber


class StatusChangesQuery(ListQuery):
    """The list of status changes has no filters of its own."""
