"""Who asks: the desk that a request is served at, and the browser it comes from."""

import asyncio
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from starlette.requests import Request

from api.domain.access import browsers
from api.domain.access.browsers import Browser
from api.domain.access.desk import Desk
from api.domain.access.devices import device_of
from api.domain.shared.errors import AwayError
from api.sign_in import cookies
from api.sign_in.forms import with_back_to
from api.storage.writing import Writing

FACTOR: Final = "/sign-in/second-factor"
SET_UP: Final = "/sign-in/second-factor/set-up"


def desk_of(request: Request) -> Desk:
    """The desk, open until the request's deadline; counts the request of its address. TooManyError; AwayError."""
    kernel = request.scope["wellbeing.kernel"]
    if kernel is None:  # still starting
        raise AwayError
    kernel.ring.reload_if_changed()
    kernel.rates.count(uuid5(NAMESPACE_URL, address_of(request)), {})
    return Desk(kernel.pool, kernel.ring, asyncio.get_running_loop().time() + kernel.request_seconds)


def address_of(request: Request) -> str:
    """Where the request comes from."""
    return str((request.scope.get("client") or ("", 0))[0])


def device(request: Request) -> str | None:
    """What the browser is, in a few words of ours."""
    return device_of(request.headers.get("user-agent"))


async def browser_in(work: Writing, request: Request) -> Browser | None:
    """Who is signed in in this browser; use prolongs it, so the caller commits."""
    return await browsers.browser_of(work, cookies.secret_in(request))


def due(browser: Browser | None, to: str) -> str | None:
    """The page of the step that must come before `to`; None when nothing is in the way."""
    if browser is None:
        return with_back_to("/sign-in", to)
    if browser.second_factor_due:
        return with_back_to(FACTOR, to)
    if browser.set_up_due:
        return with_back_to(SET_UP, to)
    return None
