"""What is sent and shown of clients: machines and front ends that call for an organisation."""

import re
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import AfterValidator, Field, field_validator

from api.domain.access import models as m
from api.domain.access.roles import SCOPES
from api.domain.shared.fields import Body, Flag, Instant, Shown, Version, line, some, unsent
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

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
