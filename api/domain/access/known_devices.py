"""Browsers in which an account has signed in before, known by a signed cookie (OWASP, Device Cookies).

Their wrong passwords are counted for them alone. So whoever guesses at somebody's name from elsewhere uses up the strangers'
tries and not those of the phone in their pocket; and without the password nobody gets such a cookie.
"""

import hmac
import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256
from typing import Final

from api.domain.access.keys import KeyRing

LASTS_DAYS: Final = 180
# A tablet in a team's office has so many of us.
MOST: Final = 6
_RANDOM: Final = 12
_DAY: Final = 2
_MAC: Final = 16
_LETTERS: Final = (_RANDOM + _DAY + _MAC) * 4 // 3
FORM: Final = re.compile(rf"[A-Za-z0-9_-]{{{_LETTERS}}}(?:\.[A-Za-z0-9_-]{{{_LETTERS}}}){{0,{MOST - 1}}}")


def device_in(ring: KeyRing, cookie: str | None, name: str, today: int) -> bytes | None:
    """What counts this browser's tries for the account of that (folded) name; None for a browser that we do not know.

    `today` in days since 1970.
    """
    for part in _parts(cookie):
        if _is_of(ring, part, name) and 0 <= today - _day(part) <= LASTS_DAYS:
            return part[:_RANDOM]
    return None


def with_device(ring: KeyRing, cookie: str | None, name: str, today: int) -> str:
    """The cookie with this account as the latest that signed in here; the oldest is forgotten."""
    others = [part for part in _parts(cookie) if not _is_of(ring, part, name)]
    begun = os.urandom(_RANDOM) + today.to_bytes(_DAY)
    return ".".join(urlsafe_b64encode(part).decode() for part in [begun + _mac(ring, begun, name), *others][:MOST])


def _parts(cookie: str | None) -> list[bytes]:
    return [urlsafe_b64decode(part) for part in cookie.split(".")] if cookie and FORM.fullmatch(cookie) else []


def _is_of(ring: KeyRing, part: bytes, name: str) -> bool:
    return hmac.compare_digest(_mac(ring, part[:-_MAC], name), part[-_MAC:])


def _day(part: bytes) -> int:
    return int.from_bytes(part[_RANDOM:-_MAC])


def _mac(ring: KeyRing, begun: bytes, name: str) -> bytes:
    key = hmac.digest(ring.cursor_key, b"known devices", sha256)
    return hmac.digest(key, begun + name.encode(), sha256)[:_MAC]
