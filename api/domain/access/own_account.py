"""What people see of their own account on our pages, and where they sign themselves out."""

from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access import browsers
from api.domain.access.browsers import Browser
from api.domain.access.sessions import stands
from api.storage.wire import plain
from api.storage.writing import Writing

# Newest first; whoever has more than these ends all others at once.
MOST_SHOWN: Final = 100

_ACCOUNT: Final = plain(
    """
    SELECT account.email, account.password_hash IS NOT NULL, account.password_changed_at,
           (SELECT confirmed_at FROM second_factor WHERE second_factor.account_id = account.id),
           (SELECT count(*) FROM recovery_code WHERE recovery_code.account_id = account.id AND used_at IS NULL)
      FROM account WHERE account.id = $1::uuid
    """,
    "account",
)
_SESSIONS: Final = plain(
    f"""
    SELECT session.id, session.client_name, session.role, session.device, session.created_at,
           coalesce(session.last_used_at, session.created_at), coalesce(session.browser = $2::bytea, false)
      FROM session
     WHERE session.account_id = $1::uuid AND session.ended_at IS NULL AND session.expires_at > now() AND {stands("session")}
     ORDER BY session.created_at DESC, session.id DESC LIMIT $3::int
    """,  # noqa: S608 - made of this package's constants
    "account", "browser", "most",
)  # fmt: skip
_IDENTITIES: Final = plain(
    """
    SELECT provider.name, account_identity.created_at
      FROM account_identity JOIN identity_provider provider ON provider.id = account_identity.provider_id
     WHERE account_identity.account_id = $1::uuid AND account_identity.removed_at IS NULL AND provider.removed_at IS NULL
     ORDER BY 1
    """,
    "account",
)
_END: Final = plain(
    "UPDATE session SET ended_at = now() WHERE id = $1::uuid AND account_id = $2::uuid AND ended_at IS NULL RETURNING browser",
    "session", "account",
)  # fmt: skip
_END_OTHERS: Final = (
    plain(
        "UPDATE session SET ended_at = now()"
        " WHERE account_id = $1::uuid AND ended_at IS NULL AND browser IS DISTINCT FROM $2::bytea",
        "account", "browser",
    ),
    plain(
        "UPDATE browser_sign_in SET ended_at = now() WHERE account_id = $1::uuid AND ended_at IS NULL AND digest <> $2::bytea",
        "account", "browser",
    ),
)  # fmt: skip


class OwnSession(NamedTuple):
    """A sign-in to a front end that still opens something."""

    id: UUID
    client_name: str
    role: str
    device: str | None
    created_at: datetime
    last_used_at: datetime
    is_here: bool  # it came from the browser in which it is looked at


class OwnIdentity(NamedTuple):
    """Who somebody is at their organisation's provider."""

    provider: str
    since: datetime


class OwnAccount(NamedTuple):
    """An account as its owner sees it, beside what the browser knows of it."""

    email: str | None
    has_password: bool
    password_changed_at: datetime | None
    second_factor_since: datetime | None
    recovery_codes: int
    sessions: list[OwnSession]
    identities: list[OwnIdentity]


async def seen(work: Writing, browser: Browser) -> OwnAccount:
    """The account that is signed in in this browser."""
    rows: list[tuple[Any, ...]] = await work.rows(_ACCOUNT, account=browser.account)
    sessions: list[tuple[Any, ...]] = await work.rows(
        _SESSIONS, account=browser.account, browser=browser.digest, most=MOST_SHOWN
    )  # fmt: skip
    identities: list[tuple[Any, ...]] = await work.rows(_IDENTITIES, account=browser.account)
    email, has_password, changed_at, factor_since, codes = rows[0]
    return OwnAccount(
        email, has_password, changed_at, factor_since, codes,
        [OwnSession(*row) for row in sessions], [OwnIdentity(*row) for row in identities],
    )  # fmt: skip


async def end_session(work: Writing, browser: Browser, session: UUID) -> None:
    """Queue the end of one of one's own sign-ins, and of the browser that it came from, but not of this very browser.

    One that is not there, another's, or ended already: nothing happens. The caller commits.
    """
    rows: list[tuple[Any, ...]] = await work.rows(_END, session=session, account=browser.account)
    if rows and rows[0][0] not in (None, browser.digest):
        browsers.end(work, rows[0][0])


def end_others(work: Writing, browser: Browser) -> None:
    """Queue the end of all that this account is signed in to, but this browser and what came from it. The caller commits."""
    for statement in _END_OTHERS:
        work.do(statement, account=browser.account, browser=browser.digest)
