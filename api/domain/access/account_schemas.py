"""What is sent and shown of organisations, accounts, grants and clients."""

import re
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, Field, field_validator, model_validator

from api.domain.access import models as m
from api.domain.access.roles import SCOPES, Role
from api.domain.shared.fields import Body, Day, Flag, Instant, Shown, Timestamp, Version, folded, line, some, unsent
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


LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
_URI: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?P<port>:[0-9]{1,5})?(?P<rest>.*)", re.ASCII
)


def _address(value: str, *, path: bool) -> str:
    """Only https; http for a developer's own machine only. No user, no fragment, no wildcard."""
    match = _URI.fullmatch(value)
    if match is None or "#" in value or "*" in value:
        msg = "Send a whole address such as https://app.example.org/callback, without user, wildcard or fragment."
        raise ValueError(msg)
    if match["scheme"] == "http" and match["host"].lower() not in LOCAL:
        msg = "Use https. Only localhost may use http."
        raise ValueError(msg)
    if (match["rest"] != "") if not path else not match["rest"].startswith("/"):
        msg = "Send a path, at least /." if path else "Send scheme, host and port only: https://app.example.org"
        raise ValueError(msg)
    return value


def _redirect(value: str) -> str:
    return _address(value, path=True)


def _origin(value: str) -> str:
    return _address(value, path=False).lower()


RedirectUri = Annotated[
    str,
    Field(min_length=9, max_length=500, pattern=r"^https?://[!-~]+$", examples=["https://app.example.org/callback"]),
    AfterValidator(_redirect),
]
Origin = Annotated[
    str,
    Field(min_length=9, max_length=300, pattern=r"^https?://[!-~]+$", examples=["https://app.example.org"]),
    AfterValidator(_origin),
]
Scope = Annotated[str, Field(min_length=3, max_length=60, pattern=r"^[a-z_-]+:[a-z]+$", examples=["people:read"])]
ClientName = Annotated[str, line(120), Field(examples=["Rota of Wigan North"])]


def _once(value: list[Any]) -> list[Any]:
    """The same thing twice means it once."""
    return list(dict.fromkeys(value))


def _known(value: list[str]) -> list[str]:
    if unknown := [scope for scope in value if scope not in SCOPES]:
        msg = f"{len(unknown)} of these scopes are unknown. They are listed in the documentation."
        raise ValueError(msg)
    return value


Grants = Annotated[
    list[m.ClientGrant],
    some(3, least=1),
    Field(
        examples=[["authorization_code"]],
        description=(
            "OAuth 2 grants that it may use: client_credentials for a machine that signs in as itself, authorization_code for a "
            "front end in which people sign in on our pages, the exchange of your own provider's id tokens (RFC 8693)."
        ),
    ),
]
Public = Annotated[
    Flag,
    Field(
        description="It lives in a browser or on a phone, where a secret would be none, so it has no client_secret.",
    ),
]
RedirectUris = Annotated[
    list[RedirectUri],
    some(20),
    Field(description="Where people are sent back to, letter by letter; https, or http on localhost."),
]


class ClientFields(Body):
    """What a client may do and where it lives."""

    @field_validator("grants", "scopes", "team_ids", "redirect_uris", "origins", check_fields=False)
    @classmethod
    def _each_once(cls, value: list[Any]) -> list[Any]:
        return _once(value)

    @field_validator("scopes", check_fields=False)
    @classmethod
    def _scopes_are_known(cls, value: list[str]) -> list[str]:
        return _known(value)


class ClientNew(ClientFields):
    """A machine that signs in as itself (client_credentials), or a front end in which people do (authorization_code)."""

    id: NewId | None = None
    name: ClientName
    grants: Grants = [m.ClientGrant.client_credentials]
    public: Public = False
    scopes: Annotated[list[Scope], some(60, least=1), Field(description="The most that its tokens may do.")]
    team_ids: Annotated[list[UUID], some(200), Field(description="The teams it reaches; a provider's client only.")] = []
    redirect_uris: RedirectUris = []
    origins: Annotated[list[Origin], some(20), Field(description="Where its pages may call from (CORS).")] = []


class ClientPatch(ClientFields):
    """JSON Merge Patch: what is sent replaces what was."""

    name: ClientName = unsent()
    grants: Grants = unsent()
    public: Public = unsent()
    scopes: Annotated[list[Scope], some(60, least=1)] = unsent()
    team_ids: Annotated[list[UUID], some(200)] = unsent()
    redirect_uris: RedirectUris = unsent()
    origins: Annotated[list[Origin], some(20)] = unsent()


class ClientRead(Shown):
    """A machine or front end. Its id is the client_id of /oauth/token."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: ClientName
    grants: Grants
    public: bool
    scopes: Annotated[list[Scope], some(60)]
    team_ids: Annotated[list[UUID], some(200)]
    redirect_uris: RedirectUris
    origins: Annotated[list[Origin], some(20)]


Secret = Annotated[str, Field(min_length=43, max_length=43, pattern=r"^[A-Za-z0-9_-]+$")]


class ClientMadeRead(ClientRead):
    """A new client, with its secret, which is shown this once and never again. A public client has none."""

    client_secret: Secret = unsent()


class ClientSecretRead(ClientRead):
    """A client with its secret, which is shown this once and never again."""

    client_secret: Secret


class ClientsQuery(ListQuery):
    """The list of clients has no filters of its own."""
