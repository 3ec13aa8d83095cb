"""The pages of the second factor: giving a code, setting one up, new recovery codes, taking it away.

Whoever changes their second factor proves themselves anew, with password and code: a browser left open is not enough.
"""

from collections.abc import Awaitable, Callable
from time import time
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import second_factors
from api.domain.access.browsers import Browser, BrowserGone
from api.domain.access.desk import Desk
from api.domain.access.proving import WrongPassword, prove_again
from api.domain.access.second_factors import NotOffered, Offer, Visit, WrongCode
from api.settings import Settings
from api.sign_in import asking, cookies, forms
from api.sign_in.forms import FormRefused, with_back_to
from api.sign_in.rendering import page, see, served, told
from api.sign_in.signing_in import front_end_of, name_of, tried_by
from api.storage.writing import at_the_desk

if TYPE_CHECKING:
    from markupsafe import Markup

# How long ago a password may have been proved for a change of the second factor.
FRESH_SECONDS: Final = 5 * 60
# To set one up for the first time: whoever must has just signed in, and an app takes a while to install.
FIRST_SECONDS: Final = 30 * 60
CODES: Final = f"{asking.FACTOR}/recovery-codes"
REMOVE: Final = f"{asking.FACTOR}/remove"

WRONG_CODE: Final = "This code is wrong, too old or used already. Wait for the next one in your app, and type that."
WRONG_PAPER: Final = "This recovery code is wrong or used already. Try another one from your list."
WRONG_PASSWORD: Final = "The password is wrong."  # noqa: S105 - words
MISSING: Final = {"password": "Enter your password.", "code": "Enter the code.", "recovery": "Enter a recovery code."}


class _Visitor(NamedTuple):
    """Who is here, and where they go on to."""

    request: Request
    desk: Desk
    browser: Browser
    visit: Visit
    to: str


Answer = Callable[[_Visitor, dict[str, str] | None], Awaitable[Response]]


def routes(_: Settings) -> list[Route]:
    """The pages."""
    pages = {
        asking.FACTOR: ("second_factor", _prove),
        asking.SET_UP: ("second_factor_set_up", _in_full(_set_up)),
        CODES: ("recovery_codes", _in_full(_renew)),
        REMOVE: ("second_factor_removed", _in_full(_remove)),
    }
    return [Route(path, served(_visited(answer)), methods=["GET", "POST"], name=name) for path, (name, answer) in pages.items()]


