"""Signing in at one's organisation's own provider: the way out, and the way back.

Other pages offer it with the macro of `templates/provider_buttons.html` and what `known.buttons` found. The way out is a page
that sends the browser on by itself (and has a link, for browsers that do not), not a redirect: browsers apply `form-action` to
where a form's answer redirects, and so every page with such a button would have to ask each provider for its address first.
"""

from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access.links import LONGEST_TOKEN
from api.domain.access.providers import code_flow
from api.domain.access.providers.code_flow import Came, NotLetInError, Why
from api.domain.access.providers.known import button
from api.settings import Settings
from api.sign_in import cookies, forms
from api.sign_in.asking import desk_of, device
from api.sign_in.rendering import page, see, served
from api.storage.writing import at_the_desk

# What became of it, in people's words: status, title, what to do. {name} is the provider's.
WORDS: Final[dict[Why, tuple[int, str, str]]] = {
    Why.state: (
        403,
        "Please begin again",
        "This way back was used already, took longer than ten minutes, or began in another browser. Nothing was changed.",
    ),
    Why.away: (
        503,
        "{name} does not answer",
        "Its sign-in cannot be reached at the moment, or is not set up as it should be. Wait a little, then try again.",
    ),
    Why.declined: (403, "{name} did not sign you in", "Nothing was changed. You can try again, or sign in another way."),
    Why.answer: (
        403,
        "We could not be sure that it is you",
        "What came back from {name} was not as it must be, so nobody was signed in. Try again, or tell your manager.",
    ),
    Why.unknown: (
        403,
        "{name} knows you, and we do not yet",
        "Nobody here is joined to your sign-in there. Ask your manager to do that, or to send you an invitation.",
    ),
    Why.closed: (403, "This account cannot sign in", "It is closed, or holds no role any more. Ask your manager."),
    Why.link: (
        403,
        "This link is not good any more",
        "It was used, ran out or was withdrawn, or your sign-in at {name} is joined to somebody already. Ask your manager.",
    ),
}


def routes(_: Settings) -> list[Route]:
    """The pages."""
    return [
        Route("/sign-in/provider/callback", served(_come_back), methods=["GET"], name="provider_callback"),
        Route("/sign-in/provider/{provider_id:uuid}", served(_ask), methods=["GET"], name="provider"),
        Route("/sign-in/provider/{provider_id:uuid}", served(_go_out), methods=["POST"], name="provider_out"),
    ]


async def _ask(request: Request) -> Response:
    """A page with the one button: an organisation's own pages can link to it."""
    desk = desk_of(request)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        found = await button(work, request.path_params["provider_id"])
    back_to = forms.back_to(request.query_params.get("back_to"))
    if found is None:
        return _not_let_in(request, NotLetInError(Why.state))
    return page(request, "provider.html", provider=found, back_to=back_to)


async def _go_out(request: Request) -> Response:
    fields = await forms.read(request)
    desk = desk_of(request)
    provider: UUID = request.path_params["provider_id"]
    back_to = forms.back_to(request.query_params.get("back_to") or fields.get("back_to"))
    link = fields.get("link") or None
    browser = cookies.page_secret_in(request) or cookies.secret_in(request)
    if browser is None or (link is not None and len(link) > LONGEST_TOKEN):
        return _not_let_in(request, NotLetInError(Why.state))
    try:
        providers = request.scope["wellbeing.kernel"].providers
        name, address = await code_flow.go_out(desk, providers, provider, browser=browser, back_to=back_to, link=link)
    except NotLetInError as refused:
        return _not_let_in(request, refused)
    response = page(request, "provider_out.html", provider=name, address=address)
    response.headers["refresh"] = f"0; url={address}"
    return response


async def _come_back(request: Request) -> Response:
    desk = desk_of(request)
    sent = {name: request.query_params.getlist(name) for name in ("state", "code", "iss", "error")}
    one = {name: values[0] if len(values) == 1 else None for name, values in sent.items()}
    # A parameter twice is a trick (RFC 6749 section 3.1): then there is no state, and nothing to come back to.
    state = None if any(len(values) > 1 for values in sent.values()) else one["state"]
    secret = cookies.secret_in(request)
    try:
        let_in = await code_flow.come_back(
            desk,
            request.scope["wellbeing.kernel"].providers,
            Came(state, one["code"], one["iss"], one["error"]),
            in_browser=[known for known in (cookies.page_secret_in(request), secret) if known is not None],
            instead_of=secret,
            device=device(request),
        )
    except NotLetInError as refused:
        return _not_let_in(request, refused)
    # The next step, if one is due, is the business of the page that they go on to.
    return cookies.with_cookie(see(let_in.back_to), request, let_in.secret)


def _not_let_in(request: Request, refused: NotLetInError) -> Response:
    status, title, says = WORDS[refused.why]
    name = refused.name or "Your organisation"
    again = forms.with_back_to("/sign-in", refused.back_to or forms.HOME)
    response = page(
        request, "provider_told.html", status, title=title.format(name=name), says=says.format(name=name), again=again
    )
    if refused.why is Why.away:
        response.headers["retry-after"] = "10"
    return response
