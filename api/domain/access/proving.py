"""Proving a password, for the sign-in page and for the password grant alike.

What somebody learns who does not know the password: nothing. A name that nobody has, a disabled account, one whose roles or
organisation ended and a wrong password have one answer and cost one run of Argon2 and two transactions that both write.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access import attempts, browsers
from api.domain.access.attempts import Attempt, LimitReached, folded
from api.domain.access.browsers import NEED_SECOND_FACTOR, Browser
from api.domain.access.desk import Desk
from api.domain.access.events import noted
from api.domain.access.known_devices import device_in, with_device
from api.domain.access.passwords import verify_password
from api.domain.access.sign_in_models import SignInWhat
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import AwayError
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

# Kept of the request's time for what comes after the password: storing the session, or giving the attempt back.
ROOM_SECONDS: Final = 0.5

# As typed before folded: an account from before names were folded still signs in.
_ACCOUNT: Final = plain(
    """
    SELECT account.id, account.organisation_id, account.password_hash,
           account.disabled_at IS NULL AND account.removed_at IS NULL
             AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL,
           ARRAY(SELECT DISTINCT role::text FROM account_grant
                  WHERE account_grant.account_id = account.id AND account_grant.removed_at IS NULL
                    AND account_grant.role <> 'integration'
                    AND (account_grant.until IS NULL OR account_grant.until > now()) ORDER BY 1),
           organisation.asks_second_factor,
           EXISTS (SELECT FROM second_factor WHERE second_factor.account_id = account.id AND confirmed_at IS NOT NULL)
      FROM account JOIN organisation ON organisation.id = account.organisation_id
     WHERE account.username IN ($1::text, $2::text) ORDER BY account.username = $1::text DESC LIMIT 1
    """,
    "typed", "folded",
)  # fmt: skip
_LOCK: Final = plain("SELECT FROM account WHERE id = $1::uuid FOR SHARE", "account")


class Account(NamedTuple):
    """An account as the desk sees it."""

    id: UUID
    organisation: UUID
    password_hash: str | None
    stands: bool
    roles: list[str]
    asks_second_factor: bool  # False in a sandbox
    has_second_factor: bool

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone lets nobody in: they have a second factor, or a role that must."""
        return self.asks_second_factor and (self.has_second_factor or bool(NEED_SECOND_FACTOR.intersection(self.roles)))


class Try(NamedTuple):
    """What somebody sends to prove who they are, and whence."""

    username: str
    password: str
    address: str
    client_name: str  # the front end that they sign in for
    device: str | None = None  # in a few words of ours
    known: str | None = None  # the cookie of browsers in which accounts have signed in


class WrongPassword(Exception):
    """The user name or the password is wrong, or the account cannot sign in: nobody learns which."""


@asynccontextmanager
async def proved(desk: Desk, tried: Try) -> AsyncIterator[tuple[Writing, Account]]:
    """A transaction in which the password was right and the account stands. Whoever has come so far commits, whatever follows.

    WrongPassword; TooManyError after 10 failures in 15 minutes for the name or 50 for the address, or 10 of a browser that the
    account knows; AwayError.
    """
    device = device_in(desk.ring, tried.known, folded(tried.username), today())
    async with at_the_desk(desk.pool, desk.deadline) as work:
        try:
            attempt = await attempts.take(work, desk.ring, tried.username, tried.address, device=device)
        except LimitReached as limit:
            if limit.first:
                _note(work, SignInWhat.limited, await _account(work, tried.username), tried)
                await work.commit()
            raise
        account = await _account(work, tried.username)
        await work.commit()
    right = await _is_right(desk, attempt, account, tried.password)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        # Read again: hashing takes a while, and a password or an account may have ended meanwhile. Locked: a password that is
        # just being changed ends all sign-ins, and must see this one or be seen by it.
        work.do(_LOCK, account=account.id if account else None)
        now = await _account(work, tried.username)
        same = account is not None and now is not None and (now.id, now.password_hash) == (account.id, account.password_hash)
        if right and same and now is not None and now.stands and now.roles:
            attempts.succeeded(work, attempt)
            yield work, now
            return
        attempts.failed(work, attempt)
        _note(work, SignInWhat.closed if right and same else SignInWhat.wrong_password, now, tried)
        await work.commit()
    raise WrongPassword


async def enter(desk: Desk, tried: Try, *, instead_of: str | None) -> tuple[Account, str]:
    """Sign a browser in with a password; answers the account and the browser's new secret. As `proved`."""
    async with proved(desk, tried) as (work, account):
        secret = browsers.begin(work, account.id, instead_of=instead_of, password_at=utc_now())
        if not account.needs_second_factor:
            _note(work, SignInWhat.signed_in, account, tried)
        await work.commit()
    return account, secret


async def prove_again(desk: Desk, browser: Browser, tried: Try) -> None:
    """Somebody who is signed in says their password again. As `proved`."""
    async with proved(desk, tried) as (work, account):
        await work.commit()
    if account.id != browser.account:
        raise WrongPassword


def known_from_now(desk: Desk, tried: Try) -> str:
    """The cookie for a browser in which this account has just signed in."""
    return with_device(desk.ring, tried.known, folded(tried.username), today())


def today() -> int:
    """Days since 1970, which is precise enough for what is kept half a year."""
    return int(time() // 86_400)


def _note(work: Writing, what: SignInWhat, account: Account | None, tried: Try) -> None:
    organisation, id_ = (account.organisation, account.id) if account else (None, None)
    noted(work, what, organisation=organisation, account=id_, client_name=tried.client_name, device=tried.device)


async def _account(work: Writing, username: str) -> Account | None:
    found: list[tuple[Any, ...]] = await work.rows(_ACCOUNT, typed=username, folded=folded(username))
    return Account(*found[0]) if found else None


async def _is_right(desk: Desk, attempt: Attempt, account: Account | None, password: str) -> bool:
    """Whether the password is right. Outside any transaction: hashing is slow, and may queue behind other sign-ins."""
    try:
        async with asyncio.timeout_at(desk.deadline - ROOM_SECONDS):
            return await verify_password(account.password_hash if account else None, password)
    except TimeoutError as error:  # too many sign in at this moment: that is not a failure of this one
        async with at_the_desk(desk.pool, desk.deadline) as work:
            attempts.give_back(work, attempt)
            await work.commit()
        raise AwayError from error
