"""Signing in with a user name and a password (RFC 6749 section 4.3), for our own front ends and sandboxes only.

What somebody learns who does not know the password: nothing. A name that nobody has, a disabled account, one whose roles or
organisation ended and a wrong password have one answer and cost one run of Argon2 and one transaction.
"""

import asyncio
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access import attempts
from api.domain.access.attempts import Attempt, folded
from api.domain.access.desk import FIRST_PARTY, PUBLIC_CLIENTS, Desk, GrantRefused, Refusal, Tokens
from api.domain.access.passwords import verify_password
from api.domain.access.refreshing import first_token
from api.domain.access.roles import Role, narrowed
from api.domain.access.sessions import SESSION_SECONDS, begin, issued
from api.domain.access.tokens import NoScopeLeft
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
                    AND (account_grant.until IS NULL OR account_grant.until > now()) ORDER BY 1)
      FROM account JOIN organisation ON organisation.id = account.organisation_id
     WHERE account.username IN ($1::text, $2::text) ORDER BY account.username = $1::text DESC LIMIT 1
    """,
    "typed", "folded",
)  # fmt: skip


class _Account(NamedTuple):
    id: UUID
    organisation: UUID
    password_hash: str | None
    stands: bool
    roles: list[str]


async def sign_in(  # noqa: PLR0913 - what RFC 6749 lets a client say
    desk: Desk,
    username: str,
    password: str,
    *,
    role: str | None,
    scope: str | None,
    client_id: str | None,
    address: str,
    device: str | None = None,
) -> Tokens:
    """Sign in as one role. `role` may be absent for who has one, `scope` narrows, `client_id` is one of our front ends or absent.

    GrantRefused; NoScopeLeft; TooManyError after 10 failures in 15 minutes for the name or 50 for the address; AwayError.
    """
    if client_id is not None and client_id not in PUBLIC_CLIENTS:
        raise GrantRefused(Refusal.unauthorized_client, "Only first-party front ends sign in with a password.")
    async with at_the_desk(desk.pool, desk.deadline) as work:
        attempt = await attempts.take(work, desk.ring, username, address)
        account = await _account(work, username)
        await work.commit()
    if not await _is_right(desk, attempt, account, password) or account is None or not account.stands or not account.roles:
        raise _wrong()
    async with at_the_desk(desk.pool, desk.deadline) as work:
        attempts.succeeded(work, attempt)
        # Read again: hashing takes a while, and a password or an account may have ended meanwhile.
        now = await _account(work, username)
        if now is None or not now.stands or (now.id, now.password_hash) != (account.id, account.password_hash):
            raise _wrong()
        try:
            chosen = _role(now.roles, role)
            session = begin(
                work,
                organisation=now.organisation,
                account=now.id,
                client=None,
                client_name=client_id or FIRST_PARTY,
                role=chosen,
                scopes=narrowed(chosen, scope),
                seconds=SESSION_SECONDS,
                device=device,
            )
        except (GrantRefused, NoScopeLeft):
            await work.commit()  # the password was right: the attempt is not a failed one
            raise
        text = first_token(work, session)
        await work.commit()
    return issued(desk, session, session.scope, text)


async def _account(work: Writing, username: str) -> _Account | None:
    found: list[tuple[Any, ...]] = await work.rows(_ACCOUNT, typed=username, folded=folded(username))
    return _Account(*found[0]) if found else None


async def _is_right(desk: Desk, attempt: Attempt, account: _Account | None, password: str) -> bool:
    """Whether the password is right. Outside any transaction: hashing is slow, and may queue behind other sign-ins."""
    try:
        async with asyncio.timeout_at(desk.deadline - ROOM_SECONDS):
            return await verify_password(account.password_hash if account else None, password)
    except TimeoutError as error:  # too many sign in at this moment: that is not a failure of this one
        async with at_the_desk(desk.pool, desk.deadline) as work:
            attempts.give_back(work, attempt)
            await work.commit()
        raise AwayError from error


def _role(held: list[str], asked: str | None) -> Role:
    """The role of the token. What is said here is said to somebody who knew the password."""
    if not held:
        raise _wrong()
    if asked is None:
        if len(held) > 1:
            says = f"This account has several roles; ask for one with role=. It has: {', '.join(held)}."
            raise GrantRefused(Refusal.invalid_request, says)
        return Role(held[0])
    if asked not in held:
        raise GrantRefused(Refusal.invalid_grant, f"This account does not have the role asked for. It has: {', '.join(held)}.")
    return Role(asked)


def _wrong() -> GrantRefused:
    return GrantRefused(Refusal.invalid_grant, "The user name or the password is wrong, or the account cannot sign in.")
