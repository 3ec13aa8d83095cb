"""What every operation shares in the contract: statuses, headers, parameters, the sign-in scheme and the common words."""

from collections.abc import Mapping
from typing import Any

from api.http.conditions import TAGS

Json = dict[str, Any]

PROBLEM_MEDIA = "application/problem+json"
LINE = r"^[^\x00-\x1f\x7f]+$"  # one line of text: no control characters
VISIBLE = r"^[\x20-\x7e]+$"  # what a header may hold

ERRORS = {
    400: "Unreadable JSON, or a cursor that is not one of ours.",
    401: "No token, or one that is not good (any more).",
    403: "The token's role or scope does not allow this, whatever the record.",
    404: "Not there, or not yours to see.",
    406: "We cannot answer in the media type that `Accept` asks for.",
    409: "In conflict with a rule or another record; or a request with the same Idempotency-Key is still running.",
    410: "Gone for good.",
    412: "Changed since you read it: read again, then decide.",
    413: "The body is too large.",
    415: "We cannot read that media type.",
    422: "Understood but not valid; `errors` points at each field.",
    428: "Send the ETag that you last read as `If-Match`.",
    429: "Too many requests: wait as long as `Retry-After` says.",
    431: "The headers are too large.",
    500: "Our fault; quote the Request-Id.",
    503: "The database is away, or the service is starting or stopping: try again after `Retry-After`.",
}
ALWAYS = frozenset({401, 403, 406, 422, 429, 431, 500, 503})


def _text(description: str, pattern: str = VISIBLE, limit: int = 200, **more: Any) -> Json:  # noqa: ANN401 -- JSON
    return {
        "description": description,
        "schema": {"type": "string", "minLength": 1, "maxLength": limit, "pattern": pattern, **more},
    }


_SECONDS = {"type": "integer", "format": "int32", "minimum": 0, "maximum": 86400}

HEADERS: Json = {
    "Accept-Patch": _text("On PATCH: the media type that we do read.", examples=["application/merge-patch+json"]),
    "Access-Control-Allow-Origin": _text("The caller's origin, where this client may call from a browser."),
    "ETag": _text("The version of this representation; send it back as If-Match or If-None-Match.", examples=['"3"']),
    "Idempotency-Replayed": {
        "description": "`true` when this is the kept answer to an earlier request.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "Link": _text(
        'The next page, as `<url>; rel="next"`, absent on the last; where figures are given, what they are: `rel="describedby"`.',
        limit=2000,
    ),
    "Location": _text("Where it now lives.", limit=500),
    "RateLimit": _text("What is left of the quota and the seconds until it is full again.", examples=['"default";r=40;t=12']),
    "RateLimit-Policy": _text("The quota and its window in seconds.", examples=['"default";q=100;w=60']),
    "Request-Id": {
        "description": "Names this request in our logs and in a problem's `instance`.",
        "schema": {"type": "string", "format": "uuid", "maxLength": 36},
    },
    "Retry-After": {"description": "Seconds to wait before asking again.", "schema": _SECONDS},
    "WWW-Authenticate": _text("How to sign in, and what was wrong with the token.", limit=500),
}

_IF_MATCH = _text("The ETag that you last read.", pattern=TAGS, examples=['"3"'])

# By the name in components.parameters; If-Match is optional only where PUT may create.
PARAMETERS: Json = {
    "Idempotency-Key": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        **_text(
            "A new UUID for each thing that is to happen once; the same key and body get the first answer again for 30 days.",
            pattern=r"^[\x21-\x7e]+$",
            limit=255,
        ),
    },
    "If-Match": {"name": "If-Match", "in": "header", "required": True, **_IF_MATCH},
    "If-Match-Optional": {
        "name": "If-Match",
        "in": "header",
        "required": False,
        **_IF_MATCH,
        "description": "The ETag that you last read. Needed to replace what is there, left out to create.",
    },
    "If-None-Match": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        **_text("The ETag that you have; 304 when it is current.", pattern=TAGS, examples=['"3"']),
    },
}

CONVENTIONS = """\
## What holds everywhere

- **Request-Id**: every answer carries one; you may send your own, a UUID. Quote it when you ask for help.
- **Errors** are `application/problem+json` (RFC 9457). Switch on `type`; it is also the address of a page on what to do.
- **Versions**: each record has an `ETag`. `PATCH`, `DELETE` and a `PUT` over something there need it as `If-Match`.
- **Once only**: send an `Idempotency-Key` with each `POST`, and the same request may be sent again after a lost answer.
- **Lists** are read page by page: follow `next` (or the `Link` header) until it is null. Never make a cursor up.
- **Limits**: `RateLimit` and `RateLimit-Policy` say what is left; after 429 or 503 wait for `Retry-After` seconds.
- **New members** may appear in answers at any time: ignore what you do not know. Unknown members in a request are refused."""


def security_scheme(scopes: Mapping[str, str]) -> Json:
    """Return the OAuth 2 scheme."""
    token = {"tokenUrl": "/oauth/token", "refreshUrl": "/oauth/token", "scopes": dict(scopes)}
    flows: Json = {
        "authorizationCode": {"authorizationUrl": "/oauth/authorize", **token},
        "clientCredentials": token,
        "password": token,
    }
    words = (
        "OAuth 2. People sign in on our pages: front ends use the authorization code with PKCE (S256) and handle no password. "
        "Machines use client credentials. The password flow is for our own front ends and for sandboxes. "
        "The access token is a JWT as in RFC 9068, used as RFC8725 advises; it lives 15 minutes. "
        "A scope narrows a role and never widens it."
    )
    return {"type": "oauth2", "description": words, "flows": flows}
