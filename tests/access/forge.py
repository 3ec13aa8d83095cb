"""A forge of tokens: signs anything with a ring's own key, good but for what is asked."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk
from jose.backends.base import Key

from api.domain.access.key_files import pem_of
from api.domain.access.keys import KeyRing

Named = tuple[str, str]


class Raw(str):
    """JSON text to put in as it is, where Python has no such value."""

    __slots__ = ()


class Missing:
    """The member is left out."""


MISSING: Final = Missing()


def b64(content: bytes | str) -> str:
    """Spell bytes as base64url without padding (RFC 7515 section 2)."""
    content = content.encode() if isinstance(content, str) else content
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def as_json(members: dict[str, Any]) -> str:
    """Write JSON in which `Raw` stands as it is and `MISSING` does not stand."""
    parts = (
        f"{json.dumps(name)}:{value if isinstance(value, Raw) else json.dumps(value)}"
        for name, value in members.items()
        if value is not MISSING
    )
    return "{" + ",".join(parts) + "}"


@cache
def stranger() -> Key:
    """Somebody else's P-256 key."""
    return jwk.construct(pem_of(ec.generate_private_key(ec.SECP256R1())).decode(), "ES256")


@dataclass(frozen=True)
class Forge:
    """Makes tokens with a ring's own key, good but for what is asked."""

    ring: KeyRing
    now: int

    def header(self, **changes: Any) -> dict[str, Any]:
        return {"alg": "ES256", "kid": self.ring.signing(self.now).kid, "typ": "at+jwt"} | changes

    def claims(self, **changes: Any) -> dict[str, Any]:
        return {
            "iss": self.ring.issuer,
            "aud": self.ring.audience,
            "sub": str(uuid4()),
            "client_id": "wellbeing-app",
            "exp": self.now + 900,
            "iat": self.now,
            "nbf": self.now,
            "jti": "0123456789abcdefABCDEF",
            "sid": str(uuid4()),
            "org": str(uuid4()),
            "role": "carer",
            "scope": "people:read people:write",
        } | changes

    def signed(self, header: str, claims: str | bytes, key: Key | None = None) -> str:
        """Sign any two texts."""
        signing_input = f"{b64(header)}.{b64(claims)}"
        signature = (key or self.ring.signing(self.now).private).sign(signing_input.encode())
        return f"{signing_input}.{b64(signature)}"

    def token(self, header: dict[str, Any] | None = None, claims: dict[str, Any] | None = None, key: Key | None = None) -> str:
        """Sign a token with changes to its header or its claims; without changes it is a good one."""
        return self.signed(as_json(self.header(**(header or {}))), as_json(self.claims(**(claims or {}))), key)

    def with_signature(self, signature: bytes, header: dict[str, Any] | None = None) -> str:
        return f"{b64(as_json(self.header(**(header or {}))))}.{b64(as_json(self.claims()))}.{b64(signature)}"
