"""OAuth 2: tokens, their end, what stands behind one, and where a client finds all that.

RFC 6749 (grants and their errors), RFC 7009 (revocation), RFC 7662 (introspection), RFC 7517 (keys), RFC 8414 (metadata). Not in
the OpenAPI document beyond its security scheme, and not problem details: OAuth 2 has its own shape for errors, which its clients
know. Nothing here is logged but that a spent refresh token came back; no answer repeats what was sent.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import authorizing, client_sign_in, refreshing, sign_in, signing_out
from api.domain.access.desk import Desk, GrantRefused, Refusal, Tokens
from api.domain.access.devices import device_of
from api.domain.access.keys import OVERLAP_SECONDS, KeyRing
from api.domain.access.providers import exchange
from api.domain.access.roles import SCOPES
from api.domain.access.tokens import NoScopeLeft
from api.domain.shared.errors import AwayError, TooManyError
from api.routers import oauth_form
from api.routers.oauth_form import Form, TooLarge

JSON: Final = "application/json"
# RFC 6749 section 5.1 asks for both.
NO_STORE: Final = {"cache-control": "no-store", "pragma": "no-cache"}
BASIC: Final = {"www-authenticate": 'Basic realm="wellbeing", charset="UTF-8"'}
# Half the time that a key is published before it signs: whoever keeps the set that long has a key before its first token.
KEEP_KEYS: Final = {"cache-control": f"public, max-age={OVERLAP_SECONDS // 2}"}
GRANTS: Final = (authorizing.GRANT, "password", "refresh_token", client_sign_in.GRANT, exchange.GRANT)
SECRET_METHODS: Final = ("client_secret_basic", "client_secret_post")

Answer = Callable[[Desk, Form, Request], Awaitable[Response]]


def _endpoint(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Open the desk, read the form, and put what is refused in RFC 6749's words."""

    async def handle(request: Request) -> Response:
        try:
            desk = _desk(request)
            return await answer(desk, await oauth_form.read(request), request)
        except (GrantRefused, NoScopeLeft, TooLarge, TooManyError, AwayError) as refused:
            return _refusal(refused)
        except ClientDisconnect:  # nobody is there to read it
            return _error(400, Refusal.invalid_request, "The request broke off.")

    return handle


def _refusal(refused: Exception) -> Response:
    """RFC 6749 section 5.2; the two that it has no word for here borrow one from section 4.1.2.1."""
    match refused:
        case GrantRefused(error=Refusal.invalid_client):
            return _error(401, refused.error, refused.says, BASIC)
        case GrantRefused():
            return _error(400, refused.error, refused.says)
        case NoScopeLeft():
            return _error(400, Refusal.invalid_scope, refused.says)
        case TooLarge():
            return _error(413, Refusal.invalid_request, f"Send at most {oauth_form.MAX_BODY_BYTES} bytes.")
        case TooManyError():
            says = "Too many sign-ins for this name or from this address. Wait as long as Retry-After says."
            return _error(429, "temporarily_unavailable", says, {"retry-after": str(refused.retry_after)})
        case _:
            says = "The database is away or too busy. Send it again after Retry-After seconds."
            return _error(503, "temporarily_unavailable", says, {"retry-after": str(AwayError.retry_after)})


def _desk(request: Request) -> Desk:
    kernel = request.scope["wellbeing.kernel"]
    if kernel is None:  # still starting
        raise AwayError
    kernel.ring.reload_if_changed()
    address = (request.scope.get("client") or ("", 0))[0]
    kernel.rates.count(uuid5(NAMESPACE_URL, address), {})  # tokens are not minted without bound, however good the credential
    return Desk(kernel.pool, kernel.ring, asyncio.get_running_loop().time() + kernel.request_seconds)


