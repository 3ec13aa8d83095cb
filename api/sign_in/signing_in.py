"""Signing in with a user name and a password, and signing out again."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import browsers, known_devices
from api.domain.access.desk import FIRST_PARTY
from api.domain.access.front_ends import FrontEnd, front_end
from api.domain.access.providers.known import Button, buttons
from api.domain.access.proving import Try, WrongPassword, enter, known_from_now
from api.domain.access.secrets import digest_of
from api.settings import Settings
from api.sign_in import asking, cookies, forms
from api.sign_in.rendering import Handler, page, see, served, told
from api.storage.writing import Writing, at_the_desk

# The browsers in which accounts have signed in before.
KNOWN: Final = "known"
WRONG: Final = "The user name or the password is wrong, or this account cannot sign in. Try again, or ask your manager."
MISSING: Final = {"username": "Enter your user name.", "password": "Enter your password."}


def routes(settings: Settings) -> list[Route]:
    """The page, and the end."""
    mail = settings.smtp_url is not None
    return [
        Route("/sign-in", served(_show(mail=mail)), methods=["GET"], name="sign_in"),
        Route("/sign-in", served(_take(mail=mail)), methods=["POST"], name="sign_in_taken"),
        Route("/sign-out", served(sign_out), methods=["POST"], name="sign_out"),
    ]


async def front_end_of(work: Writing, issuer: str, to: str) -> FrontEnd | None:
    """The front end that somebody comes from; None for none that stands, and for their own account."""
    split = urlsplit(to)
    named = parse_qs(split.query).get("client_id", []) if split.path == "/oauth/authorize" else []
    return await front_end(work, named[0], issuer) if len(named) == 1 else None


def name_of(came_from: FrontEnd | None) -> str:
    """What the evidence calls what somebody signed in for."""
    return came_from.name if came_from else FIRST_PARTY


def tried_by(request: Request, username: str, password: str, client_name: str) -> Try:
    """Somebody's try to prove a password, with what counts it."""
    known = cookies.read(request, KNOWN, known_devices.FORM)
    return Try(username, password, asking.address_of(request), client_name, asking.device(request), known)


def _show(*, mail: bool) -> Handler:
    async def show(request: Request) -> Response:
        """Ask for a user name and a password, or for a provider."""
        to = forms.back_to(request.query_params.get("back_to"))
        desk = asking.desk_of(request)
        async with at_the_desk(desk.pool, desk.deadline) as work:
            came_from = await front_end_of(work, desk.ring.issuer, to)
            found = await _providers(work, came_from)
        return _page(request, to, came_from, found, mail=mail)

    return show


def _take(*, mail: bool) -> Handler:
    async def take(request: Request) -> Response:
        """Look at what was sent. Whatever is wrong with a name and a password, the answer is the same."""
        desk = asking.desk_of(request)
        form = await forms.read(request)
        to = forms.back_to(request.query_params.get("back_to"))
        async with at_the_desk(desk.pool, desk.deadline) as work:
            came_from = await front_end_of(work, desk.ring.issuer, to)
            found = await _providers(work, came_from)
        if missing := {name: words for name, words in MISSING.items() if not form.get(name, "").strip()}:
            return _page(request, to, came_from, found, mail=mail, errors=missing)
        tried = tried_by(request, form["username"], form["password"], name_of(came_from))
        try:
            account, secret = await enter(desk, tried, instead_of=cookies.secret_in(request))
        except WrongPassword:
            return _page(request, to, came_from, found, mail=mail, errors={"username": WRONG})
        step = asking.FACTOR if account.has_second_factor else asking.SET_UP
        response = see(forms.with_back_to(step, to) if account.needs_second_factor else to)
        cookies.write(
            response, request, KNOWN, known_from_now(desk, tried), seconds=known_devices.LASTS_DAYS * 24 * 60 * 60
        )  # fmt: skip
        return cookies.with_cookie(response, request, secret)

    return take


async def sign_out(request: Request) -> Response:
    """End the sign-in of this browser; again is fine."""
    desk = asking.desk_of(request)
    await forms.read(request)
    if secret := cookies.secret_in(request):
        async with at_the_desk(desk.pool, desk.deadline) as work:
            browsers.end(work, digest_of(secret))
            await work.commit()
    to = forms.back_to(request.query_params.get("back_to"))
    if to == forms.HOME:
        response = told(request, 200, "You are signed out", "You can close this page.", link=("/sign-in", "Sign in again"))
    else:
        response = see(forms.with_back_to("/sign-in", to))
    return cookies.without_cookie(response, request)


async def _providers(work: Writing, came_from: FrontEnd | None) -> list[Button]:
    return await buttons(work, came_from.organisation) if came_from and came_from.organisation else []


def _page(
    request: Request,
    to: str,
    came_from: FrontEnd | None,
    providers: list[Button],
    *,
    mail: bool,
    errors: dict[str, str] | None = None,
) -> Response:
    return page(
        request, "sign_in.html", 422 if errors else 200, errors=errors or {}, action=forms.with_back_to("/sign-in", to), to=to,
        front_end=came_from if came_from and came_from.id else None, providers=providers, mail=mail,
    )  # fmt: skip
