"""Whether an id token is what it says: one function, and every failure whatsoever is one refusal.

OpenID Connect Core 1.0 section 3.1.3.7, RFC 7519, RFC 8725. As with our own tokens (`access/tokens.py`) python-jose checks a
signature with a Key object that we looked up and pinned, and nothing that it decoded is believed. Claims are checked here and not
by a library: the rules are twenty lines, and ours are stricter (ages, one kind of list, nobody else's audience).
"""

import hmac
import re
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from jose import jws
from jose.exceptions import JWSError

from api.domain.access.keys import LEEWAY_SECONDS
from api.domain.access.providers.discovery import ALGORITHMS, Providers
from api.domain.access.providers.reaching import NotReachedError
from api.domain.access.token_parts import TokenRefused, json_object, matching_in, refuse, segment, text_in

MAX_CHARACTERS: Final = 12_000
# Made just now, for this sign-in or this exchange; an old one was lying around somewhere.
OLDEST_SECONDS: Final = 600
MOST_AUDIENCES: Final = 20
LAST_SECOND: Final = 2**53

_COMPACT: Final = re.compile(r"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)", re.ASCII)
# Names and thumbprints of keys are hints; keys in the token itself, or where to fetch them, are an attack (RFC 8725, 3.10).
_HARMLESS: Final = frozenset({"alg", "kid", "typ", "x5t", "x5t#S256"})
SUBJECT: Final = r"[!-~]([ -~]{0,253}[!-~])?"
_SUBJECT: Final = re.compile(SUBJECT, re.ASCII)

# RFC 8176: something they have, or are. `pwd`, `pin` and `kba` are something they know, as is what stands for a password.
SECOND_FACTORS: Final = frozenset({
    "mfa", "mca", "otp", "hwk", "swk", "sc", "sms", "tel", "fpt", "face", "iris", "retina", "vbm", "ngcmfa", "fido", "phr",
    "phrh",
})  # fmt: skip
SECOND_FACTOR_CLASSES: Final = frozenset({
    "phr", "phrh", "mfa", "aal2", "aal3", "https://refeds.org/profile/mfa", "urn:okta:loa:2fa:any",
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor", "http://schemas.openid.net/pape/policies/2007/06/multi-factor-physical",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract", "urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI",
})  # fmt: skip


class Identity(NamedTuple):
    """Who a provider says somebody is. Of all that it may tell about them, nothing else is kept."""

    subject: str
    # Whether the token itself tells of a second factor; None when it says nothing of how they signed in.
    second_factor: bool | None


class Expected(NamedTuple):
    """Whose token it must be, and for whom."""

    issuer: str
    # Ours at that provider; with others of the organisation's own for an exchange.
    audiences: frozenset[str]
    # Of the sign-in that it answers; None for an exchange, which has none.
    nonce: str | None


def issuer_in(token: str) -> str:
    """The issuer that a token names, not yet believed: for finding the provider that must prove it. TokenRefused."""
    try:
        return text_in(json_object(_parts(token)[1]), "iss")
    except TokenRefused:
        raise
    except Exception as error:  # noqa: BLE001 - as in `verified`
        raise TokenRefused(f"unexpected {type(error).__name__}") from None


async def verified(providers: Providers, token: str, expected: Expected, now: float) -> Identity:
    """Who this token speaks of. TokenRefused, whatever the token; NotReachedError when its provider's keys cannot be read."""
    try:
        return await _verified(providers, token, expected, now)
    except (TokenRefused, NotReachedError):
        raise
    except Exception as error:  # noqa: BLE001 - a hostile token must not find an exception nobody thought of
        # `from None`: a chained traceback could carry parts of the token into the log.
        raise TokenRefused(f"unexpected {type(error).__name__}") from None


async def _verified(providers: Providers, token: str, expected: Expected, now: float) -> Identity:
    header, payload = _parts(token)
    members = json_object(header)
    if not members.keys() <= _HARMLESS:
        refuse("header members")
    if str(members.get("typ", "JWT")).upper() != "JWT":
        refuse("typ")
    algorithm = text_in(members, "alg")
    if algorithm not in ALGORITHMS or algorithm not in (await providers.metadata(expected.issuer)).algorithms:
        refuse("alg")
    kid = text_in(members, "kid") if "kid" in members else None
    # Before any key is looked for: a token that could never be good costs its provider no question.
    claims = json_object(payload)
    identity = _identity(claims, expected, now)
    keys = await providers.keys(expected.issuer, kid=kid, algorithm=algorithm)
    if not any(_signed(token, key, algorithm) for key in keys):
        refuse("signature")
    return identity


def _signed(token: str, key: Any, algorithm: str) -> bool:  # noqa: ANN401 - jose's Key
    try:
        jws.verify(token, key, [algorithm])
    except JWSError:
        return False
    return True


def _parts(token: str) -> tuple[bytes, bytes]:
    """The header and the claims, each in its one spelling."""
    if len(token) > MAX_CHARACTERS:
        refuse("token too long")
    match = _COMPACT.fullmatch(token)
    if match is None:
        refuse("not three base64url segments")
    header, payload, _ = (segment(part) for part in match.groups())
    return header, payload


def _identity(claims: dict[str, Any], expected: Expected, now: float) -> Identity:
    if text_in(claims, "iss") != expected.issuer:
        refuse("iss")
    _check_audience(claims, expected.audiences)
    _check_times(claims, now)
    if expected.nonce is not None and not hmac.compare_digest(text_in(claims, "nonce").encode(), expected.nonce.encode()):
        refuse("nonce")
    return Identity(matching_in(claims, "sub", _SUBJECT), _second_factor(claims))


def _check_audience(claims: Mapping[str, Any], ours: frozenset[str]) -> None:
    """For us, and for nobody that the organisation did not name; and who asked for it is one of these too."""
    value = claims.get("aud")
    audiences = [value] if type(value) is str else value
    if type(audiences) is not list or not 0 < len(audiences) <= MOST_AUDIENCES:
        refuse("aud")
    if not all(type(one) is str and one in ours for one in audiences):
        refuse("aud")
    if len(audiences) > 1 and "azp" not in claims:
        refuse("azp")
    if "azp" in claims and (type(claims["azp"]) is not str or claims["azp"] not in ours):
        refuse("azp")


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    expires_at, issued_at = _seconds(claims, "exp"), _seconds(claims, "iat")
    if now >= expires_at + LEEWAY_SECONDS:
        refuse("expired")
    if issued_at > now + LEEWAY_SECONDS:
        refuse("from the future")
    if now - issued_at > OLDEST_SECONDS + LEEWAY_SECONDS:
        refuse("too old")
    if expires_at <= issued_at:
        refuse("lifetime")
    if "nbf" in claims and _seconds(claims, "nbf") > now + LEEWAY_SECONDS:
        refuse("not yet")


def _seconds(claims: Mapping[str, Any], name: str) -> float:
    """A NumericDate (RFC 7519 section 2), which may have a fraction."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < LAST_SECOND:
        refuse(name)
    return float(value)


def _second_factor(claims: Mapping[str, Any]) -> bool | None:
    """What `amr` (RFC 8176) and `acr` tell of a second factor. Silence on both leaves it to the organisation."""
    if "amr" not in claims and "acr" not in claims:
        return None
    methods = claims.get("amr")
    named = {one for one in methods if type(one) is str} if type(methods) is list else set()
    return bool(named & SECOND_FACTORS) or claims.get("acr") in SECOND_FACTOR_CLASSES
