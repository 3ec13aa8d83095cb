"""Failed sign-ins, counted exactly: an attempt is taken before the password is looked at and given back when it was right.

So that forty guesses at once are ten guesses and thirty refusals. Names that nobody has are counted like those that somebody has:
the counter tells nothing. A browser that the account knows (`known_devices`) has a counter to itself; all others share one.
NIST SP 800-63B-4 section 3.2.2 (throttling).
"""

import hmac
import unicodedata
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple
from uuid import UUID

from api.domain.access.keys import KeyRing
from api.domain.shared.errors import TooManyError
from api.storage.wire import plain
from api.storage.writing import Writing

WINDOW_SECONDS: Final = 15 * 60
PER_ACCOUNT: Final = 10
PER_ADDRESS: Final = 50
PER_DEVICE: Final = 10
# Of a second factor: whoever gets so far knows the password. Three codes of a million are good at any time.
PER_FACTOR: Final = 5

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
_TOUCH: Final = plain("UPDATE sign_in_failure SET failures = failures WHERE subject = $1::bytea", "subject")
_FORGET: Final = plain("DELETE FROM sign_in_failure WHERE subject = $1::bytea", "subject")


class Taken(NamedTuple):
    """One try that was taken off a counter, and when that counter's window began."""

    subject: bytes
    since: datetime


class Attempt(NamedTuple):
    """A try that was taken: of the account (or its known browser) and, for strangers, of their address."""

    account: Taken
    address: Taken | None = None


class LimitReached(TooManyError):
    """No try is left. `first`: it is the first time since there are none, which is worth a line of evidence (and a commit)."""

    def __init__(self, retry_after: int, *, first: bool) -> None:
        super().__init__(min(max(retry_after, 1), WINDOW_SECONDS))
        self.first = first


def folded(username: str) -> str:
    """One spelling for a user name: NFC, no case, no space around it. Names are stored so, and counted so."""
    return unicodedata.normalize("NFC", username).strip().casefold()


async def take(work: Writing, ring: KeyRing, username: str, address: str, *, device: bytes | None = None) -> Attempt:
    """Take one attempt of the account's name and one of the address, or one of the account's known browser; the caller commits.

    LimitReached, with the seconds until the window ends, when they are used up. To leave without a commit gives everything back;
    to commit after the `first` keeps that there was one.
    """
    if device is not None:
        return Attempt(await _take(work, _subject(ring, "device", device.hex()), PER_DEVICE))
    # Always the address first: with one order of locks two sign-ins never wait for each other.
    theirs = await _take(work, _subject(ring, "address", network(address)), PER_ADDRESS)
    try:
        return Attempt(await _take(work, _subject(ring, "account", folded(username)), PER_ACCOUNT), theirs)
    except LimitReached:
        _put_back(work, theirs)
        raise


async def take_factor(work: Writing, ring: KeyRing, account: UUID) -> Attempt:
    """Take one try of an account's second factor; the caller commits. LimitReached."""
    return Attempt(await _take(work, _subject(ring, "factor", str(account)), PER_FACTOR))


async def count(work: Writing, ring: KeyRing, kind: str, text: str, most: int) -> None:
    """Count something else that may be done so often, such as asking for a reset; the caller commits. LimitReached."""
    await _take(work, _subject(ring, kind, text), most)


def succeeded(work: Writing, attempt: Attempt) -> None:
    """It was right: the failures are forgotten and the address has its one attempt back.

    A known browser's success does not forget the strangers' failures: else they would guess anew whenever somebody signs in.
    """
    if attempt.address is not None:
        _put_back(work, attempt.address)
    work.do(_FORGET, subject=attempt.account.subject)


def give_back(work: Writing, attempt: Attempt) -> None:
    """It was never looked at."""
    if attempt.address is not None:
        _put_back(work, attempt.address)
    _put_back(work, attempt.account)


def failed(work: Writing, attempt: Attempt) -> None:
    """It was wrong, and stays counted. Writes a little all the same: a failure costs alike whether anything else is written."""
    work.do(_TOUCH, subject=attempt.account.subject)


async def _take(work: Writing, subject: bytes, most: int) -> Taken:
    failures, since, wait = (await work.rows(_TAKE, subject=subject, window=WINDOW_SECONDS))[0]
    if failures > most:
        raise LimitReached(wait, first=failures == most + 1)
    return Taken(subject, since)


def _put_back(work: Writing, taken: Taken) -> None:
    work.do(_GIVE_BACK, subject=taken.subject, since=taken.since)


def _subject(ring: KeyRing, kind: str, text: str) -> bytes:
    """A keyed hash: whoever reads the table learns neither names (people type passwords there) nor addresses."""
    key = hmac.digest(ring.cursor_key, b"failed sign-ins", "sha256")
    return hmac.digest(key, f"{kind}\0{text}".encode(), "sha256")


def network(address: str) -> str:
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
