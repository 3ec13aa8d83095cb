"""The signing keys in memory: published before they sign and trusted until their last token is dead.

Sources: RFC 7517 (JWK, JWKS), RFC 7518 section 3.4 (ES256), RFC 8725 section 3 (one algorithm per key, validated parameters).
"""

import logging
import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk
from jose.backends.base import Key
from jose.backends.cryptography_backend import CryptographyECKey

from api.domain.access.key_files import (
    AFTERLIFE_SECONDS,
    CURSOR_BYTES,
    CURSOR_FILE,
    LEEWAY_SECONDS,
    OVERLAP_SECONDS,
    TOKEN_LIFETIME_SECONDS,
    Fingerprint,
    KeysRefused,
    begin_of,
    fingerprint_of,
    kids_in,
    pem_of,
    prepare,
    read_private,
    rotate,
)

__all__ = [
    "AFTERLIFE_SECONDS",
    "ALGORITHM",
    "LEEWAY_SECONDS",
    "OVERLAP_SECONDS",
    "TOKEN_LIFETIME_SECONDS",
    "KeyRing",
    "KeysRefused",
    "SigningKey",
    "prepare",
    "rotate",
]

ALGORITHM: Final = "ES256"
RELOAD_EVERY_SECONDS: Final = 3.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """One key pair: signs in `[begin, end)`, is trusted in `(-inf, retired)`; Unix seconds, None for no end yet."""

    kid: str
    begin: int
    end: int | None
    private: Key
    public: Key

    @property
    def retired(self) -> int | None:
        """The second from which no token of this key can still be good."""
        return None if self.end is None else self.end + AFTERLIFE_SECONDS

    def is_retired(self, now: float) -> bool:
        """Whether even the last token that this key signed has expired."""
        return self.retired is not None and now >= self.retired

    def as_jwk(self) -> dict[str, str]:
        """Answer the public half as a JWK (RFC 7517 section 4)."""
        numbers = self.public.to_dict()
        return {name: str(numbers[name]) for name in ("kty", "crv", "x", "y")} | {"kid": self.kid, "use": "sig", "alg": ALGORITHM}


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What the folder held at one moment; replaced whole, never changed."""

    keys: tuple[SigningKey, ...]
    by_kid: dict[str, SigningKey]
    cursor_key: bytes = field(repr=False)
    fingerprint: Fingerprint


class KeyRing:
    """The keys in memory, re-read when the folder changes.

    A ring is one issuer's: `issuer` and `audience` are the `iss` and `aud` of every token it signs or accepts.
    """

    def __init__(self, folder: Path, *, issuer: str, audience: str, clock: Callable[[], float]) -> None:
        self.folder = folder
        self.issuer = issuer
        self.audience = audience
        self.problem: str | None = None
        """Why the last reload was refused (the keys before it stay in use); None when all is well. For readiness."""
        self._clock = clock
        self._next_look = time.monotonic() + RELOAD_EVERY_SECONDS
        self._snapshot = _read(folder)

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        issuer: str = "https://wellbeing-teams.invalid",
        audience: str = "https://wellbeing-teams.invalid/v1",
        clock: Callable[[], float] = time.time,
    ) -> "KeyRing":
        """Read the folder, or raise `KeysRefused`: no key, a wrong curve, not a key, or readable by others."""
        return cls(folder, issuer=issuer, audience=audience, clock=clock)

    def reload_if_changed(self, *, at_once: bool = False) -> bool:
        """Read the folder again if its files changed; looks at most every 3 s, so that each request may call it.

        Answers whether keys changed. A folder that has become unusable leaves the keys in use and sets `problem`:
        an operator's slip must not sign everybody out.
        """
        tick = time.monotonic()
        if tick < self._next_look and not at_once:
            return False
        self._next_look = tick + RELOAD_EVERY_SECONDS
        try:
            if fingerprint_of(self.folder) == self._snapshot.fingerprint:
                self.problem = None
                return False
            self._snapshot = _read(self.folder)
        except (KeysRefused, OSError) as refused:
            if self.problem is None:
                _log.exception("signing keys could not be read again; the keys before stay in use")
            self.problem = str(refused)
            return False
        self.problem = None
        return True

    @property
    def cursor_key(self) -> bytes:
        """32 random bytes for the encryption of cursors; never leaves the server."""
        return self._snapshot.cursor_key

    def signing(self, now: float | None = None) -> SigningKey:
        """Answer the key that signs now: the newest that has begun."""
        keys = self._snapshot.keys
        index = bisect_right(keys, self._now(now), key=lambda each: each.begin) - 1
        # Before the oldest key's begin (a clock set back) the oldest signs: it is published, and no token is worse than one.
        return keys[max(index, 0)]

    def verification(self, kid: str, now: float | None = None) -> SigningKey | None:
        """Answer the key of that name unless it is unknown or retired. A key that has not begun is trusted: clocks differ."""
        key = self._snapshot.by_kid.get(kid)
        return None if key is None or key.is_retired(self._now(now)) else key

    def jwks(self, now: float | None = None) -> dict[str, list[dict[str, str]]]:
        """Answer the public keys that sign, have signed or are about to (RFC 7517 section 5)."""
        moment = self._now(now)
        return {"keys": [key.as_jwk() for key in self._snapshot.keys if not key.is_retired(moment)]}

    def _now(self, now: float | None) -> float:
        return self._clock() if now is None else now


def _read(folder: Path) -> _Snapshot:
    """Read every key; a folder that another process changes meanwhile is read again."""
    while True:
        fingerprint = fingerprint_of(folder)
        try:
            return _read_once(folder, fingerprint)
        except KeysRefused:
            if fingerprint_of(folder) == fingerprint:
                raise


def _read_once(folder: Path, fingerprint: Fingerprint) -> _Snapshot:
    kids = kids_in(folder)
    if not kids:
        raise KeysRefused(f"{folder}: no signing key; make one with rotate")
    cursor_key = read_private(folder / CURSOR_FILE)
    if len(cursor_key) != CURSOR_BYTES:
        raise KeysRefused(f"{folder / CURSOR_FILE}: must be {CURSOR_BYTES} bytes")
    ends = [begin_of(kid) for kid in kids[1:]] + [None]
    keys = tuple(_read_key(folder, kid, end) for kid, end in zip(kids, ends, strict=True))
    return _Snapshot(keys, {key.kid: key for key in keys}, cursor_key, fingerprint)


def _read_key(folder: Path, kid: str, end: int | None) -> SigningKey:
    path = folder / f"{kid}.pem"
    try:
        private = serialization.load_pem_private_key(read_private(path), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        # An HMAC secret, a public key, a certificate and an encrypted key all end here.
        raise KeysRefused(f"{path}: not an unencrypted private key in PEM") from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or not isinstance(private.curve, ec.SECP256R1):
        raise KeysRefused(f"{path}: not a P-256 key, which {ALGORITHM} needs")
    public_pem = private.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return SigningKey(kid, begin_of(kid), end, private=_construct(pem_of(private)), public=_construct(public_pem))


def _construct(pem: bytes) -> Key:
    """Build jose's Key object once: handed to jose it pins the algorithm, whatever a token's header says."""
    key = jwk.construct(pem.decode("ascii"), ALGORITHM)
    if type(key) is not CryptographyECKey:
        # jose silently falls back to python-ecdsa, which is not constant-time (CVE-2024-23342).
        raise KeysRefused("python-jose is not on its cryptography backend: install python-jose[cryptography]")
    return key
