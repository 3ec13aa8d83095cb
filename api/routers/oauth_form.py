"""Reading what is sent to the OAuth 2 endpoints: a form, strictly, and how a client names itself.

RFC 6749 section 3.2 (no parameter twice, one without a value is not there, unknown ones are ignored) and section 2.3.1 (Basic or
the form, never both, never the address). Nothing that was sent is ever repeated in a refusal.
"""

import re
from base64 import b64decode
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

from starlette.requests import Request

from api.domain.access.client_sign_in import Credentials
from api.domain.access.desk import GrantRefused, Refusal
from api.domain.access.passwords import MAX_CHARACTERS
from api.domain.access.providers.id_tokens import MAX_CHARACTERS as MAX_CHARACTERS_OF_ID_TOKEN

MAX_BODY_BYTES: Final = 16 * 1024
MAX_FIELDS: Final = 32
MEDIA_TYPE: Final = "application/x-www-form-urlencoded"

# The longest value of each parameter, in characters. `token` is bounded by the body alone: RFC 7009 answers 200 to any text.
LONGEST: Final = {
    "grant_type": 100, "username": 254, "password": MAX_CHARACTERS, "role": 20, "scope": 1000, "refresh_token": 256,
    "client_id": 128, "client_secret": 256, "code": 256, "code_verifier": 128, "redirect_uri": 2000,
    "subject_token": MAX_CHARACTERS_OF_ID_TOKEN, "subject_token_type": 100, "requested_token_type": 100,
}  # fmt: skip
UNREADABLE: Final = "Send a form in UTF-8 without NUL."
_BROKEN_ESCAPE: Final = re.compile("%(?![0-9A-Fa-f]{2})")


class TooLarge(Exception):
    """The body is longer than any form that we read."""


@dataclass(frozen=True, slots=True)
class Form:
    """The parameters that were sent with a value, and who the client says it is."""

    fields: dict[str, str]
    client: Credentials
    tried_basic: bool

    def get(self, name: str) -> str | None:
        """A parameter that need not be there."""
        return self.fields.get(name)

    def need(self, name: str) -> str:
        """A parameter that must be there. GrantRefused (invalid_request)."""
        value = self.fields.get(name)
        if value is None:
            raise refused(f"The parameter {name} is missing.")
        return value


async def read(request: Request) -> Form:
    """Read the whole form. GrantRefused (invalid_request, or invalid_client for a Basic header nobody can read); TooLarge."""
    if request.scope["query_string"]:
        raise refused("Send parameters in the body: addresses are written to logs.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise refused(f"Send {MEDIA_TYPE}.")
    fields = _fields(await _body(request))
    basic = _basic(request)
    secret, named = fields.pop("client_secret", None), fields.pop("client_id", None)
    if basic is None:
        return Form(fields, Credentials(named, secret), tried_basic=False)
    if secret is not None or named not in (None, basic.client_id):
        raise refused("Name the client once: in the Authorization header or in the body.")
    return Form(fields, basic, tried_basic=True)


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise TooLarge
    return bytes(body)


def _fields(body: bytes) -> dict[str, str]:
    """The parameters of a form; those without a value are left out (RFC 6749 section 3.2)."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    parts = [part for part in body.split(b"&") if part]
    if len(parts) > MAX_FIELDS:
        raise refused(f"Send at most {MAX_FIELDS} parameters.")
    for part in parts:
        name, value = (_decoded(half) for half in part.partition(b"=")[::2])
        if name in seen:
            raise refused("Send each parameter once.")
        seen.add(name)
        if len(value) > LONGEST.get(name, MAX_BODY_BYTES):
            raise refused(f"The parameter {name} is too long.")
        if value:
            found[name] = value
    return found


def _decoded(half: bytes) -> str:
    """Text of a form's name or value: UTF-8 without NUL, which PostgreSQL cannot hold."""
    try:
        escaped = half.decode("utf-8")
        text = unquote_plus(escaped, errors="strict")
    except UnicodeDecodeError:
        raise refused(UNREADABLE) from None
    if _BROKEN_ESCAPE.search(escaped) or "\0" in text:
        raise refused(UNREADABLE)
    return text


def _basic(request: Request) -> Credentials | None:
    """The client in an Authorization header, or None. Another scheme is no attempt: front ends send old Bearer tokens along."""
    headers = request.headers.getlist("authorization")
    if not any(header[:6].lower() == "basic " for header in headers):
        return None
    try:
        (header,) = headers
        text = b64decode(header[6:].strip(" "), validate=True).decode("ascii")
    except ValueError:  # more than one header, no base64, not ASCII: everything else is percent-encoded inside
        text = ""
    client_id, colon, secret = text.partition(":")
    if not colon or len(client_id) > LONGEST["client_id"] or len(secret) > LONGEST["client_secret"]:
        raise GrantRefused(Refusal.invalid_client, "The Authorization header is not one readable pair of client id and secret.")
    return Credentials(unquote_plus(client_id) or None, unquote_plus(secret) or None)


def refused(says: str) -> GrantRefused:
    """A request that is not as it should be."""
    return GrantRefused(Refusal.invalid_request, says)
