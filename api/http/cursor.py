"""Cursors of lists: opaque, bound to the list, its filters and sort, and encrypted, because a sort key can be a name."""

import base64
import os
from collections.abc import Sequence
from typing import Final

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.domain.shared.errors import MalformedError

NONCE: Final = 12
LONGEST: Final = 2000


class ForeignCursorError(MalformedError):
    """A cursor that we did not give for this list with these filters."""

    code, title, detail = (
        "cursor-not-ours",
        "Not our cursor",
        "Follow `next` unchanged, with the filters it came with, or start again without cursor.",
    )


class Cursors:
    """Makes and reads cursors with the key that all workers share."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def make(self, bound_to: bytes, keys: Sequence[str]) -> str:
        """A cursor after the row with these sort keys, for the list named by `bound_to`."""
        nonce = os.urandom(NONCE)
        return base64.urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, orjson.dumps(keys), bound_to)).decode().rstrip("=")

    def read(self, bound_to: bytes, cursor: str) -> list[str]:
        """The sort keys. ForeignCursorError for anything that is not ours, or ours for another list."""
        try:
            raw = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            keys: list[str] = orjson.loads(self._cipher.decrypt(raw[:NONCE], raw[NONCE:], bound_to))
        except (ValueError, InvalidTag) as error:
            raise ForeignCursorError from error
        return keys
