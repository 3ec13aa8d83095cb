"""The second factor: a code of an authenticator app (TOTP, RFC 6238: SHA-1, six digits, 30 seconds, one step of tolerance).

A code is good once, also when two send it at the same moment: the step of the last code taken only ever grows. The secret is
sealed in the database, and while it is being set up only in the page of the browser that asked for it.
"""

import hmac
import logging
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access import attempts, browsers, messages, recovery_codes
from api.domain.access.attempts import LimitReached
from api.domain.access.browsers import Browser
from api.domain.access.desk import Desk
from api.domain.access.events import noted
from api.domain.access.keys import KeyRing
from api.domain.access.sealing import Unreadable, seal, unseal
from api.domain.access.sign_in_models import MessageKind, SignInWhat
from api.domain.shared.clock import utc_now
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

ISSUER: Final = "Wellbeing Teams"
STEP_SECONDS: Final = 30
TOLERANCE: Final = (0, -1, 1)
# So many wrong codes in a row and the factor takes no more of any kind; their manager takes it away, and they begin anew.
MOST_FAILURES: Final = 100
# From when a key is shown until its first code: time to find the phone and install an app.
OFFER_SECONDS: Final = 30 * 60
_log = logging.getLogger(__name__)
_CODE: Final = re.compile(r"[0-9]{6}")
_BESIDE_LETTERS: Final = re.compile(r"[\s\-\u2010-\u2015]+")

_COUNT: Final = plain(
    "UPDATE second_factor SET failures = failures + 1 WHERE account_id = $1::uuid AND confirmed_at IS NOT NULL "
    "AND failures < $2::integer RETURNING sealed_secret",
    "account", "most",
)  # fmt: skip
_TAKE: Final = plain(
    "UPDATE second_factor SET last_step = $2::integer, failures = 0 WHERE account_id = $1::uuid AND last_step < $2::integer "
    "RETURNING true",
    "account", "step",
)  # fmt: skip
_FORGIVE: Final = plain("UPDATE second_factor SET failures = 0 WHERE account_id = $1::uuid", "account")
_PUT: Final = plain(
    """
    INSERT INTO second_factor AS f (account_id, sealed_secret, confirmed_at, last_step)
    VALUES ($1::uuid, $2::bytea, now(), $3::integer)
    ON CONFLICT (account_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = now(), confirmed_at = now(),
           last_step = excluded.last_step, failures = 0 WHERE $4::boolean OR f.confirmed_at IS NULL
    RETURNING true
    """,
    "account", "sealed", "step", "replaces",
)  # fmt: skip
_REMOVE: Final = plain("DELETE FROM second_factor WHERE account_id = $1::uuid", "account")


class WrongCode(Exception):
    """Not a good code, or one that was used before."""


class NotOffered(Exception):
    """What was being set up is not this browser's, is too old, or has been overtaken: begin anew."""


class Visit(NamedTuple):
    """What they sign in for, and on which device."""

    client_name: str
    device: str | None


class Offer(NamedTuple):
    """A new key while it is set up. `sealed` goes into the page's form and comes back with the first code."""

    secret: str
    replaces: bool
    sealed: str


class Proof(NamedTuple):
    """A second factor was proved. `left`: how many recovery codes still are, if it was one of them."""

    secret: str
    left: int | None


def offer(ring: KeyRing, browser: Browser, *, replaces: bool) -> Offer:
    """A new key for this browser to set up. `replaces`: they have proved themselves with the one that they have."""
    import pyotp  # noqa: PLC0415 - a worker that signs nobody in need not hold it

    return _offer(ring, browser, pyotp.random_base32(), int(utc_now().timestamp()), replaces=replaces)


def offered(ring: KeyRing, browser: Browser, sealed: str) -> Offer:
    """The key that this browser was offered. NotOffered."""
    try:
        text = unseal(ring, urlsafe_b64decode(sealed), of=_offered_to(browser))
    except (Unreadable, ValueError):
        raise NotOffered from None
    at, replaces, secret = text.split(" ")
    if not 0 <= utc_now().timestamp() - int(at) <= OFFER_SECONDS:
        raise NotOffered
    return Offer(secret, replaces == "1", sealed)


def uri_of(secret: str, username: str) -> str:
    """What the QR code holds: the key in the form that authenticator apps read."""
    import pyotp  # noqa: PLC0415 - see above

    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)


async def set_up(desk: Desk, browser: Browser, visit: Visit, chosen: Offer, code: str) -> tuple[str, list[str]]:
    """Keep the key, now that its first code was right. Answers the browser's new secret and ten recovery codes.

    WrongCode; NotOffered when they have a second factor already that this one was not to replace; BrowserGone; AwayError.
    """
    step = step_of(chosen.secret, plainly(code))
    if step is None:
        raise WrongCode
    sealed = seal(desk.ring, chosen.secret, of=_kept_for(browser.account))
    async with at_the_desk(desk.pool, desk.deadline) as work:
        if not await work.rows(_PUT, account=browser.account, sealed=sealed, step=step, replaces=chosen.replaces):
            raise NotOffered
        codes = recovery_codes.renew(work, desk.ring, browser.account)
        messages.queue(work, browser.account, MessageKind.second_factor_added)
        secret = await browsers.go_on(work, browser, factor_at=utc_now())
        if not browser.second_factor_proved:
            _note(work, SignInWhat.signed_in, browser, visit)
        await work.commit()
    return secret, codes


