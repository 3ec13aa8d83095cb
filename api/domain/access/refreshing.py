"""Refresh tokens: each is used once, and whoever uses one a second time ends the sign-in it came from.

RFC 6749 section 6, RFC 9700 section 4.14.2 (rotation). Answers get lost on the road, so strict rotation would sign people out in
lifts and cellars: a token just used stays good for 60 seconds or until a token it was exchanged for is used, whichever comes
first. Each time it is used again it answers one more successor, because we keep no token and cannot repeat one. Of these
siblings the first used is the one that arrived; the others are spent with it.
"""

import logging
from typing import Final

from api.domain.access.client_sign_in import Credentials
from api.domain.access.desk import Desk, GrantRefused, Refusal, Tokens
from api.domain.access.front_ends import FrontEnd, proved
from api.domain.access.roles import narrowed
from api.domain.access.secrets import digest_of, new_secret
from api.domain.access.sessions import (
    GRACE_SECONDS,
    SESSION_COLUMNS,
    SESSION_SECONDS,
    SPENT,
    STANDS_TO_HAND_IN,
    Session,
    end,
    issued,
    session_in,
)
from api.domain.access.tokens import NoScopeLeft
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

# The session is the lock of its whole family. Held first, in a statement of its own: the next one then sees what whoever held it
# before has written. (Locking tokens as well would let two siblings wait for each other.)
_LOCK: Final = plain(
    "SELECT FROM session WHERE id = (SELECT session_id FROM refresh_token WHERE digest = $1::bytea) FOR UPDATE", "digest"
)
_FIND: Final = plain(
    f"""
    SELECT {SESSION_COLUMNS}, {STANDS_TO_HAND_IN}, token.used_at IS NULL, {SPENT}
      FROM refresh_token token JOIN session ON session.id = token.session_id WHERE token.digest = $1::bytea
    """,  # noqa: S608 - made of this package's constants
    "digest", "grace",
)  # fmt: skip
_ADD: Final = plain(
    "INSERT INTO refresh_token (digest, session_id, created_at, predecessor) VALUES ($1::bytea, $2::uuid, now(), $3::bytea)",
    "digest", "session", "predecessor",
)  # fmt: skip
_USE: Final = plain("UPDATE refresh_token SET used_at = now() WHERE digest = $1::bytea", "digest")
# A token's first use says that it arrived: the one it came of and its siblings are of no use to an honest client.
_SPEND_OTHERS: Final = plain(
    "UPDATE refresh_token SET spent_at = now() WHERE session_id = $1::uuid AND digest <> $2::bytea AND spent_at IS NULL",
    "session", "digest",
)  # fmt: skip
_PROLONG: Final = plain(
    "UPDATE session SET last_used_at = now(), expires_at = now() + make_interval(secs => $2::float8) WHERE id = $1::uuid",
    "session", "seconds",
)  # fmt: skip

_log = logging.getLogger(__name__)


def first_token(work: Writing, session: Session) -> str:
    """Queue a new session's first refresh token and answer its text."""
    return _next(work, session, None)


async def refresh(desk: Desk, token: str, credentials: Credentials, *, role: str | None, scope: str | None) -> Tokens:
    """Answer a new access token and the next refresh token.

    `scope` narrows this access token alone: the refresh token keeps the scope of the sign-in (RFC 6749 section 6). `role` may be
    repeated, not changed. A registered front end says who it is, and proves it if it can keep a secret; ours need not.
    GrantRefused; NoScopeLeft; AwayError.
    """
    digest = digest_of(token)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        front_end = await proved(work, credentials, desk.ring.issuer) if credentials != Credentials() else None
        work.do(_LOCK, digest=digest)
        rows = await work.rows(_FIND, digest=digest, grace=GRACE_SECONDS)
        if not rows:
            raise _refused()
        session, (stands, first, spent) = session_in(rows[0]), rows[0][-3:]
        if not session.open:
            raise _refused()
        if spent:
            end(work, session)
            await work.commit()
            _log.warning("a spent refresh token was used again; session %s has ended", session.id)
            raise _refused()
        if not stands or not _is_of(session, front_end):
            raise _refused()
        if role is not None and role != session.role:
            raise GrantRefused(Refusal.invalid_grant, "This sign-in is for another role. Sign in again with role=.")
        # What its manager has taken from the front end since is gone from the next token; what was added was not agreed to.
        ceiling = session.scope if front_end is None or front_end.scopes is None else session.scope & front_end.scopes
        scopes = narrowed(session.role, scope, ceiling)
        if not scopes:
            raise NoScopeLeft
        if first:
            work.do(_USE, digest=digest)
            work.do(_SPEND_OTHERS, session=session.id, digest=digest)
        work.do(_PROLONG, session=session.id, seconds=SESSION_SECONDS)
        text = _next(work, session, digest)
        await work.commit()
    return issued(desk, session, scopes, text)


def _is_of(session: Session, front_end: FrontEnd | None) -> bool:
    """Whether a sign-in is that front end's (RFC 6749 section 6). A machine's is nobody's: it signs in anew."""
    if session.account is None:
        return False
    if front_end is None:
        return session.client is None
    return session.client == front_end.id if front_end.id else (session.client, session.client_name) == (None, front_end.name)


def _next(work: Writing, session: Session, predecessor: bytes | None) -> str:
    text, digest = new_secret()
    work.do(_ADD, digest=digest, session=session.id, predecessor=predecessor)
    return text


def _refused() -> GrantRefused:
    """One answer for unknown, used up and ended: whoever found a token learns nothing from trying it."""
    return GrantRefused(Refusal.invalid_grant, "The refresh token is not good, or its sign-in has ended. Sign in again.")
