"""Passwords: Argon2id, off the event loop, at most two at once, the same work for an account that does not exist.

OWASP Password Storage Cheat Sheet (Argon2id, m = 19 MiB, t = 2, p = 1), RFC 9106 (Argon2), NIST SP 800-63B-4 section 3.1.1.2
(Unicode normalised before hashing, at least 64 characters allowed), RFC 8265 section 4.2.2 (NFC).
"""

import asyncio
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from pwdlib.hashers.argon2 import Argon2Hasher

from api.domain.shared.errors import InvalidError

MEMORY_KIB: Final = 19 * 1024
MAX_CHARACTERS: Final = 256
AT_ONCE: Final = 2

# The hash of 32 random bytes that nobody kept: what an unknown account is verified against. A test holds it to our parameters.
_NOBODY: Final = "$argon2id$v=19$m=19456,t=2,p=1$SWXeCNV782hd9pqYe9lFhg$o5RP2GoYvqFP4ISJjk0LDQUXmxK8xvnSpUzLvkit0Ds"

_hasher: Final = Argon2Hasher(time_cost=2, memory_cost=MEMORY_KIB, parallelism=1)
# Its own two threads: the loop's shared executor has more, and a rush of log-ins would take their 19 MiB each and all the cores.
# Threads start at the first log-in, so a worker may fork before it.
_executor: Final = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="argon2")


class PasswordRefused(InvalidError):
    """Too long, or not text."""

    code, title, detail = "password-refused", "Password refused", f"Send 1 to {MAX_CHARACTERS} characters of valid Unicode."


def hash_password(text: str) -> str:
    """Answer the encoded Argon2id hash. Takes about 30 ms: from a request use `hash_password_aside`. Raises `PasswordRefused`."""
    prepared = _prepared(text)
    if prepared is None:
        raise PasswordRefused
    return _hasher.hash(prepared)


async def hash_password_aside(text: str) -> str:
    """Do as `hash_password` does, off the event loop."""
    return await asyncio.get_running_loop().run_in_executor(_executor, hash_password, text)


async def verify_password(stored: str | None, text: str) -> bool:
    """Answer whether the password is the one that was stored, off the event loop.

    `stored` None (no such account, or one without a password) takes the same work and answers False. A text that no password
    can be is False at once, which tells nothing about the account. A caller who gives up while waiting costs nothing.
    """
    prepared = _prepared(text)
    if prepared is None:
        return False
    return await asyncio.get_running_loop().run_in_executor(_executor, _verify, stored, prepared)


def needs_rehash(stored: str) -> bool:
    """Answer whether a hash was made with other parameters than today's; hash again at the next good log-in."""
    return not Argon2Hasher.identify(stored) or _hasher.check_needs_rehash(stored)


def _verify(stored: str | None, prepared: bytes) -> bool:
    # A stored text that is no Argon2 hash is answered like an unknown account, not with an exception.
    known = stored is not None and Argon2Hasher.identify(stored)
    matches = _hasher.verify(prepared, stored if known and stored is not None else _NOBODY)
    return known and matches


def _prepared(text: str) -> bytes | None:
    """Answer the normalised bytes, or None for what no password can be. Bounded first: normalising is not free."""
    if not 0 < len(text) <= MAX_CHARACTERS:
        return None
    try:
        return unicodedata.normalize("NFC", text).encode()
    except UnicodeEncodeError:
        return None  # half of a surrogate pair
