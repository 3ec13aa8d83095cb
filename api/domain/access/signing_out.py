"""Ending a sign-in (RFC 7009) and asking whether one still stands (RFC 7662)."""

from time import time
from typing import Any, Final

from api.domain.access import browsers
from api.domain.access.client_sign_in import Credentials, client_of
from api.domain.access.desk import Desk, GrantRefused, Refusal
from api.domain.access.front_ends import proved
from api.domain.access.keys import TOKEN_LIFETIME_SECONDS
from api.domain.access.secrets import digest_of
from api.domain.access.sessions import GRACE_SECONDS, SESSION_COLUMNS, SPENT, Session, end, session_in
from api.domain.access.tokens import Claims, TokenRefused, verify
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

_BY_ID: Final = plain(
    f"SELECT {SESSION_COLUMNS} FROM session WHERE session.id = $1::uuid",  # noqa: S608 - made of this package's constants
    "session",
)
_BY_TOKEN: Final = plain(
    f"""
    SELECT {SESSION_COLUMNS}, NOT {SPENT}
      FROM refresh_token token JOIN session ON session.id = token.session_id WHERE token.digest = $1::bytea
    """,  # noqa: S608 - made of this package's constants
    "digest", "grace",
)  # fmt: skip


async def revoke(desk: Desk, token: str, credentials: Credentials) -> None:
    """End the session that an access or refresh token belongs to, and the sign-in of the browser that it came from.

    So signing out of a front end is signing out: the next person at that browser is asked who they are. A token that is unknown,
    or no longer good, is fine. Who holds a token may end it: that only takes away what they could do, and somebody who finds a
    leaked token must not need a secret to stop it. A registered client that names itself must prove it if it has a secret, and
    the token must be its own. GrantRefused; AwayError.
    """
    async with at_the_desk(desk.pool, desk.deadline) as work:
        client = await proved(work, credentials, desk.ring.issuer) if credentials != Credentials() else None
        session, _, _ = await _find(work, desk, token)
        if session is None:
            return
        if client is not None and client.id is not None and session.client != client.id:
            raise GrantRefused(Refusal.invalid_grant, "The token was issued to another client.")
        end(work, session)
        if session.browser is not None:
            browsers.end(work, session.browser)
        await work.commit()


async def introspect(desk: Desk, token: str, credentials: Credentials) -> dict[str, Any]:
    """Tell a client about a token of its own organisation: `{"active": false}` unless it would be accepted this moment.

    GrantRefused (invalid_client); AwayError.
    """
    async with at_the_desk(desk.pool, desk.deadline) as work:
        client = await client_of(work, credentials)
        session, claims, unspent = await _find(work, desk, token)
    if session is None or session.organisation != client.organisation or not (session.open and session.stands and unspent):
        return {"active": False}
    told = {
        "active": True,
        "iss": desk.ring.issuer,
        "sub": str(session.subject),
        "client_id": session.client_id,
        "sid": str(session.id),
        "org": str(session.organisation),
        "role": str(session.role),
    }
    if claims is None:
        return told | {"scope": " ".join(sorted(session.scope)), "exp": session.expires_at}
    issued_at = claims.expires_at - TOKEN_LIFETIME_SECONDS
    return told | {
        "token_type": "Bearer",
        "aud": desk.ring.audience,
        "scope": " ".join(sorted(claims.scopes)),
        "jti": claims.jti,
        "exp": claims.expires_at,
        "iat": issued_at,
        "nbf": issued_at,
    }


async def _find(work: Writing, desk: Desk, token: str) -> tuple[Session | None, Claims | None, bool]:
    """The session of a token, its claims if it is an access token, and whether it is unspent. No hint of its type is needed."""
    if "." not in token:
        rows = await work.rows(_BY_TOKEN, digest=digest_of(token), grace=GRACE_SECONDS)
        return (session_in(rows[0]), None, bool(rows[0][-1])) if rows else (None, None, False)
    try:
        claims = verify(desk.ring, token, time())
    except TokenRefused:
        return None, None, False
    rows = await work.rows(_BY_ID, session=claims.session)
    return (session_in(rows[0]) if rows else None), claims, True
