"""What is sent and shown of providers of identities, and of who accounts are there."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import AfterValidator, Field, field_validator

from api.domain.access.providers.id_tokens import SUBJECT
from api.domain.access.providers.reaching import NotReachedError, parts
from api.domain.shared.fields import Body, Flag, Instant, Shown, Version, line, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

MOST_AUDIENCES: Final = 20


def _issuer(value: str) -> str:
    """An issuer is https without query or fragment (OpenID Connect Discovery 1.0 section 3); http on this machine alone."""
    try:
        parts(value)
    except NotReachedError as error:
        msg = "Send https://host/path as the provider writes it. Only localhost may use http."
        raise ValueError(msg) from error
    if "?" in value or "#" in value or "\\" in value:
        msg = "An issuer has no query and no fragment."
        raise ValueError(msg)
    return value


ProviderName = Annotated[
    str, line(120), Field(examples=["Wigan Council"], description="As people know it; it stands on a button.")
]
Issuer = Annotated[
    str,
    Field(
        min_length=9, max_length=500, pattern=r"^https?://[!-~]+$", examples=["https://login.wigan.example/realms/staff"],
        description="To the letter as the provider's discovery document writes it.",
    ),
    AfterValidator(_issuer),
]  # fmt: skip
Audience = Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[!-~]+$", examples=["wellbeing-teams"])]
ProviderSecret = Annotated[
    str,
    Field(
        min_length=1, max_length=1000, pattern=r"^[ -~]+$", examples=["as the provider showed it"],
        description="Ours at that provider. Kept sealed and never shown. Without one, PKCE alone proves us.",
    ),
]  # fmt: skip
Audiences = Annotated[
    list[Audience],
    some(MOST_AUDIENCES),
    Field(description="Systems of the organisation at that provider whose id tokens may be exchanged, beside `client_id`."),
]
Assures = Annotated[
    Flag,
    Field(
        description="The organisation vouches that this provider asks for a second factor; then none of ours is asked. Where its"
        " id tokens say how somebody signed in (amr, acr), they must say it too."
    ),
]
Subject = Annotated[
    str,
    Field(
        min_length=1, max_length=255, pattern=f"^{SUBJECT}$", examples=["248289761001"],
        description="Who they are there: the `sub` of its id tokens, to the letter. Never an email address: these change hands.",
    ),
]  # fmt: skip


class _Fields(Body):
    @field_validator("audiences", check_fields=False)
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        return list(dict.fromkeys(value))


class IdentityProviderNew(_Fields):
    """An organisation's own OpenID Connect provider."""

    id: NewId | None = None
    name: ProviderName
    issuer: Issuer
    client_id: Audience
    client_secret: ProviderSecret | None = None
    audiences: Audiences = []
    assures_second_factor: Assures = False


class IdentityProviderPatch(_Fields):
    """JSON Merge Patch. The issuer stays: who accounts are there was said of that one."""

    name: ProviderName = unsent()
    client_id: Audience = unsent()
    client_secret: ProviderSecret | None = None
    audiences: Audiences = unsent()
    assures_second_factor: Assures = unsent()


class IdentityProviderRead(Shown):
    """An organisation's own OpenID Connect provider."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: ProviderName
    issuer: Issuer
    client_id: Audience
    has_secret: Flag
    audiences: Audiences
    assures_second_factor: Assures


class IdentityProvidersQuery(ListQuery):
    """The list of providers has no filters of its own."""


class ProviderFinding(Shown):
    """One thing that was looked at."""

    about: Annotated[str, line(40), Field(examples=["discovery"])]
    right: Flag
    says: Annotated[str, line(400), Field(examples=["It answers, and calls itself by this issuer."])]


class ProviderCheck(Shown):
    """What was found, at this moment."""

    right: Annotated[Flag, Field(description="Whether people can sign in with it, as far as can be seen from here.")]
    redirect_uri: Annotated[
        str,
        Field(
            min_length=9, max_length=2000, pattern=r"^https?://[!-~]+$",
            examples=["https://api.example.org/sign-in/provider/callback"],
            description="What must be registered at the provider as our redirect URI.",
        ),
    ]  # fmt: skip
    findings: Annotated[list[ProviderFinding], some(10)]


class AccountIdentityNew(Body):
    """Who an account is at a provider."""

    id: NewId | None = None
    provider_id: UUID
    subject: Subject


class AccountIdentityRead(Shown):
    """Who an account is at a provider."""

    id: UUID
    account_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    provider_id: UUID
    subject: Subject


class AccountIdentitiesQuery(ListQuery):
    """Filters of the list of an account's identities."""

    provider_id: UUID | None = None
