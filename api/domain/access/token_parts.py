"""What a token is made of, read strictly: one spelling of base64url, JSON without surprises, members of one type.

python-jose decodes loosely (unknown base64 characters vanish, a member may come twice, Infinity is a number), so nothing that
it decoded is believed; it only checks the signature.
"""

import base64
import json
import re
from typing import Any, NoReturn
from uuid import UUID

from api.domain.shared.errors import SignInNeededError


class TokenRefused(SignInNeededError):
    """No token, or not a good one. `reason` is for the log alone: outside, all refusals look alike."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


def segment(text: str) -> bytes:
    """Decode base64url strictly (RFC 7515 section 2): one spelling only, or one token would have many hashes."""
    decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(decoded).rstrip(b"=") != text.encode():
        refuse("base64url not canonical")
    return decoded


def json_object(text: bytes) -> dict[str, Any]:
    """Read a JSON object strictly: no member twice (RFC 8725 section 2.4), no NaN or Infinity."""
    value = json.loads(text.decode("utf-8"), object_pairs_hook=_without_twins, parse_constant=_no_constant)
    if type(value) is not dict:
        refuse("not a JSON object")
    return value


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        refuse("JSON member twice")
    return members


def _no_constant(_: str) -> NoReturn:
    refuse("not a JSON number")


def text_in(members: dict[str, Any], name: str) -> str:
    """Answer a member that must be a string."""
    value = members.get(name)
    if type(value) is not str:
        refuse(name)
    return value


def matching_in(members: dict[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    """Answer a string that is what the pattern describes, whole."""
    value = text_in(members, name)
    if pattern.fullmatch(value) is None:
        refuse(name)
    return value


def seconds_in(members: dict[str, Any], name: str) -> int:
    """Answer a time in whole Unix seconds (RFC 7519 allows fractions; we never send them)."""
    value = members.get(name)
    # `type is`: True is an int, and 1e400 a float, to isinstance and to JSON.
    if type(value) is not int:
        refuse(name)
    return value


def uuid_in(members: dict[str, Any], name: str) -> UUID:
    """Answer a UUID in its one spelling."""
    value = text_in(members, name)
    found = UUID(value)
    # UUID() also reads braces, urn:uuid: and capitals; an id has one spelling.
    if str(found) != value:
        refuse(name)
    return found


def refuse(reason: str) -> NoReturn:
    """Refuse the token; the reason goes to the log and must hold nothing of the token."""
    raise TokenRefused(reason)
