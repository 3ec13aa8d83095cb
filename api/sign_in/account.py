"""One's own account: who I am here, my password and second factor, where I am signed in, and signing out from afar."""

from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import own_account, password_changes
from api.domain.access.browsers import Browser, BrowserGone
from api.domain.access.desk import Desk
from api.domain.access.password_changes import CurrentPasswordWrong
from api.domain.access.passwords import MAX_CHARACTERS, PasswordRefused
from api.settings import Settings
from api.sign_in import cookies, forms, words
from api.sign_in.asking import browser_in, desk_of, due
from api.sign_in.rendering import page, see, served, told
from api.storage.writing import at_the_desk

HOME: Final = forms.HOME
PASSWORD: Final = f"{HOME}/password"
# What was just done, said at the top of the page that follows. Only these: an address must not put words on our pages.
DONE: Final = {
    "password": "Your password is changed. You are signed out everywhere else.",
    "session": "That sign-in has ended.",
    "others": "You are signed out everywhere else.",
}
MISSING: Final = {
    "current": "Type the password that you have now.",
    "new": "Type a new password.",
    "again": "Type the new password once more.",
}
NOT_CURRENT: Final = "This is not your password."
NOT_THE_SAME: Final = "This is not the same as the new password above."


def routes(_: Settings) -> list[Route]:
    """The pages of one's own account."""
    return [
        Route(HOME, served(_home), methods=["GET"], name="own_account"),
        Route(PASSWORD, served(_ask_password), methods=["GET"], name="own_password"),
        Route(PASSWORD, served(_change_password), methods=["POST"], name="change_own_password"),
        Route(f"{HOME}/sessions/end", served(_end_session), methods=["POST"], name="end_own_session"),
        Route(f"{HOME}/others/end", served(_end_others), methods=["POST"], name="end_other_sessions"),
    ]


async def _home(request: Request) -> Response:
    desk = desk_of(request)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        browser = await browser_in(work, request)
        step = due(browser, HOME)
        if browser is None or step is not None:
            return see(step or HOME)
        account = await own_account.seen(work, browser)
        await work.commit()
    done = DONE.get(request.query_params.get("done", ""))
    return page(request, "account.html", me=browser, account=account, words=words, done=done)


async def _signed_in(request: Request, desk: Desk, to: str) -> Browser | Response:
    """Who is signed in, or where they must go first."""
    async with at_the_desk(desk.pool, desk.deadline) as work:
        browser = await browser_in(work, request)
        await work.commit()
    step = due(browser, to)
    return see(step) if browser is None or step is not None else browser  # type: ignore[arg-type]  # nobody: there is a step


async def _ask_password(request: Request) -> Response:
    found = await _signed_in(request, desk_of(request), PASSWORD)
    return found if isinstance(found, Response) else page(request, "password.html", me=found)


async def _change_password(request: Request) -> Response:
    fields = await forms.read(request)
    desk = desk_of(request)
    me = await _signed_in(request, desk, PASSWORD)
    if isinstance(me, Response):
        return me
    current, new, again = (fields.get(name, "") for name in ("current", "new", "again"))
    errors = {name: says for name, says in MISSING.items() if not fields.get(name)}
    if not errors and new != again:
        errors["again"] = NOT_THE_SAME
    if len(current) > MAX_CHARACTERS:
        errors["current"] = NOT_CURRENT
    if errors:
        return page(request, "password.html", 422, me=me, errors=errors)
    try:
        begun = await password_changes.change(desk, me, current, new)
    except BrowserGone:
        return see(forms.with_back_to("/sign-in", PASSWORD))
    except CurrentPasswordWrong:
        return page(request, "password.html", 422, me=me, errors={"current": NOT_CURRENT})
    except PasswordRefused as refused:
        return page(request, "password.html", 422, me=me, errors={"new": refused.says})
    return cookies.with_cookie(see(f"{HOME}?done=password"), request, begun)


async def _end_session(request: Request) -> Response:
    fields = await forms.read(request)
    try:
        session = UUID(fields.get("session", ""))
    except ValueError:
        return told(request, 400, "This form could not be read", "Go back, open the page again and try once more.")
    desk = desk_of(request)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        browser = await browser_in(work, request)
        step = due(browser, HOME)
        if browser is None or step is not None:
            return see(step or HOME)
        await own_account.end_session(work, browser, session)
        await work.commit()
    return see(f"{HOME}?done=session")


async def _end_others(request: Request) -> Response:
    await forms.read(request)
    desk = desk_of(request)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        browser = await browser_in(work, request)
        step = due(browser, HOME)
        if browser is None or step is not None:
            return see(step or HOME)
        own_account.end_others(work, browser)
        await work.commit()
    return see(f"{HOME}?done=others")
