"""Recovery codes: ten on paper for when the phone is gone, each good once (NIST SP 800-63B-4 section 3.1.2, look-up secrets).

Kept as a keyed hash: with 49 bits they can be typed, and whoever reads the database alone still cannot try them out.
"""

import hmac
import re
import secrets
from hashlib import sha256
from typing import Final
from uuid import UUID

from api.domain.access.keys import KeyRing
from api.storage.wire import plain
from api.storage.writing import Writing

HOW_MANY: Final = 10
# Without letters and digits that look alike on paper.
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 10
FORM: Final = re.compile(f"[{LETTERS}]{{{LENGTH}}}")

_FORGET: Final = plain("DELETE FROM recovery_code WHERE account_id = $1::uuid", "account")
_ADD: Final = plain("INSERT INTO recovery_code (digest, account_id) VALUES ($1::bytea, $2::uuid)", "digest", "account")
# The row is the lock: of two who use a code at once, one finds it used.
_USE: Final = plain(
    "UPDATE recovery_code SET used_at = now() WHERE digest = $1::bytea AND account_id = $2::uuid AND used_at IS NULL "
    "RETURNING true",
    "digest", "account",
)  # fmt: skip
_LEFT: Final = plain(
    "SELECT count(*)::integer FROM recovery_code WHERE account_id = $1::uuid AND used_at IS NULL", "account"
)  # fmt: skip


def renew(work: Writing, ring: KeyRing, account: UUID) -> list[str]:
    """Queue ten new codes instead of any before, and answer them: they can never be read again. The caller commits."""
    forget(work, account)
    texts = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(HOW_MANY)]
    for text in texts:
        work.do(_ADD, digest=_digest(ring, account, text), account=account)
    return [f"{text[:5]}-{text[5:]}" for text in texts]


def forget(work: Writing, account: UUID) -> None:
    """Queue the end of all codes of an account."""
    work.do(_FORGET, account=account)


async def use(work: Writing, ring: KeyRing, account: UUID, text: str) -> bool:
    """Use a code up, if it is one of the account's that is still good. `text` as `FORM` has it; the caller commits."""
    return bool(await work.rows(_USE, digest=_digest(ring, account, text), account=account))


async def left(work: Writing, account: UUID) -> int:
    """How many are still good."""
    return int((await work.rows(_LEFT, account=account))[0][0])


def _digest(ring: KeyRing, account: UUID, text: str) -> bytes:
    key = hmac.digest(ring.cursor_key, b"recovery codes", sha256)
    return hmac.digest(key, account.bytes + text.encode(), sha256)
