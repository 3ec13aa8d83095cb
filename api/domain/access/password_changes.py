"""Putting a new password in the place of the old one: what it ends, and what its owner is told."""

import asyncio
from typing import Any, Final
from uuid import UUID

from api.domain.access import attempts, browsers, messages
from api.domain.access.browsers import Browser
from api.domain.access.desk import Desk
from api.domain.access.password_rules import choose
from api.domain.access.passwords import PasswordRefused, hash_password_aside, verify_password
from api.domain.access.secrets import digest_of
from api.domain.access.sign_in_models import MessageKind
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import AwayError
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

# Kept of the request's time for storing what was hashed.
ROOM_SECONDS: Final = 0.5
TRIES: Final = 10
SAME: Final = "This is the password that you have. Choose another."

_STORED: Final = plain("SELECT password_hash FROM account WHERE id = $1::uuid", "account")
# First the account's own row: whoever signs in with the old password at this moment waits for it, or is waited for.
_PUT: Final = plain(
    "UPDATE account SET password_hash = $2, password_changed_at = now() WHERE id = $1::uuid", "account", "hashed"
)  # fmt: skip
_PUT_FOR: Final = plain(
    """
    UPDATE account SET password_hash = $2, password_changed_at = now()
     WHERE id = $1::uuid AND password_hash = $3 AND disabled_at IS NULL AND removed_at IS NULL RETURNING id
    """,
    "account", "hashed", "before",
)  # fmt: skip
# Sessions last: what is just made of a code or by a browser is seen by then.
_END: Final = (
    plain("UPDATE authorization_code SET used_at = now() WHERE account_id = $1::uuid AND used_at IS NULL", "account"),
    plain(
        "UPDATE browser_sign_in SET ended_at = now() WHERE account_id = $1::uuid AND ended_at IS NULL"
        " AND ($2::bytea IS NULL OR digest <> $2::bytea)",
        "account", "kept",
    ),
    plain(
        "UPDATE session SET ended_at = now() WHERE account_id = $1::uuid AND ended_at IS NULL"
        " AND ($2::bytea IS NULL OR browser IS DISTINCT FROM $2::bytea)",
        "account", "kept",
    ),
)  # fmt: skip
# What this very browser signed in to goes on, under the browser's new sign-in.
_FOLLOW: Final = plain(
    "UPDATE session SET browser = $2::bytea WHERE browser = $1::bytea AND ended_at IS NULL", "before", "now"
)  # fmt: skip


class CurrentPasswordWrong(Exception):
    """Whoever changes a password must know the one before."""


async def hashed(desk: Desk, password: str) -> str:
    """The hash of a password, in the time that the request has left. AwayError when too many hash at this moment."""
    made: str = await _in_time(desk, hash_password_aside(password))
    return made


def put(work: Writing, account: UUID, hashed_password: str) -> None:
    """Queue the new password, and the end of all that the account is signed in to. The caller commits."""
    work.do(_PUT, account=account, hashed=hashed_password)
    _end(work, account, kept=None)


async def change(desk: Desk, browser: Browser, current: str, new: str) -> str:
    """Change one's own password. Answers the secret of the browser's new sign-in; everywhere else the account is signed out.

    CurrentPasswordWrong; PasswordRefused; BrowserGone; TooManyError after ten tries in a quarter of an hour; AwayError.
    Whoever has no password yet (they come in through their provider) gets one by a reset.
    """
    async with at_the_desk(desk.pool, desk.deadline) as work:
        await attempts.count(work, desk.ring, "current password", str(browser.account), TRIES)
        rows: list[tuple[Any, ...]] = await work.rows(_STORED, account=browser.account)
        await work.commit()
    before = rows[0][0] if rows else None
    if not await _in_time(desk, verify_password(before, current)):
        raise CurrentPasswordWrong
    if new == current:
        raise PasswordRefused(SAME)
    made = await hashed(desk, choose(new, (browser.username, browser.name, browser.organisation_name)))
    async with at_the_desk(desk.pool, desk.deadline) as work:
        if not await work.rows(_PUT_FOR, account=browser.account, hashed=made, before=before):
            raise CurrentPasswordWrong  # it was changed, or the account closed, while this was hashed
        _end(work, browser.account, kept=browser.digest)
        begun = await browsers.go_on(work, browser, password_at=utc_now())
        work.do(_FOLLOW, before=browser.digest, now=digest_of(begun))
        messages.queue(work, browser.account, MessageKind.password_changed)
        await work.commit()
    return begun


def _end(work: Writing, account: UUID, *, kept: bytes | None) -> None:
    for statement in _END:
        work.do(statement, account=account, kept=kept)


async def _in_time(desk: Desk, work: Any) -> Any:  # noqa: ANN401 - what is awaited, and its answer
    try:
        async with asyncio.timeout_at(desk.deadline - ROOM_SECONDS):
            return await work
    except TimeoutError as error:
        raise AwayError from error