def _visited(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Find who is here; nobody is sent to sign in first. A form is read before anything is done."""

    async def handle(request: Request) -> Response:
        desk = asking.desk_of(request)
        form = await forms.read(request) if request.method == "POST" else None
        to = forms.back_to(request.query_params.get("back_to"))
        async with at_the_desk(desk.pool, desk.deadline) as work:
            browser = await asking.browser_in(work, request)
            came_from = await front_end_of(work, desk.ring.issuer, to)
            await work.commit()
        if browser is None:
            return see(with_back_to("/sign-in", to))
        visit = Visit(name_of(came_from), asking.device(request))
        try:
            return await answer(_Visitor(request, desk, browser, visit, to), form)
        except BrowserGone:
            return see(with_back_to("/sign-in", to))

    return handle


def _in_full(answer: Answer) -> Answer:
    """Only for who has proved all that they could be asked for."""

    async def handle(visitor: _Visitor, form: dict[str, str] | None) -> Response:
        if visitor.browser.second_factor_due:
            return see(with_back_to(asking.FACTOR, visitor.to))
        return await answer(visitor, form)

    return handle


# ---- giving a code -------------------------------------------------------------------------------------------------
async def _prove(visitor: _Visitor, form: dict[str, str] | None) -> Response:
    """Ask for a code of the app, or one from paper."""
    if not visitor.browser.second_factor_due:
        return see(asking.due(visitor.browser, visitor.to) or visitor.to)
    if form is None:
        return _asked_for_code(visitor)
    field = "recovery" if "recovery" in form else "code"
    if not form.get(field, "").strip():
        return _asked_for_code(visitor, {field: MISSING[field]})
    try:
        proof = await second_factors.prove(visitor.desk, visitor.browser, visitor.visit, form[field])
    except WrongCode:
        return _asked_for_code(visitor, {field: WRONG_PAPER if field == "recovery" else WRONG_CODE})
    if proof.left is None:
        response = see(visitor.to)
    else:
        says = f"You have {proof.left or 'none'} left. You can get new ones under your account."
        response = told(visitor.request, 200, "That recovery code is used up", says, link=(visitor.to, "Go on"))
    return cookies.with_cookie(response, visitor.request, proof.secret)


def _asked_for_code(visitor: _Visitor, errors: dict[str, str] | None = None) -> Response:
    return page(
        visitor.request, "second_factor.html", 422 if errors else 200, errors=errors or {},
        action=with_back_to(asking.FACTOR, visitor.to), leave=with_back_to("/sign-out", visitor.to),
    )  # fmt: skip


# ---- setting one up ------------------------------------------------------------------------------------------------
async def _set_up(visitor: _Visitor, form: dict[str, str] | None) -> Response:
    """Show a new key, and keep it once its first code is right."""
    desk, browser = visitor.desk, visitor.browser
    if form is not None and "key" in form:
        return await _confirm(visitor, form)
    if not browser.has_second_factor and _is_fresh(browser, FIRST_SECONDS):
        if form is not None:  # nothing was to be proved any more
            return see(with_back_to(asking.SET_UP, visitor.to))
    elif (
        asked := await _proved(visitor, form, "Set up another second factor" if browser.has_second_factor else None)
    ) is not None:
        return asked
    return _shown(visitor, second_factors.offer(desk.ring, browser, replaces=browser.has_second_factor))


async def _confirm(visitor: _Visitor, form: dict[str, str]) -> Response:
    try:
        chosen = second_factors.offered(visitor.desk.ring, visitor.browser, form["key"])
    except NotOffered:
        return _begin_again(visitor)
    if not form.get("code", "").strip():
        return _shown(visitor, chosen, {"code": MISSING["code"]})
    try:
        secret, codes = await second_factors.set_up(visitor.desk, visitor.browser, visitor.visit, chosen, form["code"])
    except NotOffered:
        return _begin_again(visitor)
    except WrongCode:
        return _shown(visitor, chosen, {"code": WRONG_CODE})
    return cookies.with_cookie(_codes_shown(visitor, codes, begun=True), visitor.request, secret)


def _begin_again(visitor: _Visitor) -> Response:
    says = "The key on that page is no longer good. Begin anew, and remove the old entry from your app."
    return told(visitor.request, 409, "Please begin again", says, link=(with_back_to(asking.SET_UP, visitor.to), "Begin again"))


def _shown(visitor: _Visitor, chosen: Offer, errors: dict[str, str] | None = None) -> Response:
    uri = second_factors.uri_of(chosen.secret, visitor.browser.username)
    return page(
        visitor.request, "set_up.html", 422 if errors else 200, errors=errors or {},
        action=with_back_to(asking.SET_UP, visitor.to), leave=with_back_to("/sign-out", visitor.to), to=visitor.to,
        key=chosen.sealed, uri=uri, qr=_qr(uri), must=visitor.browser.set_up_due, username=visitor.browser.username,
        groups=[chosen.secret[n : n + 4] for n in range(0, len(chosen.secret), 4)], issuer=second_factors.ISSUER,
    )  # fmt: skip


def _qr(uri: str) -> "Markup":
    """The code as a drawing in the page: nothing is loaded, and nothing of the address is in the markup."""
    import segno  # noqa: PLC0415 - a worker that sets none up need not hold them
    from markupsafe import Markup  # noqa: PLC0415 - as above

    return Markup(segno.make(uri, error="m").svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=4))  # noqa: S704


# ---- recovery codes, and the end -----------------------------------------------------------------------------------
async def _renew(visitor: _Visitor, form: dict[str, str] | None) -> Response:
    """Ten new recovery codes."""
    if not visitor.browser.has_second_factor:
        return see(asking.due(visitor.browser, visitor.to) or visitor.to)
    if (asked := await _proved(visitor, form, "Get new recovery codes")) is not None:
        return asked
    return _codes_shown(visitor, await second_factors.renew_codes(visitor.desk, visitor.browser), begun=False)


async def _remove(visitor: _Visitor, form: dict[str, str] | None) -> Response:
    """Take the second factor away; who must have one replaces it instead."""
    if not visitor.browser.has_second_factor:
        return see(asking.due(visitor.browser, visitor.to) or visitor.to)
    if visitor.browser.must_have_second_factor:
        says = "With your role you sign in with a second factor. If you have a new phone, set up another one in its place."
        link = (with_back_to(asking.SET_UP, visitor.to), "Set up another one")
        return told(visitor.request, 403, "Your role needs a second factor", says, link=link)
    if (asked := await _proved(visitor, form, "Remove your second factor")) is not None:
        return asked
    await second_factors.remove(visitor.desk, visitor.browser)
    return see(visitor.to)


def _codes_shown(visitor: _Visitor, codes: list[str], *, begun: bool) -> Response:
    return page(visitor.request, "recovery_codes.html", codes=codes, begun=begun, to=visitor.to)


# ---- proving oneself anew ------------------------------------------------------------------------------------------
async def _proved(visitor: _Visitor, form: dict[str, str] | None, title: str | None) -> Response | None:
    """Ask for the password, unless it was just given, and for a code if there is a second factor. None: all is proved."""
    browser = visitor.browser
    asks = ["code"] if browser.has_second_factor else []
    if not _is_fresh(browser, FRESH_SECONDS):
        if browser.password_at is None:
            says = "Sign out, sign in again at your organisation, and come back here within five minutes."
            raise FormRefused(403, "Please sign in again first", says)
        asks.insert(0, "password")
    title = title or "Set up a second factor"
    if form is None:
        return _asked_to_prove(visitor, title, asks)
    if missing := {name: MISSING[name] for name in asks if not form.get(name, "").strip()}:
        return _asked_to_prove(visitor, title, asks, missing)
    try:
        if "password" in asks:
            tried = tried_by(visitor.request, browser.username, form["password"], visitor.visit.client_name)
            await prove_again(visitor.desk, browser, tried)
        if "code" in asks:
            await second_factors.prove_again(visitor.desk, browser, visitor.visit, form["code"])
    except WrongPassword:
        return _asked_to_prove(visitor, title, asks, {"password": WRONG_PASSWORD})
    except WrongCode:
        return _asked_to_prove(visitor, title, asks, {"code": WRONG_CODE})
    return None


def _asked_to_prove(visitor: _Visitor, title: str, asks: list[str], errors: dict[str, str] | None = None) -> Response:
    return page(
        visitor.request, "prove.html", 422 if errors else 200, errors=errors or {}, title=title, asks=asks, to=visitor.to,
        action=with_back_to(visitor.request.url.path, visitor.to), username=visitor.browser.username,
    )  # fmt: skip


def _is_fresh(browser: Browser, seconds: int) -> bool:
    proofs = [at.timestamp() for at in (browser.password_at, browser.provider_at) if at is not None]
    return bool(proofs) and time() - max(proofs) <= seconds
