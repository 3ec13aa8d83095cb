"""What a provider says of itself, and its keys: read from where its issuer says, and kept for a while.

OpenID Connect Discovery 1.0 (the document names its own issuer, to the letter), RFC 7517 (JWK Set), RFC 8725 section 3.1 (a key
is for one algorithm). Kept ten minutes by each worker; a key that is not known makes us look again, at most once a minute, so
that a provider's new keys work at once and made-up ones cost nothing.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit

from jose import jwk
from jose.backends.base import Key
from jose.exceptions import JOSEError

from api.domain.access.providers.reaching import LOCAL_NAMES, NotReachedError, Reach
from api.domain.access.token_parts import TokenRefused, json_object

PATH: Final = "/.well-known/openid-configuration"
KEEP_SECONDS: Final = 600
# After a failure, so that a provider that is away is not asked by everybody who waits.
FAILED_SECONDS: Final = 10
KEYS_AGAIN_SECONDS: Final = 60
MOST_PROVIDERS: Final = 256
MOST_KEYS: Final = 64
LONGEST: Final = 2_000
# What python-jose checks with the cryptography library. None, and everything with a shared secret, is not even named.
ALGORITHMS: Final = {"RS256": "RSA", "ES256": "EC"}
LEAST_RSA_BITS: Final = 2048
MOST_RSA_BITS: Final = 8192  # more would only be slow
OK: Final = 200

Keys = dict[tuple[str | None, str], list[Key]]  # by the kid and algorithm that a token names


@dataclass(frozen=True, slots=True)
class Metadata:
    """What we use of a provider's discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    algorithms: frozenset[str]
    secret_in_body: bool
    says_pkce: bool
    sends_issuer: bool

    @property
    def origin(self) -> str:
        """Where its sign-in page is: what a page of ours must let its forms lead to."""
        split = urlsplit(self.authorization_endpoint)
        return f"{split.scheme}://{split.netloc}"


