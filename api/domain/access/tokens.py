"""Access tokens: one `sign`, one `verify`, and nothing else in the project touches python-jose's token functions.

RFC 9068 (JWT access tokens: `at+jwt`, its claims), RFC 7515/7519 (JWS, JWT), RFC 8725 (best current practice), RFC 6750 (Bearer).
python-jose 3.5.0 takes the algorithm from the header where it is handed a PEM, DER or dict key, lets a nested header raise
RecursionError before the signature is looked at and decodes base64 loosely. So: our own key table, a Key object that pins ES256,
strict JSON, and every failure whatsoever is one refusal.
"""

import re
import secrets
from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import Any, Final, NamedTuple
from uuid import UUID

from jose import jws
from jose.exceptions import JWSError

from api.domain.access.keys import ALGORITHM, LEEWAY_SECONDS, TOKEN_LIFETIME_SECONDS, KeyRing, SigningKey
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.access.token_parts import TokenRefused, json_object, matching_in, refuse, seconds_in, segment, text_in, uuid_in
from api.domain.shared.errors import InvalidError

__all__ = ["MAX_TOKEN_CHARACTERS", "Claims", "NoScopeLeft", "TokenRefused", "bearer", "sign", "verify"]

MAX_TOKEN_CHARACTERS: Final = 2_048
REMEMBER_SECONDS: Final = 60
REMEMBER_AT_MOST: Final = 4_096
TYPE: Final = "at+jwt"

# Our tokens have exactly these members, so crit, jku, x5u, x5c, jwk, zip, cty, b64 and whatever comes next are refused.
_HEADER_MEMBERS: Final = frozenset({"alg", "kid", "typ"})
_SCHEME: Final = b"bearer "
_TOKEN68: Final = re.compile(rb"[A-Za-z0-9._~+/-]+=*")
_COMPACT: Final = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", re.ASCII)
_CLIENT_ID: Final = re.compile(r"[!-~]{1,128}", re.ASCII)
_JTI: Final = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)
_SCOPE: Final = re.compile(r"[a-z][a-z_-]*:[a-z]+( [a-z][a-z_-]*:[a-z]+)*", re.ASCII)


class NoScopeLeft(InvalidError):
    """What was asked for, narrowed by role and client, is nothing (RFC 6749 section 3.3: invalid_scope)."""

    code, title = "invalid-scope", "No such scope"
    detail = "None of the scopes asked for can be given to this role and client."


class Claims(NamedTuple):
    """Who a verified token speaks for. What rows that reaches is never in a token; it is looked up at each request."""

    subject: UUID
    session: UUID
    client_id: str
    organisation: UUID
    role: Role
    scopes: frozenset[str]
    jti: str
    expires_at: int


def bearer(header: bytes | None) -> str:
    """Answer the token in an Authorization header: the scheme `Bearer`, one space, at most 2,048 characters.

    RFC 6750 section 2.1; the scheme's case is free (RFC 9110 section 11.1). Raises `TokenRefused`. A request with two
    Authorization headers is the caller's to refuse.
    """
    if header is None:
        refuse("no authorization header")
    if header[: len(_SCHEME)].lower() != _SCHEME:
        refuse("not a bearer token")
    token = header[len(_SCHEME) :]
    if len(token) > MAX_TOKEN_CHARACTERS:
        refuse("token too long")
    if _TOKEN68.fullmatch(token) is None:
        refuse("not one token after the scheme")
    return token.decode("ascii")


def sign(  # noqa: PLR0913 - a token names each of these, and a bag of claims would be a second Claims
    ring: KeyRing,
    *,
    subject: UUID,
    session: UUID,
    client_id: str,
    organisation: UUID,
    role: Role,
    scopes: frozenset[str],
    now: float,
) -> str:
    """Sign an access token that lives 15 minutes from `now` (Unix seconds).

    Raises `NoScopeLeft` for an empty set of scopes and `ValueError` for claims that `verify` would refuse.
    """
    if not scopes:
        raise NoScopeLeft
    issued = int(now)
    claims = {
        "iss": ring.issuer,
        "aud": ring.audience,
        "sub": str(subject),
        "client_id": client_id,
        "exp": issued + TOKEN_LIFETIME_SECONDS,
        "iat": issued,
        "nbf": issued,
        "jti": secrets.token_urlsafe(16),
        "sid": str(session),
        "org": str(organisation),
        "role": str(role),
        "scope": " ".join(sorted(scopes)),
    }
    try:
        _claims(ring, claims, issued)
    except TokenRefused as refused:
        raise ValueError(refused.reason) from None
    key = ring.signing(now)
    token: str = jws.sign(claims, key.private, headers={"typ": TYPE, "kid": key.kid}, algorithm=ALGORITHM)
    if len(token) > MAX_TOKEN_CHARACTERS:
        raise ValueError("token too long")
    return token


