"""Signing in at an organisation's own provider: out with a state, back with a code, and in as whoever it says.

OpenID Connect Core 1.0 section 3.1 (authorization code flow), RFC 7636 (PKCE), RFC 9207 (who sends people back names itself),
RFC 9700 section 4.4 (mix-up), 4.5 (code injection), 4.7 (cross-site request forgery). A state is good once, for ten minutes, in
the browser that it was made in. Who somebody is, is issuer and subject; an email address is never looked at, nobody is made an
account of by coming here, and which roles they hold is ours to know. No database connection is held while the provider is asked.
"""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from enum import StrEnum
from time import time
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from api.domain.access import browsers
from api.domain.access.authorizing import challenge_of
from api.domain.access.desk import Desk
from api.domain.access.events import noted
from api.domain.access.providers.checking import callback_of
from api.domain.access.providers.discovery import Metadata, Providers
from api.domain.access.providers.id_tokens import Expected, verified
from api.domain.access.providers.joining import LinkGoneError, account_of
from api.domain.access.providers.known import PROVIDER, STANDS, Provider, deadline_in, time_of
from api.domain.access.providers.reaching import NotReachedError, in_time
from api.domain.access.providers.redeeming import redeem
from api.domain.access.secrets import digest_of, new_secret
from api.domain.access.sign_in_models import SignInWhat
from api.domain.access.token_parts import TokenRefused
from api.domain.shared.clock import utc_now
from api.storage.wire import plain
from api.storage.writing import at_the_desk

OUT_SECONDS: Final = 600
LONGEST_CODE: Final = 4_000

_FIND: Final = plain(
    f"SELECT {PROVIDER} FROM identity_provider provider, organisation WHERE provider.id = $1::uuid AND {STANDS}",  # noqa: S608 - our own words
    "provider",
)
_BEGIN: Final = plain(
    """
    INSERT INTO provider_sign_in (state_digest, browser, provider_id, nonce, verifier, back_to, link_digest, expires_at)
    VALUES ($1::bytea, $2::bytea, $3::uuid, $4::text, $5::text, $6::text, $7::bytea, now() + make_interval(secs => $8::float8))
    """,
    "state", "browser", "provider", "nonce", "verifier", "back_to", "link", "seconds",
)  # fmt: skip
# Once, and in the browser in which it began.
_COME_BACK: Final = plain(
    f"""
    UPDATE provider_sign_in out SET used_at = now() FROM identity_provider provider, organisation
     WHERE out.state_digest = $1::bytea AND out.browser = ANY ($2::bytea[]) AND out.used_at IS NULL AND out.expires_at > now()
       AND provider.id = out.provider_id AND {STANDS}
    RETURNING {PROVIDER}, out.nonce, out.verifier, out.back_to, out.link_digest
    """,  # noqa: S608 - our own words
    "state", "browsers",
)  # fmt: skip

_log = logging.getLogger(__name__)


class Why(StrEnum):
    """Why somebody was not let in; the page has the words."""

    state = "state"
    away = "away"
    declined = "declined"
    answer = "answer"
    unknown = "unknown"
    closed = "closed"
    link = "link"


class NotLetInError(Exception):
    """Nobody was signed in. `name` is the provider's, where it is known whose it was."""

    def __init__(self, why: Why, name: str | None = None, back_to: str | None = None) -> None:
        super().__init__(why.value)
        self.why, self.name, self.back_to = why, name, back_to


class Came(NamedTuple):
    """What came back with somebody."""

    state: str | None
    code: str | None
    issuer: str | None
    error: str | None


class LetIn(NamedTuple):
    """Somebody is in: their browser's new secret, and where they go on to."""

    secret: str
    back_to: str


