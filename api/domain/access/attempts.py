"""Failed sign-ins, counted exactly: an attempt is taken before the password is looked at and given back when it was right.

So that forty guesses at once are ten guesses and thirty refusals. Names that nobody has are counted like those that somebody has:
the counter tells nothing. NIST SP 800-63B-4 section 3.2.2 (throttling).
"""

import hmac
import unicodedata
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple

from api.domain.access.keys import KeyRing
from api.domain.shared.errors import TooManyError
from api.storage.wire import plain
from api.storage.writing import Writing

WINDOW_SECONDS: Final = 15 * 60
PER_ACCOUNT: Final = 10
PER_ADDRESS: Final = 50

# The window begins with the first failure in it.
_TAKE: Final = plain(
    """
    INSERT INTO sign_in_failure AS f (subject, failures, since) VALUES ($1::bytea, 1, now())
    ON CONFLICT (subject) DO UPDATE SET
      failures = CASE WHEN f.since > now() - make_interval(secs => $2::float8) THEN f.failures + 1 ELSE 1 END,
      since = CASE WHEN f.since > now() - make_interval(secs => $2::float8) THEN f.since ELSE now() END
    RETURNING failures, since, ceil(extract(epoch FROM since - now()) + $2::float8)::integer
    """,
    "subject", "window",
)  # fmt: skip
# A window that has begun anew since owes nothing.
_GIVE_BACK: Final = plain(
    "UPDATE sign_in_failure SET failures = failures - 1 WHERE subject = $1::bytea AND since = $2::timestamptz AND failures > 0",
    "subject", "since",
)  # fmt: skip
_FORGET: Final = plain("DELETE FROM sign_in_failure WHERE subject = $1::bytea", "subject")


class Attempt(NamedTuple):
    """An attempt that was taken: both counters, and when their windows began."""

    address: bytes
    address_since: datetime
    account: bytes
    account_since: datetime


def folded(username: str) -> str:
    """One spelling for a user name: NFC, no case, no space around it. Names are stored so, and counted so."""
    return unicodedata.normalize("NFC", username).strip().casefold()


async def take(work: Writing, ring: KeyRing, username: str, address: str) -> Attempt:
    """Take one attempt of the account's name and one of the address; the caller commits.

    TooManyError, with the seconds until the window ends, when either is used up; leaving without a commit then gives back both.
    """
    # Always the address first: with one order of locks two sign-ins never wait for each other.
    taken = []
    for kind, text, most in (("address", _network(address), PER_ADDRESS), ("account", folded(username), PER_ACCOUNT)):
        subject = _subject(ring, kind, text)
        failures, since, wait = (await work.rows(_TAKE, subject=subject, window=WINDOW_SECONDS))[0]
        if failures > most:
            raise TooManyError(min(max(wait, 1), WINDOW_SECONDS))
        taken.append((subject, since))
    return Attempt(*taken[0], *taken[1])


def succeeded(work: Writing, attempt: Attempt) -> None:
    """The password was right: the account's failures are forgotten and the address has its one attempt back."""
    work.do(_GIVE_BACK, subject=attempt.address, since=attempt.address_since)
    work.do(_FORGET, subject=attempt.account)


def give_back(work: Writing, attempt: Attempt) -> None:
    """The password was never looked at."""
    work.do(_GIVE_BACK, subject=attempt.address, since=attempt.address_since)
    work.do(_GIVE_BACK, subject=attempt.account, since=attempt.account_since)


def _subject(ring: KeyRing, kind: str, text: str) -> bytes:
    """A keyed hash: whoever reads the table learns neither names (people type passwords there) nor addresses."""
    key = hmac.digest(ring.cursor_key, b"failed sign-ins", "sha256")
    return hmac.digest(key, f"{kind}\0{text}".encode(), "sha256")


def _network(address: str) -> str:
    """What counts as one address: an IPv6 caller has all of its /64 to itself (RFC 6177), and a v4 one may come in v6 dress."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64)) + "/64"
    return str(found)
