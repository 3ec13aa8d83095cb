"""Secrets that we make and only need to know again: client secrets and refresh tokens, kept as their SHA-256.

A fast hash is right here and would be wrong for a password: 256 random bits cannot be guessed, so nothing slows a guesser down.
"""

import hmac
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

BYTES: Final = 32

# What an unknown client is compared with: the digest of a secret that nobody kept.
NOBODYS: Final = sha256(token_urlsafe(BYTES).encode()).digest()


def new_secret() -> tuple[str, bytes]:
    """A new secret of 43 characters that need no escaping anywhere, shown once, and the digest that is stored."""
    text = token_urlsafe(BYTES)
    return text, digest_of(text)


def digest_of(text: str) -> bytes:
    """The SHA-256 under which a secret is stored and found."""
    return sha256(text.encode()).digest()


def matches(digest: bytes | None, text: str) -> bool:
    """Whether the text is the secret of this digest, in constant time. None (no such client) takes the same work and is False."""
    same = hmac.compare_digest(NOBODYS if digest is None else digest, digest_of(text))
    return same and digest is not None