async def prove(desk: Desk, browser: Browser, visit: Visit, code: str) -> Proof:
    """Prove the second factor with a code of the app or of the paper. The browser's sign-in begins anew.

    WrongCode; TooManyError after five wrong ones in 15 minutes; BrowserGone; AwayError.
    """
    async with at_the_desk(desk.pool, desk.deadline) as work:
        on_paper = await _taken(work, desk.ring, browser, visit, code)
        secret = await browsers.go_on(work, browser, factor_at=utc_now())
        _note(work, SignInWhat.signed_in, browser, visit)
        left = await recovery_codes.left(work, browser.account) if on_paper else None
        await work.commit()
    return Proof(secret, left)


async def prove_again(desk: Desk, browser: Browser, visit: Visit, code: str) -> None:
    """Somebody who is signed in gives a code once more. WrongCode; TooManyError; AwayError."""
    async with at_the_desk(desk.pool, desk.deadline) as work:
        await _taken(work, desk.ring, browser, visit, code)
        await work.commit()


async def remove(desk: Desk, browser: Browser) -> None:
    """Take away one's own second factor and its recovery codes. The caller has had it proved just now. AwayError."""
    async with at_the_desk(desk.pool, desk.deadline) as work:
        recovery_codes.forget(work, browser.account)
        work.do(_REMOVE, account=browser.account)
        messages.queue(work, browser.account, MessageKind.second_factor_removed)
        await work.commit()


async def renew_codes(desk: Desk, browser: Browser) -> list[str]:
    """Ten new recovery codes instead of those before. The caller has had the second factor proved just now. AwayError."""
    async with at_the_desk(desk.pool, desk.deadline) as work:
        codes = recovery_codes.renew(work, desk.ring, browser.account)
        await work.commit()
    return codes


def plainly(text: str) -> str:
    """A code as it was meant: without the spaces and dashes that people and paper put in it."""
    return _BESIDE_LETTERS.sub("", text).upper()


def step_of(secret: str, code: str, now: float | None = None) -> int | None:
    """The 30-second step that this is the code of, now or one step off; None for none. All are compared, always."""
    import pyotp  # noqa: PLC0415 - see above

    if not _CODE.fullmatch(code):
        return None
    current = int(utc_now().timestamp() if now is None else now) // STEP_SECONDS
    made = pyotp.TOTP(secret)
    good = [current + n for n in TOLERANCE if hmac.compare_digest(made.generate_otp(current + n), code)]
    return good[0] if good else None


async def _taken(work: Writing, ring: KeyRing, browser: Browser, visit: Visit, code: str) -> bool:
    """Use a code up; answers whether it was one from paper. A wrong one is counted, noted and committed. WrongCode."""
    try:
        attempt = await attempts.take_factor(work, ring, browser.account)
    except LimitReached as limit:
        if limit.first:
            _note(work, SignInWhat.limited, browser, visit)
            await work.commit()
        raise
    on_paper = await _used(work, ring, browser.account, plainly(code))
    if on_paper is None:
        _note(work, SignInWhat.wrong_second_factor, browser, visit)
        await work.commit()
        raise WrongCode
    attempts.succeeded(work, attempt)
    return on_paper


async def _used(work: Writing, ring: KeyRing, account: UUID, code: str) -> bool | None:
    """Whether the code was one from paper; None when it is not good."""
    rows: list[tuple[Any, ...]] = await work.rows(_COUNT, account=account, most=MOST_FAILURES)
    if not rows:
        return None
    if recovery_codes.FORM.fullmatch(code):
        if not await recovery_codes.use(work, ring, account, code):
            return None
        work.do(_FORGIVE, account=account)
        return True
    try:
        key = unseal(ring, rows[0][0], of=_kept_for(account))
    except Unreadable:  # the keys folder was lost: no code is good until their manager takes the factor away
        _log.warning("a second factor is sealed with another key; account %s", account)
        return None
    step = step_of(key, code)
    if step is None or not await work.rows(_TAKE, account=account, step=step):
        return None
    return False


def _note(work: Writing, what: SignInWhat, browser: Browser, visit: Visit) -> None:
    noted(
        work, what, organisation=browser.organisation, account=browser.account, client_name=visit.client_name,
        device=visit.device,
        second_factor=what == SignInWhat.signed_in,
    )  # fmt: skip


def _offer(ring: KeyRing, browser: Browser, secret: str, at: int, *, replaces: bool) -> Offer:
    sealed = seal(ring, f"{at} {int(replaces)} {secret}", of=_offered_to(browser))
    return Offer(secret, replaces, urlsafe_b64encode(sealed).decode())


def _offered_to(browser: Browser) -> str:
    """Whose browser: its sign-in's digest is new with each proof, so that what was offered is good for one set-up."""
    return f"second factor offered {browser.account} {browser.digest.hex()}"


def _kept_for(account: UUID) -> str:
    return f"second factor {account}"
