"""Secrets that must be read again, not only known again: sealed with AES-256-GCM under a key of the keys folder.

Whoever reads the database alone reads nothing of them; whoever swaps two sealed secrets is found out, because each is sealed for
what it belongs to. RFC 5116 (AEAD), NIST SP 800-38D (a random 96-bit nonce, far below 2^32 messages for a key), RFC 5869 (HKDF).
"""

import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from api.domain.access.keys import KeyRing

NONCE_BYTES: Final = 12


class Unreadable(Exception):
    """Sealed with another key, for something else, or damaged."""


def seal(ring: KeyRing, text: str, *, of: str) -> bytes:
    """Seal a secret. `of` says what it belongs to, such as `second factor 0190…`; it must be said again to open it."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(_key(ring)).encrypt(nonce, text.encode(), of.encode())


def unseal(ring: KeyRing, sealed: bytes, *, of: str) -> str:
    """Read a sealed secret. Unreadable."""
    try:
        return AESGCM(_key(ring)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], of.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable from error


def _key(ring: KeyRing) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"sealed secrets").derive(ring.cursor_key)
