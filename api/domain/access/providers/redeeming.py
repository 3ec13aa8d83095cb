"""Exchanging a provider's code for its id token, at the provider (OpenID Connect Core 1.0 section 3.1.3).

Of what it answers, the id token is read and nothing else: its access token would be for asking who somebody is besides.
"""

from typing import Final
from urllib.parse import quote_plus

from api.domain.access.keys import KeyRing
from api.domain.access.providers.checking import callback_of
from api.domain.access.providers.discovery import Metadata, Providers
from api.domain.access.providers.known import Provider
from api.domain.access.providers.reaching import NotReachedError
from api.domain.access.providers.service import sealed_for
from api.domain.access.sealing import Unreadable, unseal
from api.domain.access.token_parts import json_object, refuse

OK: Final = 200


async def redeem(ring: KeyRing, providers: Providers, provider: Provider, metadata: Metadata, *, code: str, verifier: str) -> str:
    """The id token of a code. NotReachedError; TokenRefused when there is none."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback_of(ring.issuer),
        "code_verifier": verifier,
    }
    secret = _secret(ring, provider)
    basic = None
    if secret is None:
        form["client_id"] = provider.client_id
    elif metadata.secret_in_body:
        form |= {"client_id": provider.client_id, "client_secret": secret}
    else:  # RFC 6749 section 2.3.1: each half is encoded as in a form first
        basic = quote_plus(provider.client_id), quote_plus(secret)
    answer = await providers.reach.fetch(metadata.token_endpoint, form=form, basic=basic)
    if answer.status != OK:
        raise NotReachedError(f"Its token endpoint answers {answer.status}. Are client id, secret and redirect URI right?")
    try:
        token = json_object(answer.body).get("id_token")
    except (ValueError, RecursionError):
        refuse("no JSON from the token endpoint")
    if type(token) is not str:
        refuse("no id token")
    return token


def _secret(ring: KeyRing, provider: Provider) -> str | None:
    if provider.sealed_secret is None:
        return None
    try:
        return unseal(ring, bytes(provider.sealed_secret), of=sealed_for(provider.id))
    except Unreadable:
        raise NotReachedError("Our secret there was sealed with another key. Give it again.") from None
