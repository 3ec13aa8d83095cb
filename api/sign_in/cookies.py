"""The cookies of the pages: whose browser it is, and before anybody is signed in, which browser.

RFC 6265bis section 4.1.3.2 (`__Host-`: only this host can set it, over https, for every path). On plain http, which is for
trying the service on one's own machine, the names have no prefix because browsers would refuse them there.
"""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

# What `secrets.new_secret` makes; anything else was not made by us.
_OURS: Final = re.compile(r"[A-Za-z0-9_-]{43}")
SIGN_IN: Final = "sign-in"
PAGE: Final = "page"


def secret_in(request: Request) -> str | None:
    """The secret of the browser's sign-in, or None."""
    return read(request, SIGN_IN)


def page_secret_in(request: Request) -> str | None:
    """The secret of a browser in which nobody need be signed in: what its forms are bound to."""
    return read(request, PAGE)


def with_cookie(response: Response, request: Request, secret: str) -> Response:
    """The response, with the browser's new sign-in. It ends with the browser; the desk ends it earlier."""
    write(response, request, SIGN_IN, secret)
    return response


def without_cookie(response: Response, request: Request) -> Response:
    """The response, telling the browser to forget its sign-in."""
    write(response, request, SIGN_IN, "", seconds=0)
    return response


def read(request: Request, name: str, form: re.Pattern[str] = _OURS) -> str | None:
    """A cookie of ours if it looks like one."""
    value = request.cookies.get(_named(request, name))
    return value if value and form.fullmatch(value) else None


def write(response: Response, request: Request, name: str, value: str, *, seconds: int | None = None) -> None:
    """Set a cookie. Lax, not Strict: people come from a front end's own site and must be known when they arrive."""
    response.set_cookie(
        _named(request, name), value, max_age=seconds, path="/", secure=_is_https(request), httponly=True, samesite="lax"
    )


def _named(request: Request, name: str) -> str:
    return f"__Host-{name}" if _is_https(request) else name


def _is_https(request: Request) -> bool:
    """By the issuer, which is how callers name the service: a proxy speaks plain http to us."""
    kernel = request.scope["wellbeing.kernel"]
    return kernel is None or kernel.ring.issuer.startswith("https:")
