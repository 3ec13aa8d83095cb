"""Making the pages: templates, the headers that keep them safe, and the style sheet.

No script runs and nothing is loaded from elsewhere (Content Security Policy level 3). No other site can frame them
(RFC 9700 section 4.16), nothing is kept by caches, and no address of ours is told to others.
"""

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api.domain.access.secrets import new_secret
from api.domain.shared.errors import AwayError, TooManyError
from api.settings import Settings
from api.sign_in import cookies
from api.sign_in.forms import TOKEN, FormRefused, token_for

if TYPE_CHECKING:
    from jinja2 import Environment

HERE: Final = Path(__file__).parent
STYLE: Final = "sign-in.css"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'{also}; base-uri 'none'; frame-ancestors 'none'"
)
# Not `no-referrer`: with it browsers send `Origin: null` with our own forms.
HEADERS: Final = {
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
}
_SOURCE: Final = re.compile(r"https?://[A-Za-z0-9.\-]+(:[0-9]+)?|https?://\[[0-9A-Fa-f:.]+\](:[0-9]+)?|[a-z][a-z0-9+.\-]*:")

Handler = Callable[[Request], Awaitable[Response]]


def routes(_: Settings) -> list[Route]:
    """The style sheet."""
    return [Route("/sign-in/assets/{name}", _asset, methods=["GET"], name="sign_in_asset")]


def page(
    request: Request,
    name: str,
    status: int = 200,
    *,
    form_action_also: str | None = None,
    **values: Any,  # noqa: ANN401 - whatever the template shows
) -> Response:
    """Answer a page. Its forms are bound to this browser, which gets a cookie for that if it has none.

    `form_action_also`: an origin that a form's answer redirects to; browsers apply the policy to that too.
    """
    forms = _Forms(request)
    body = _environment().get_template(name).render({"errors": {}} | values, csrf_field=forms.field)
    response = HTMLResponse(body, status, headers={**HEADERS, "content-security-policy": _policy(form_action_also)})
    if forms.begun is not None:
        cookies.write(response, request, cookies.PAGE, forms.begun)
    return response


def told(
    request: Request,
    status: int,
    title: str,
    *says: str,
    link: tuple[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Answer a page of words alone: what happened and what to do. `link`: a path of ours and the words to press."""
    response = page(request, "told.html", status, title=title, says=says, link=link)
    response.headers.update(headers or {})
    return response


def see(path: str) -> Response:
    """Send the browser on to a path of ours, with a GET (RFC 9110 section 15.4.4)."""
    return Response(None, 303, {**HEADERS, "location": path})


def served(handler: Handler) -> Handler:
    """Put what is refused, or is away, on a page."""

    @wraps(handler)
    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except FormRefused as refused:
            return told(request, refused.status, refused.title, refused.says)
        except TooManyError as refused:
            says = f"Wait {_minutes(refused.retry_after)}, then try again."
            return told(request, 429, "Too many tries", says, headers={"retry-after": str(refused.retry_after)})
        except AwayError as away:
            says = "We cannot reach our records at the moment. Nothing was changed. Wait a moment, then try again."
            return told(request, 503, "Please try again", says, headers={"retry-after": str(away.retry_after)})
        except ClientDisconnect:  # nobody is there to read it
            return Response(None, 400)

    return handle


class _Forms:
    """The forms of one page: the token is made when the first of them asks for it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.begun: str | None = None

    def field(self) -> Any:  # noqa: ANN401 - markup
        """The hidden field of a form."""
        from markupsafe import Markup  # noqa: PLC0415 - with jinja2, at the first page

        secret = cookies.secret_in(self.request) or cookies.page_secret_in(self.request) or self.begun
        if secret is None:
            secret = self.begun = new_secret()[0]
        return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN, token_for(self.request, secret))


@cache
def _environment() -> "Environment":
    """Made at the first page: a worker that serves none need not hold it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - see above

    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals["style"] = f"/sign-in/assets/{STYLE}?v={_style()[1]}"
    return made


def _policy(also: str | None) -> str:
    if also is None:
        return POLICY.format(also="")
    if not _SOURCE.fullmatch(also):  # a defect: redirect URIs are checked when they are registered
        raise ValueError
    return POLICY.format(also=f" {also}")


@cache
def _style() -> tuple[bytes, str]:
    body = (HERE / "assets" / STYLE).read_bytes()
    return body, hashlib.sha256(body).hexdigest()[:16]


async def _asset(request: Request) -> Response:
    if request.path_params["name"] != STYLE:
        raise HTTPException(404)
    body, digest = _style()
    # The pages name it with its digest: a new version has a new address.
    fresh = request.query_params.get("v") == digest
    kept = "public, max-age=31536000, immutable" if fresh else "public, max-age=300"
    return Response(body, 200, {"cache-control": kept, "etag": f'"{digest}"'}, "text/css")


def _minutes(seconds: int) -> str:
    return "a minute" if seconds <= 60 else f"{-(-seconds // 60)} minutes"  # noqa: PLR2004 - a minute
