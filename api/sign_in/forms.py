"""Reading what is sent from our pages: strictly, and only from a page of ours in the same browser.

Cross-site requests (RFC 9700 section 4.7.1, OWASP Cross-Site Request Forgery Prevention) are stopped twice: the browser must say
that the form came from our own origin, and the form must hold a token that is bound to a cookie of this browser.
"""

import hmac
import re
from typing import Final
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.requests import Request

from api.domain.access.keys import KeyRing
from api.domain.shared.errors import AwayError
from api.sign_in import cookies

MAX_BODY_BYTES: Final = 16 * 1024
MAX_FIELDS: Final = 32
MEDIA_TYPE: Final = "application/x-www-form-urlencoded"
TOKEN: Final = "csrf"  # noqa: S105 - the name of a field
LONGEST_BACK_TO: Final = 4_000
HOME: Final = "/account"

# Paths of our own, and printable: no scheme, no host, no fragment, no backslash, no control character.
_BACK_TO: Final = re.compile(r"/oauth/authorize\?[!-~]*|/account(?:/[a-z-]+)*(?:\?[!-~]*)?")


class FormRefused(Exception):
    """A form that is not taken. `says` tells people what to do and never repeats what was sent."""

    def __init__(self, status: int, title: str, says: str) -> None:
        super().__init__(title)
        self.status, self.title, self.says = status, title, says


async def read(request: Request) -> dict[str, str]:
    """The fields of a form, each at most once, without the token. FormRefused; AwayError while the service starts."""
    if request.scope["wellbeing.kernel"] is None:
        raise AwayError
    _must_be_ours(request)
    fields = _fields(await _body(request))
    if not _is_bound(request, fields.pop(TOKEN, "")):
        raise _elsewhere()
    return fields


def token_for(request: Request, secret: str) -> str:
    """What a form holds so that it is taken from a browser with this secret in a cookie, and from no other."""
    ring: KeyRing = request.scope["wellbeing.kernel"].ring
    key = hmac.digest(ring.cursor_key, b"forms", "sha256")
    return hmac.digest(key, secret.encode(), "sha256").hex()


def back_to(text: str | None) -> str:
    """Where to go on to after signing in: a path of ours, else one's own account."""
    if text is None or len(text) > LONGEST_BACK_TO or not _BACK_TO.fullmatch(text) or "\\" in text or "#" in text:
        return HOME
    return text


def with_back_to(path: str, to: str) -> str:
    """An address of ours that carries along where to go on to."""
    return f"{path}?back_to={quote(to, safe='')}"


def _must_be_ours(request: Request) -> None:
    """Sec-Fetch-Site is the browser's own word, and Origin is what older ones send. Whoever sends neither is no browser."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        ours = site == "same-origin"
    else:
        issuer = urlsplit(request.scope["wellbeing.kernel"].ring.issuer)
        ours = origin is not None and origin == f"{issuer.scheme}://{issuer.netloc}"
    if not ours:
        raise _elsewhere()


def _is_bound(request: Request, token: str) -> bool:
    """Either cookie: whoever signed in in another tab may still send what they had opened before."""
    secrets = (cookies.secret_in(request), cookies.page_secret_in(request))
    return any(hmac.compare_digest(token_for(request, s).encode(), token.encode()) for s in secrets if s is not None)


async def _body(request: Request) -> bytes:
    if request.headers.get("content-type", MEDIA_TYPE).partition(";")[0].strip().lower() != MEDIA_TYPE:
        raise _unreadable()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise FormRefused(413, "That was too long", "Go back and send less.")
    return bytes(body)


def _fields(body: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError:  # too many, or not UTF-8
        raise _unreadable() from None
    found = dict(pairs)
    if len(found) != len(pairs) or "\0" in "".join(part for pair in pairs for part in pair):
        raise _unreadable()
    return found


def _unreadable() -> FormRefused:
    return FormRefused(400, "This form could not be read", "Go back, open the page again and fill it in once more.")


def _elsewhere() -> FormRefused:
    says = (
        "It did not come from a page that you opened here in this browser, or that page is no longer good. "
        "Go back, open the page again and fill it in once more. Your browser must allow cookies for this site."
    )
    return FormRefused(403, "This form was not accepted", says)