@dataclass(slots=True)
class _Known:
    """What is kept of one issuer."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    metadata: Metadata | None = None
    trouble: str = ""
    looked_at: float = 0.0
    keys: Keys = field(default_factory=dict)
    keys_of: str = ""
    keys_at: float = 0.0
    keys_tried_at: float = float("-inf")


class Providers:
    """The providers that this worker knows."""

    def __init__(self, reach: Reach, *, clock: Callable[[], float] = monotonic) -> None:
        self.reach = reach
        self._clock = clock
        self._known: OrderedDict[str, _Known] = OrderedDict()

    async def metadata(self, issuer: str, *, anew: bool = False) -> Metadata:
        """What a provider says of itself; `anew` whatever is kept. NotReachedError."""
        known = self._of(issuer)
        async with known.lock:
            age = self._clock() - known.looked_at
            if not anew and known.metadata is not None and age < KEEP_SECONDS:
                return known.metadata
            if not anew and known.trouble and age < FAILED_SECONDS:
                raise NotReachedError(known.trouble)
            known.looked_at = self._clock()
            try:
                known.metadata, known.trouble = await self._fetch_metadata(issuer), ""
            except NotReachedError as error:
                known.metadata, known.trouble = None, error.says
                raise
            return known.metadata

    async def keys(self, issuer: str, *, kid: str | None = None, algorithm: str = "", anew: bool = False) -> list[Key]:
        """The keys that a token with this header can be of: none, or one, or (without a kid) those it may be. NotReachedError.

        Each is pinned to its algorithm. Without kid and algorithm: all of them.
        """
        metadata = await self.metadata(issuer)
        known = self._of(issuer)
        async with known.lock:
            now = self._clock()
            stale = anew or known.keys_of != metadata.jwks_uri or now - known.keys_at >= KEEP_SECONDS
            unknown = bool(algorithm) and not _found(known.keys, kid, algorithm)
            if anew or ((stale or unknown) and now - known.keys_tried_at >= (FAILED_SECONDS if stale else KEYS_AGAIN_SECONDS)):
                known.keys_tried_at = now
                known.keys = await self._fetch_keys(metadata.jwks_uri)
                known.keys_of, known.keys_at = metadata.jwks_uri, now
            elif stale:
                raise NotReachedError("Its keys could not be read a moment ago.")
            return _found(known.keys, kid, algorithm) if algorithm else [key for keys in known.keys.values() for key in keys]

    async def _fetch_metadata(self, issuer: str) -> Metadata:
        answer = await self.reach.fetch(issuer.rstrip("/") + PATH)
        if answer.status != OK:
            raise NotReachedError(f"{PATH} answers {answer.status}. Is this the issuer, to the letter?")
        return _metadata(_json(answer.body), issuer)

    async def _fetch_keys(self, url: str) -> Keys:
        answer = await self.reach.fetch(url)
        if answer.status != OK:
            raise NotReachedError(f"Its keys (jwks_uri) answer {answer.status}.")
        listed = _json(answer.body).get("keys")
        if type(listed) is not list or len(listed) > MOST_KEYS:
            raise NotReachedError(f"Its keys (jwks_uri) are no JWK Set of at most {MOST_KEYS} keys.")
        return _keys(listed)

    def _of(self, issuer: str) -> _Known:
        known = self._known.setdefault(issuer, _Known())
        self._known.move_to_end(issuer)
        while len(self._known) > MOST_PROVIDERS:
            self._known.popitem(last=False)
        return known


def _found(keys: Keys, kid: str | None, algorithm: str) -> list[Key]:
    """By kid; a token without one can only be of a set with one such key (OpenID Connect Core 1.0 section 10.1)."""
    if kid is not None:
        return keys.get((kid, algorithm), [])
    fitting = [key for (_, of), found in keys.items() if of == algorithm for key in found]
    return fitting if len(fitting) == 1 else []


def _json(body: bytes) -> dict[str, Any]:
    try:
        return json_object(body)
    except (TokenRefused, ValueError, RecursionError):
        raise NotReachedError("It does not answer one JSON object.") from None


def _metadata(said: Mapping[str, Any], issuer: str) -> Metadata:
    """Read the document strictly. The issuer that it names is the one we asked for, to the letter, or it is somebody else's."""
    if said.get("issuer") != issuer:
        raise NotReachedError(
            "It calls itself by another issuer. Register the issuer exactly as its discovery document writes it,"
            " with or without a slash at the end."
        )
    algorithms = _words(said, "id_token_signing_alg_values_supported", ("RS256",))
    usable = frozenset(ALGORITHMS).intersection(algorithms)
    if not usable:
        raise NotReachedError(f"It signs id tokens with nothing that is accepted here: {', '.join(ALGORITHMS)}.")
    if "code" not in _words(said, "response_types_supported", ("code",)):
        raise NotReachedError("It does not offer the authorization code flow (response type code).")
    methods = _words(said, "token_endpoint_auth_methods_supported", ("client_secret_basic",))
    return Metadata(
        issuer=issuer,
        authorization_endpoint=_address(said, "authorization_endpoint", issuer),
        token_endpoint=_address(said, "token_endpoint", issuer),
        jwks_uri=_address(said, "jwks_uri", issuer),
        algorithms=usable,
        secret_in_body="client_secret_basic" not in methods and "client_secret_post" in methods,
        says_pkce="S256" in _words(said, "code_challenge_methods_supported", ()),
        sends_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _words(said: Mapping[str, Any], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = said.get(name)
    return tuple(word for word in value if type(word) is str) if type(value) is list else default


def _address(said: Mapping[str, Any], name: str, issuer: str) -> str:
    """An address of the document: https, or http where the issuer itself is on this machine."""
    value = said.get(name)
    if type(value) is not str or len(value) > LONGEST or not value.isascii() or not value.isprintable() or " " in value:
        raise NotReachedError(f"Its discovery document has no {name}.")
    try:
        split = urlsplit(value)
        local = split.scheme == "http" and split.hostname in LOCAL_NAMES and issuer.startswith("http:")
        good = (split.scheme == "https" or local) and bool(split.hostname) and split.username is None and not split.fragment
        good = good and (split.port is None or split.port > 0) and not set(value) & set("\"'<>\\;,")
    except ValueError:
        good = False
    if not good:
        raise NotReachedError(f"The {name} of its discovery document is no https address.")
    return value


def _keys(listed: list[Any]) -> Keys:
    """Every key that can check a signature of ours to accept. What is for something else, or weak, is as if it were not there."""
    found: Keys = {}
    for one in listed:
        for algorithm in ALGORITHMS:
            if type(one) is dict and _is_for(one, algorithm) and (key := _key(one, algorithm)) is not None:
                found.setdefault((one.get("kid"), algorithm), []).append(key)
    return found


def _is_for(one: Mapping[str, Any], algorithm: str) -> bool:
    """Whether a key says that it checks signatures of this algorithm. A private key among public ones is no key at all."""
    if one.get("kty") != ALGORITHMS[algorithm] or one.get("alg", algorithm) != algorithm or one.get("use", "sig") != "sig":
        return False
    operations, kid = one.get("key_ops", ["verify"]), one.get("kid")
    return type(operations) is list and "verify" in operations and (kid is None or type(kid) is str) and "d" not in one


def _key(one: Mapping[str, Any], algorithm: str) -> Key | None:
    """A Key object, which holds python-jose to this algorithm whatever a token's header says."""
    members = ("kty", "n", "e") if algorithm == "RS256" else ("kty", "crv", "x", "y")
    public = {name: one.get(name) for name in members}
    if not all(type(value) is str and len(value) <= LONGEST for value in public.values()):
        return None
    if algorithm == "ES256" and public["crv"] != "P-256":
        return None
    try:
        key = jwk.construct(public, algorithm)
        bits = key.prepared_key.key_size  # type: ignore[attr-defined]  # both kinds have it
    except (JOSEError, ValueError, TypeError, AttributeError):
        return None
    return key if algorithm == "ES256" or LEAST_RSA_BITS <= bits <= MOST_RSA_BITS else None