async def go_out(
    desk: Desk, providers: Providers, provider_id: UUID, *, browser: str, back_to: str, link: str | None
) -> tuple[str, str]:
    """The provider's name, and its address to send the browser to. NotLetInError; AwayError."""
    seconds = time_of(desk)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        rows: list[tuple[Any, ...]] = await work.rows(_FIND, provider=provider_id)
    if not rows:
        raise NotLetInError(Why.state)
    provider = Provider(*rows[0])
    async with _asking(provider, back_to):
        metadata = await providers.metadata(provider.issuer)
    state, nonce, verifier = (new_secret()[0] for _ in range(3))
    async with at_the_desk(desk.pool, deadline_in(seconds)) as work:
        work.do(
            _BEGIN, state=digest_of(state), browser=digest_of(browser), provider=provider.id, nonce=nonce, verifier=verifier,
            back_to=back_to, link=digest_of(link) if link else None, seconds=OUT_SECONDS,
        )  # fmt: skip
        await work.commit()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": callback_of(desk.ring.issuer),
        # Who they are and nothing about them.
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge_of(verifier),
        "code_challenge_method": "S256",
    }
    address = metadata.authorization_endpoint
    return provider.name, f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(asked)}"


async def come_back(
    desk: Desk, providers: Providers, came: Came, *, in_browser: Sequence[str], instead_of: str | None, device: str | None
) -> LetIn:
    """Let in who the provider says they are. NotLetInError; AwayError."""
    seconds = time_of(desk)
    if not came.state or len(came.state) > 64 or not in_browser:  # noqa: PLR2004 - ours have 43 characters
        raise NotLetInError(Why.state)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        rows: list[tuple[Any, ...]] = await work.rows(
            _COME_BACK, state=digest_of(came.state), browsers=[digest_of(one) for one in in_browser]
        )
        await work.commit()  # whatever comes of it, this state was used
    if not rows:
        raise NotLetInError(Why.state)
    provider, (nonce, verifier, back_to, link) = Provider(*rows[0][:8]), rows[0][8:]
    async with _asking(provider, back_to):
        metadata = await providers.metadata(provider.issuer)
        code = _code_in(came, provider, metadata, back_to)
        token = await redeem(desk.ring, providers, provider, metadata, code=code, verifier=verifier)
        expected = Expected(provider.issuer, frozenset({provider.client_id}), nonce)
        identity = await verified(providers, token, expected, time())
    vouched = provider.assures and identity.second_factor is not False
    async with at_the_desk(desk.pool, deadline_in(seconds)) as work:
        try:
            account = await account_of(work, provider, identity.subject, link)
        except LinkGoneError:
            raise NotLetInError(Why.link, provider.name) from None
        if account is None:
            _log.info("a subject of provider %s is nobody here", provider.id)
            raise NotLetInError(Why.unknown, provider.name, back_to)
        if not account.may_come_in:
            noted(
                work, SignInWhat.closed, organisation=account.organisation, account=account.id, client_name=provider.name,
                device=device,
            )  # fmt: skip
            await work.commit()
            raise NotLetInError(Why.closed, provider.name)
        secret = browsers.begin(
            work, account.id, instead_of=instead_of, provider=provider.id, provider_at=utc_now(), provider_vouched=vouched
        )
        noted(
            work, SignInWhat.signed_in, organisation=account.organisation, account=account.id, client_name=provider.name,
            device=device, second_factor=vouched,
        )  # fmt: skip
        await work.commit()
    return LetIn(secret, back_to)


def _code_in(came: Came, provider: Provider, metadata: Metadata, back_to: str) -> str:
    """The code that came back, if it came from this provider (RFC 9207 section 2.4: also with an error). NotLetInError."""
    if came.issuer != provider.issuer and (came.issuer is not None or metadata.sends_issuer):
        _log.warning("somebody came back from elsewhere than provider %s", provider.id)
        raise NotLetInError(Why.answer, provider.name, back_to)
    if came.error is not None:
        raise NotLetInError(Why.declined, provider.name, back_to)
    if not came.code or len(came.code) > LONGEST_CODE:
        raise NotLetInError(Why.answer, provider.name, back_to)
    return came.code


@asynccontextmanager
async def _asking(provider: Provider, back_to: str) -> AsyncIterator[None]:
    """All that a provider is asked for one page, within one time; what goes wrong is told to the log and not to the browser."""
    try:
        async with in_time():
            yield
    except NotReachedError as error:
        _log.warning("provider %s: %s", provider.id, error.says)
        raise NotLetInError(Why.away, provider.name, back_to) from None
    except TokenRefused as error:
        _log.warning("provider %s: id token refused: %s", provider.id, error.reason)
        raise NotLetInError(Why.answer, provider.name, back_to) from None