def verify(ring: KeyRing, token: str, now: float) -> Claims:
    """Answer what a good token says, or raise `TokenRefused`; never another exception, whatever the token.

    `now` is Unix seconds. The answer may be up to 60 s old (never older than the token's end or its key's): so the caller
    checks the session and all rights at each request.
    """
    try:
        return _verify(ring, token, now)
    except TokenRefused:
        raise
    except Exception as error:  # noqa: BLE001 - a hostile token must not find an exception nobody thought of (RecursionError did)
        # `from None`: a chained traceback could carry parts of the token into the log.
        raise TokenRefused(f"unexpected {type(error).__name__}") from None


class _Remembered(NamedTuple):
    claims: Claims
    key: SigningKey
    since: float
    until: float


class _Memory:
    """Verified claims by the SHA-256 of their token: bounded, least recently used goes first.

    An entry holds the very key object that verified it. Reloading a ring makes new objects and a retired key is no longer
    answered by it, so both void what was remembered without anybody emptying anything.
    """

    def __init__(self, at_most: int) -> None:
        self._at_most = at_most
        self._entries: OrderedDict[bytes, _Remembered] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, ring: KeyRing, digest: bytes, now: float) -> Claims | None:
        with self._lock:
            entry = self._entries.get(digest)
            if entry is None:
                return None
            if not entry.since <= now < entry.until or ring.verification(entry.key.kid, now) is not entry.key:
                del self._entries[digest]
                return None
            self._entries.move_to_end(digest)
            return entry.claims

    def keep(self, digest: bytes, claims: Claims, key: SigningKey, now: float) -> None:
        until = min(now + REMEMBER_SECONDS, claims.expires_at)
        with self._lock:
            self._entries[digest] = _Remembered(claims, key, now, until)
            self._entries.move_to_end(digest)
            while len(self._entries) > self._at_most:
                self._entries.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()


_memory: Final = _Memory(REMEMBER_AT_MOST)


def _verify(ring: KeyRing, token: str, now: float) -> Claims:
    if len(token) > MAX_TOKEN_CHARACTERS:
        refuse("token too long")
    digest = sha256(token.encode()).digest()
    if (remembered := _memory.find(ring, digest, now)) is not None:
        return remembered
    key = _key(ring, _header(token), now)
    # The Key object, never PEM, DER, a dict or a set; and a list, because jose tests a string by `in`.
    # jws and not jwt.decode: that one reads the clock itself, accepts floats as times and any of several audiences.
    try:
        payload = jws.verify(token, key.public, [ALGORITHM])
    except JWSError:
        refuse("signature")
    claims = _claims(ring, json_object(payload), now)
    _memory.keep(digest, claims, key, now)
    return claims


def _header(token: str) -> dict[str, Any]:
    """Read the header that nobody has signed yet, trusting nothing in it."""
    match = _COMPACT.fullmatch(token)
    if match is None:
        refuse("not three base64url segments")
    header, payload, signature = (segment(part) for part in match.groups())
    del payload, signature  # read for their spelling alone: jose's decoder drops what it does not know
    return json_object(header)


def _key(ring: KeyRing, header: dict[str, Any], now: float) -> SigningKey:
    if header.keys() != _HEADER_MEMBERS:
        refuse("header members")
    if header["typ"] != TYPE:
        refuse("typ")
    if header["alg"] != ALGORITHM:
        refuse("alg")
    key = ring.verification(text_in(header, "kid"), now)
    if key is None:
        refuse("unknown or retired key")
    return key


def _claims(ring: KeyRing, claims: dict[str, Any], now: float) -> Claims:
    """Check each claim of RFC 9068 section 2.2 and ours; one that we do not know is ignored (RFC 7519 section 4)."""
    if text_in(claims, "iss") != ring.issuer:
        refuse("iss")
    if text_in(claims, "aud") != ring.audience:
        refuse("aud")
    expires_at = _check_times(claims, now)
    role = Role(text_in(claims, "role"))
    return Claims(
        subject=uuid_in(claims, "sub"),
        session=uuid_in(claims, "sid"),
        client_id=matching_in(claims, "client_id", _CLIENT_ID),
        organisation=uuid_in(claims, "org"),
        role=role,
        # Scopes narrow a role and never widen it, even if whoever signed got that wrong.
        scopes=frozenset(matching_in(claims, "scope", _SCOPE).split(" ")) & ROLE_SCOPES[role],
        jti=matching_in(claims, "jti", _JTI),
        expires_at=expires_at,
    )


def _check_times(claims: dict[str, Any], now: float) -> int:
    """Check exp, iat and nbf (RFC 7519 section 4.1) and answer exp."""
    expires_at, issued_at, not_before = (seconds_in(claims, name) for name in ("exp", "iat", "nbf"))
    if now >= expires_at + LEEWAY_SECONDS:
        refuse("expired")
    if issued_at > now + LEEWAY_SECONDS:
        refuse("from the future")
    if not_before != issued_at:
        refuse("nbf")  # ours begin when they are made
    if not 0 < expires_at - issued_at <= TOKEN_LIFETIME_SECONDS:
        refuse("lifetime")
    return expires_at
