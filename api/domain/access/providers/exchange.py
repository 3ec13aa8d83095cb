"""Exchanging an id token of an organisation's provider for an access token of ours (RFC 8693): for sessions that machines make.

The client proves itself, is of that organisation and was given the grant; the token was made in the last ten minutes, for us or
for a system that the organisation named. What comes of it is fifteen minutes, without a refresh token: the next one needs the
provider's word again.
"""

import logging
from time import time
from typing import Final

from api.domain.access.browsers import NEED_SECOND_FACTOR
from api.domain.access.client_sign_in import Credentials
from api.domain.access.desk import Desk, GrantRefused, Refusal, Tokens
from api.domain.access.events import noted
from api.domain.access.front_ends import FrontEnd, proved
from api.domain.access.keys import TOKEN_LIFETIME_SECONDS
from api.domain.access.models import ClientGrant, SignInHow
from api.domain.access.providers.discovery import Providers
from api.domain.access.providers.id_tokens import Expected, issuer_in, verified
from api.domain.access.providers.joining import Account, account_of
from api.domain.access.providers.known import deadline_in, provider_of_issuer, time_of
from api.domain.access.providers.reaching import NotReachedError, in_time
from api.domain.access.roles import Role
from api.domain.access.sessions import begin, issued
from api.domain.access.sign_in_models import SignInWhat
from api.domain.access.token_parts import TokenRefused
from api.domain.shared.errors import AwayError
from api.storage.writing import Writing, at_the_desk

GRANT: Final = str(ClientGrant.token_exchange)
ID_TOKEN: Final = "urn:ietf:params:oauth:token-type:id_token"  # noqa: S105 - a name, not a secret
ACCESS_TOKEN: Final = "urn:ietf:params:oauth:token-type:access_token"  # noqa: S105 - a name, not a secret

_log = logging.getLogger(__name__)


async def exchange(  # noqa: PLR0913 - what RFC 8693 section 2.1 sends
    desk: Desk,
    providers: Providers,
    credentials: Credentials,
    *,
    subject_token: str,
    subject_token_type: str,
    requested_token_type: str | None,
    role: str | None,
    scope: str | None,
    device: str | None,
) -> Tokens:
    """An access token for whoever the id token speaks of. GrantRefused; NoScopeLeft; AwayError."""
    if subject_token_type != ID_TOKEN or requested_token_type not in (None, ACCESS_TOKEN):
        raise GrantRefused(Refusal.invalid_request, f"Send subject_token_type={ID_TOKEN}; what is issued is {ACCESS_TOKEN}.")
    try:
        issuer = issuer_in(subject_token)
    except TokenRefused:
        raise _not_good() from None
    seconds = time_of(desk)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        client = await _client(work, desk, credentials)
        provider = await provider_of_issuer(work, client.organisation, issuer) if client.organisation else None
    if provider is None:
        raise GrantRefused(Refusal.invalid_request, "The subject token is of no provider of identities of your organisation.")
    ours = frozenset({provider.client_id, *provider.audiences})
    try:
        async with in_time():
            identity = await verified(providers, subject_token, Expected(issuer, ours, None), time())
    except TokenRefused as error:
        _log.warning("provider %s: subject token refused: %s", provider.id, error.reason)
        raise _not_good() from None
    except NotReachedError as error:
        _log.warning("provider %s: %s", provider.id, error.says)
        raise AwayError from None
    vouched = provider.assures and identity.second_factor is not False
    async with at_the_desk(desk.pool, deadline_in(seconds)) as work:
        # Read again: asking took a while, and what was true may have ended meanwhile.
        client = await _client(work, desk, credentials)
        if await provider_of_issuer(work, provider.organisation, issuer) != provider:
            raise _not_good()
        account = await account_of(work, provider, identity.subject)
        if account is None or not account.may_come_in:
            if account is not None:
                noted(
                    work, SignInWhat.closed, organisation=account.organisation, account=account.id, client_name=client.name,
                    device=device,
                )  # fmt: skip
                await work.commit()
            says = "Nobody who may sign in is this subject: a manager says who accounts are at the provider."
            raise GrantRefused(Refusal.invalid_request, says)
        chosen = _role(account.roles, role)
        _must_have_second_factor(account, vouched=vouched)
        session = begin(
            work,
            organisation=account.organisation,
            account=account.id,
            client=client.id,
            client_name=client.name,
            role=chosen,
            scopes=client.may_give(chosen, scope),
            seconds=TOKEN_LIFETIME_SECONDS,
            how=SignInHow.exchange,
            second_factor=vouched,
            device=device,
        )
        noted(
            work, SignInWhat.signed_in, organisation=account.organisation, account=account.id, client_name=client.name,
            device=device, second_factor=vouched,
        )  # fmt: skip
        await work.commit()
    return issued(desk, session, session.scope, None)


async def _client(work: Writing, desk: Desk, credentials: Credentials) -> FrontEnd:
    """The client, which keeps a secret and was given this grant. GrantRefused."""
    client = await proved(work, credentials, desk.ring.issuer)
    if client.public or client.organisation is None:
        raise GrantRefused(Refusal.unauthorized_client, "Only a client that keeps a secret may exchange tokens.")
    if GRANT not in client.grants:
        raise GrantRefused(Refusal.unauthorized_client, f"This client may not use {GRANT}.")
    return client


def _role(held: list[str], asked: str | None) -> Role:
    """The role of the token: the only one, or the one asked for."""
    if asked is None and len(held) > 1:
        says = f"This account has several roles; ask for one with role=. It has: {', '.join(held)}."
        raise GrantRefused(Refusal.invalid_request, says)
    if asked is not None and asked not in held:
        raise GrantRefused(Refusal.invalid_grant, f"This account does not have the role asked for. It has: {', '.join(held)}.")
    return Role(asked or held[0])


def _must_have_second_factor(account: Account, *, vouched: bool) -> None:
    """Who must prove a second factor, or has set one up, is not let in around it."""
    needed = account.has_second_factor or bool(NEED_SECOND_FACTOR.intersection(account.roles))
    if account.asks_second_factor and needed and not vouched:
        says = "This account needs a second factor, and the provider does not vouch for one. Let them sign in on our pages."
        raise GrantRefused(Refusal.invalid_request, says)


def _not_good() -> GrantRefused:
    """One answer for every token that is not good (RFC 8693 section 2.2.2): the log of the service says more."""
    says = "The subject token is not good: send an id token that was made for this service in the last ten minutes."
    return GrantRefused(Refusal.invalid_request, says)
