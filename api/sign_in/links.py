"""The page of a one-time link: whoever holds the link chooses their own password, once.

The link is a secret in an address: it is in no log of ours (the edge logs the route, never the path), no page that follows is
told it, and no other site ever is. To open the page uses nothing up.
"""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import links
from api.domain.access.links import Link, LinkGone
from api.domain.access.passwords import PasswordRefused
from api.domain.access.providers.known import Button, buttons
from api.domain.access.sign_in_models import LinkKind
from api.settings import Settings
from api.sign_in import cookies, forms
from api.sign_in.asking import desk_of, device
from api.sign_in.rendering import Handler, page, see, served
from api.storage.writing import at_the_desk

# Only our own host, also to our own style sheet: the path is the secret.
REFERRER: Final = "strict-origin"
TYPE_IT: Final = "Type a password in."
NOT_THE_SAME: Final = "This is not the same as the password above."


def routes(_: Settings) -> list[Route]:
    """The page of a one-time link."""
    place = f"{links.PLACE}{{token}}"
    return [
        Route(place, _quiet(served(_show)), methods=["GET"], name="show_link"),
        Route(place, _quiet(served(_take_up)), methods=["POST"], name="take_up_link"),
    ]


def _quiet(handler: Handler) -> Handler:
    """Nothing that the page leads to is told its path; no search engine keeps it."""

    async def handle(request: Request) -> Response:
        response = await handler(request)
        response.headers["referrer-policy"] = REFERRER
        response.headers["x-robots-tag"] = "noindex"
        return response

    return handle


async def _show(request: Request) -> Response:
    try:
        return _form(request, *await _link(request))
    except LinkGone:
        return _gone(request)


async def _take_up(request: Request) -> Response:
    fields = await forms.read(request)
    password, again = fields.get("password", ""), fields.get("again", "")
    try:
        link, providers = await _link(request)
        if not password:
            return _form(request, link, providers, {"password": TYPE_IT})
        if password != again:
            return _form(request, link, providers, {"again": NOT_THE_SAME})
        try:
            secret = await links.take_up(
                desk_of(request),
                request.path_params["token"],
                password,
                instead_of=cookies.secret_in(request),
                device=device(request),
            )
        except PasswordRefused as refused:
            return _form(request, link, providers, {"password": refused.says})
    except LinkGone:
        return _gone(request)
    return cookies.with_cookie(see(forms.HOME), request, secret)


async def _link(request: Request) -> tuple[Link, list[Button]]:
    """The link, and where whoever is invited may prove themselves instead of choosing a password."""
    desk = desk_of(request)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        link = await links.standing(work, request.path_params["token"])
        return link, await buttons(work, link.organisation) if link.kind == LinkKind.invitation else []


def _form(request: Request, link: Link, providers: list[Button], errors: dict[str, str] | None = None) -> Response:
    return page(
        request, "link.html", 422 if errors else 200, link=link, errors=errors or {}, providers=providers, home=forms.HOME,
        token=request.path_params["token"],
    )  # fmt: skip


def _gone(request: Request) -> Response:
    """Used, too old, withdrawn or never there: one page."""
    return page(request, "link_gone.html", 410, mails=request.scope["wellbeing.kernel"].mails)
