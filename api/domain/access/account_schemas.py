"""What is sent and shown of organisations, accounts and grants."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, Field, model_validator

from api.domain.access import models as m
from api.domain.access.roles import Role
from api.domain.shared.fields import Body, Day, Instant, Shown, Timestamp, Version, folded, line, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

SHORTEST: Final = 3
LONGEST: Final = 254
OrganisationName = Annotated[str, line(200), Field(examples=["Wellbeing Wigan"])]
OdsCode = Annotated[str, Field(min_length=3, max_length=12, pattern=r"^[A-Z0-9]+$", examples=["A1B2C"], description="ODS code.")]
CqcId = Annotated[
    str,
    Field(min_length=3, max_length=20, pattern=r"^[0-9A-Z-]+$", examples=["1-101639650"], description="From the CQC register."),
]
LaCode = Annotated[
    str,
    Field(min_length=3, max_length=12, pattern=r"^[A-Z0-9]+$", examples=["E08000010"], description="ONS code of the council."),
]


def _username(value: str) -> str:
    """Folded as the sign-in folds what is typed, so that one name has one spelling."""
    name = folded(value)
    if not SHORTEST <= len(name) <= LONGEST or " " in name:
        msg = "Send letters, digits and signs without spaces; an email address does."
        raise ValueError(msg)
    return name


Username = Annotated[
    str,
    Field(
        min_length=SHORTEST,
        max_length=LONGEST,
        pattern=r"^[^\s\x00-\x1f\x7f]+$",
        examples=["amina@wellbeing.example"],
        description="Kept in small letters.",
    ),
    AfterValidator(_username),
]
PersonName = Annotated[str, line(120), Field(examples=["Amina Patel"])]
# As HTML has it (input type=email), and short enough for SMTP: no name beside it, no quotes, nothing that could end a header.
Email = Annotated[
    str,
    Field(
        min_length=3,
        max_length=254,
        pattern=r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$",
        examples=["amina@wellbeing.example"],
        description="Where messages to its owner go. Where there is none, to the user name if that is an email address.",
    ),
]
Reason = Annotated[str, line(500), Field(examples=["Phone stolen"])]


class OrganisationRead(Shown):
    """The token's own organisation."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    kind: m.OrganisationKind
    name: OrganisationName
    ods_code: OdsCode | None
    cqc_provider_id: CqcId | None
    cqc_location_id: CqcId | None
    la_code: LaCode | None
    ended_on: Day | None


class OrganisationPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears."""

    name: OrganisationName = unsent()
    ods_code: OdsCode | None = None
    cqc_provider_id: CqcId | None = None
    cqc_location_id: CqcId | None = None
    la_code: LaCode | None = None


class AccountNew(Body):
    """A new account. It has no password: its owner chooses one by invitation."""

    id: NewId | None = None
    username: Username
    name: PersonName
    email: Email | None = None


class AccountPatch(Body):
    """JSON Merge Patch. Disabling and enabling are verbs of their own."""

    name: PersonName = unsent()
    email: Email | None = None


class AccountDisabling(Body):
    """Why an account is closed."""

    reason: Reason


class AccountRead(Shown):
    """Somebody who signs in."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    username: Username
    name: PersonName
    email: Email | None
    password_changed_at: Annotated[Instant | None, Field(description="When its owner last chose a password themselves.")]
    disabled_at: Instant | None
    disabled_reason: Reason | None


class AccountsQuery(ListQuery):
    """Filters of the list of accounts."""

    username: Annotated[Username, Field(description="Whole.")] | None = None
    role: Annotated[Role, Field(description="Only who holds this role now.")] | None = None
    disabled: bool | None = None


class GrantNew(Body):
    """A role for an account."""

    id: NewId | None = None
    role: Role
    person_id: Annotated[UUID, Field(description="Who they are; with the role person, and only then.")] | None = None
    until: Annotated[Timestamp, Field(description="When it ends by itself.")] | None = None

    @model_validator(mode="after")
    def _person_belongs_to_role(self) -> "GrantNew":
        if (self.role is Role.person) != (self.person_id is not None):
            msg = "Send person_id with the role person, and only then."
            raise ValueError(msg)
        return self


class GrantRead(Shown):
    """A role that an account holds."""

    id: UUID
    account_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    role: Role
    person_id: UUID | None
    until: Instant | None


class GrantsQuery(ListQuery):
    """Filters of the list of an account's grants."""

    role: Role | None = None
