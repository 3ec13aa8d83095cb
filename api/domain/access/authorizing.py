"""Authorization codes: made when somebody agrees on our page, and exchanged once for tokens by the front end that asked.

RFC 6749 sections 4.1.2 and 4.1.3, RFC 7636 (PKCE), RFC 9700 section 4.5 (a code that came into wrong hands). A code that is shown
at the wrong door is used up: whoever came by it holds nothing. One that is used twice has been read by somebody else, so that the
sign-in which it gave ends.
"""

import hmac
import logging
import re
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access.browsers import Browser
from api.domain.access.client_sign_in import Credentials
from api.domain.access.desk import Desk, GrantRefused, Refusal, Tokens
from api.domain.access.front_ends import FrontEnd, proved
from api.domain.access.models import SignInHow
from api.domain.access.refreshing import first_token
from api.domain.access.roles import Role
from api.domain.access.secrets import digest_of, new_secret
from api.domain.access.sessions import SESSION_SECONDS, begin, end_by_id, issued, stands
from api.storage.wire import plain
from api.storage.writing import Writing, at_the_desk

GRANT: Final = "authorization_code"
CODE_SECONDS: Final = 60
# RFC 7636 sections 4.1 and 4.2. The challenge is the SHA-256 of the verifier: 43 characters of base64url, and no other method.
METHOD: Final = "S256"
CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}", re.ASCII)

_ADD: Final = plain(
    """
    INSERT INTO authorization_code (digest, organisation_id, account_id, client_id, client_name, role, scope, redirect_uri,
                                    challenge, browser, second_factor, device, expires_at)
    VALUES ($1::bytea, $2::uuid, $3::uuid, $4::uuid, $5::text, $6::text, $7::text, $8::text, $9::text, $10::bytea, $11::boolean,
            $12::text, now() + make_interval(secs => $13::float8))
    """,
    "digest", "organisation", "account", "client", "client_name", "role", "scope", "redirect_uri", "challenge", "browser",
    "second_factor", "device", "seconds",
)  # fmt: skip
# Held first, in a statement of its own: the next one then sees what whoever held it before has written.
_LOCK: Final = plain("SELECT FROM authorization_code WHERE digest = $1::bytea FOR UPDATE", "digest")
# Good as long as the browser in which somebody agreed is still signed in: who signs out within the minute is out.
_FIND: Final = plain(
    f"""
    SELECT code.organisation_id, code.account_id, code.client_id, code.client_name, code.role, code.scope, code.redirect_uri,
           code.challenge, code.browser, code.second_factor, code.device, code.session_id, code.used_at IS NOT NULL,
           code.expires_at > now() AND {stands("code")}
             AND EXISTS (SELECT FROM browser_sign_in b WHERE b.digest = code.browser AND b.ended_at IS NULL)
      FROM authorization_code code WHERE code.digest = $1::bytea
    """,  # noqa: S608 - made of this package's constants
    "digest",
)
_USE: Final = plain(
    "UPDATE authorization_code SET used_at = now(), session_id = $2::uuid WHERE digest = $1::bytea", "digest", "session"
)

_log = logging.getLogger(__name__)


class _Code(NamedTuple):
    organisation: UUID
    account: UUID
    client: UUID | None
    client_name: str
    role: str
    scope: str
    redirect_uri: str
    challenge: str
    browser: bytes
    second_factor: bool
    device: str | None
    session: UUID | None
    used: bool
    stands: bool


def make(  # noqa: PLR0913 - a code says all of these
    work: Writing,
    *,
    front_end: FrontEnd,
    browser: Browser,
    role: Role,
    scopes: frozenset[str],
    redirect_uri: str,
    challenge: str,
    device: str | None,
) -> str:
    """Queue a new code and answer its text; the caller commits, and has checked all of this."""
    text, digest = new_secret()
    work.do(
        _ADD, digest=digest, organisation=browser.organisation, account=browser.account, client=front_end.id,
        client_name=front_end.name, role=role, scope=" ".join(sorted(scopes)), redirect_uri=redirect_uri, challenge=challenge,
        browser=browser.digest, second_factor=browser.second_factor_proved, device=device, seconds=CODE_SECONDS,
    )  # fmt: skip
    return text


async def redeem(desk: Desk, credentials: Credentials, *, code: str, verifier: str, redirect_uri: str) -> Tokens:
    """Exchange a code for tokens. GrantRefused; NoScopeLeft; AwayError."""
    digest = digest_of(code)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        front_end = await proved(work, credentials, desk.ring.issuer)
        if not front_end.signs_in_here:
            raise GrantRefused(Refusal.unauthorized_client, f"This client may not use {GRANT}.")
        work.do(_LOCK, digest=digest)
        rows: list[tuple[Any, ...]] = await work.rows(_FIND, digest=digest)
        if not rows:
            raise _refused()
        found = _Code(*rows[0])
        if found.used or not _is_for(found, front_end, verifier, redirect_uri):
            await _used_up(work, found, digest)
            raise _refused()
        role = Role(found.role)
        session = begin(
            work,
            organisation=found.organisation,
            account=found.account,
            client=found.client,
            client_name=found.client_name,
            role=role,
            scopes=front_end.may_give(role, found.scope),
            seconds=SESSION_SECONDS,
            how=SignInHow.page,
            second_factor=found.second_factor,
            device=found.device,
            browser=found.browser,
        )
        work.do(_USE, digest=digest, session=session.id)
        text = first_token(work, session)
        await work.commit()
    return issued(desk, session, session.scope, text)


def challenge_of(verifier: str) -> str:
    """RFC 7636 section 4.2: the challenge of a verifier by S256."""
    return urlsafe_b64encode(sha256(verifier.encode("ascii")).digest()).rstrip(b"=").decode()


def _is_for(code: _Code, front_end: FrontEnd, verifier: str, redirect_uri: str) -> bool:
    """Whether a code is still good, and for whoever shows it: the client, the address and the verifier of its beginning."""
    return (
        code.stands
        and (code.client, code.client_name) == (front_end.id, code.client_name if front_end.id else front_end.name)
        and code.redirect_uri == redirect_uri
        and redirect_uri in front_end.redirect_uris
        and _VERIFIER.fullmatch(verifier) is not None
        and hmac.compare_digest(challenge_of(verifier), code.challenge)
    )


async def _used_up(work: Writing, code: _Code, digest: bytes) -> None:
    """Nobody uses this code again; what it gave, if it was used before, ends. Written although the request is refused."""
    if not code.used:
        work.do(_USE, digest=digest, session=None)
    elif code.session is not None:
        end_by_id(work, code.session)
        _log.warning("an authorization code was used again; session %s has ended", code.session)
    await work.commit()


def _refused() -> GrantRefused:
    """One answer for unknown, used, run out and somebody else's: whoever found a code learns nothing from trying it."""
    return GrantRefused(Refusal.invalid_grant, "The code is not good (any more), or not for this request. Sign in again.")