async def _token(desk: Desk, form: Form, request: Request) -> Response:
    """The token endpoint, RFC 6749 section 3.2."""
    match form.need("grant_type"):
        case "password":
            tokens = await sign_in.sign_in(
                desk,
                form.need("username"),
                form.need("password"),
                role=form.get("role"),
                scope=form.get("scope"),
                client_id=_public(form),
                address=(request.scope.get("client") or ("", 0))[0],
                device=device_of(request.headers.get("user-agent")),
            )
        case "refresh_token":
            tokens = await refreshing.refresh(
                desk, form.need("refresh_token"), form.client, role=form.get("role"), scope=form.get("scope")
            )
        case authorizing.GRANT:
            tokens = await authorizing.redeem(
                desk,
                form.client,
                code=form.need("code"),
                verifier=form.need("code_verifier"),
                redirect_uri=form.need("redirect_uri"),
            )
        case exchange.GRANT:
            tokens = await exchange.exchange(
                desk,
                request.scope["wellbeing.kernel"].providers,
                form.client,
                subject_token=form.need("subject_token"),
                subject_token_type=form.need("subject_token_type"),
                requested_token_type=form.get("requested_token_type"),
                role=form.get("role"),
                scope=form.get("scope"),
                device=device_of(request.headers.get("user-agent")),
            )
            return _json(_told(tokens) | {"issued_token_type": exchange.ACCESS_TOKEN}, 200, NO_STORE)
        case client_sign_in.GRANT:
            tokens = await client_sign_in.sign_in_client(desk, form.client, role=form.get("role"), scope=form.get("scope"))
        case _:
            raise GrantRefused(Refusal.unsupported_grant_type, f"Use one of: {', '.join(GRANTS)}.")
    return _json(_told(tokens), 200, NO_STORE)


def _public(form: Form) -> str | None:
    """The name of a public client, which has no secret (RFC 6749 section 2.1); absent stands for our own front ends."""
    if form.client.secret is not None:
        raise GrantRefused(Refusal.invalid_client, "This grant is for first-party front ends, which have no secret.")
    return form.client.client_id


def _told(tokens: Tokens) -> dict[str, Any]:
    """RFC 6749 section 5.1, and the role, which whoever has several wants to see."""
    told = {"access_token": tokens.access_token, "token_type": "Bearer", "expires_in": tokens.expires_in}
    if tokens.refresh_token is not None:
        told["refresh_token"] = tokens.refresh_token
    return told | {"scope": " ".join(sorted(tokens.scopes)), "role": tokens.role}


async def _revoke(desk: Desk, form: Form, _: Request) -> Response:
    """RFC 7009."""
    await signing_out.revoke(desk, form.need("token"), form.client)
    return Response(None, 200, NO_STORE)


async def _introspect(desk: Desk, form: Form, _: Request) -> Response:
    """RFC 7662."""
    return _json(await signing_out.introspect(desk, form.need("token"), form.client), 200, NO_STORE)


async def _keys(request: Request) -> Response:
    """RFC 7517 section 5."""
    return _published(request, lambda ring: ring.jwks())


async def _metadata(request: Request) -> Response:
    """RFC 8414."""
    return _published(request, lambda ring: metadata(ring.issuer))


def _published(request: Request, made: Callable[[KeyRing], Mapping[str, Any]]) -> Response:
    try:
        return _json(made(_desk(request).ring), 200, KEEP_KEYS)
    except AwayError as away:
        return _refusal(away)


def metadata(issuer: str) -> dict[str, Any]:
    """What a client needs to know of this server, RFC 8414 section 2."""
    base = issuer.rstrip("/")
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{base}/oauth/authorize",
        "token_endpoint": f"{base}/oauth/token",
        "token_endpoint_auth_methods_supported": ["none", *SECRET_METHODS],
        "revocation_endpoint": f"{base}/oauth/revoke",
        "revocation_endpoint_auth_methods_supported": ["none", *SECRET_METHODS],
        "introspection_endpoint": f"{base}/oauth/introspect",
        "introspection_endpoint_auth_methods_supported": list(SECRET_METHODS),
        "jwks_uri": f"{base}/.well-known/jwks.json",
        "grant_types_supported": list(GRANTS),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "code_challenge_methods_supported": [authorizing.METHOD],  # RFC 7636 section 6.2
        "authorization_response_iss_parameter_supported": True,  # RFC 9207 section 3
        "scopes_supported": sorted(SCOPES),
        "service_documentation": f"{base}/docs",
    }


def _error(status: int, error: str, says: str, headers: Mapping[str, str] | None = None) -> Response:
    return _json({"error": error, "error_description": says}, status, {**NO_STORE, **(headers or {})})


def _json(body: Mapping[str, Any], status: int, headers: Mapping[str, str]) -> Response:
    return Response(orjson.dumps(body), status, headers, JSON)


ROUTES: Final = [
    Route("/oauth/token", _endpoint(_token), methods=["POST"], name="token"),
    Route("/oauth/revoke", _endpoint(_revoke), methods=["POST"], name="revoke"),
    Route("/oauth/introspect", _endpoint(_introspect), methods=["POST"], name="introspect"),
    Route("/.well-known/jwks.json", _keys, methods=["GET"], name="jwks"),
    Route("/.well-known/oauth-authorization-server", _metadata, methods=["GET"], name="oauth_metadata"),
]
