"""Having forgotten the password: a link goes to the account's own address. Who asks learns nothing about who has an account."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import links
from api.settings import Settings
from api.sign_in import forms
from api.sign_in.asking import address_of, desk_of
from api.sign_in.rendering import page, served, told

PLACE: Final = "/sign-in/forgotten"
LONGEST: Final = 254
TITLE: Final = "Forgotten your password?"
ASK_THE_MANAGER: Final = (
    "Ask a manager of your organisation for a reset. They give you a link with which you choose a new password yourself. "
    "Nobody else ever knows it."
)
TYPE_IT: Final = "Type your user name in."


def routes(settings: Settings) -> list[Route]:
    """The page for who has forgotten their password; without a mail server it says whom to ask."""
    if settings.smtp_url is None:
        return [Route(PLACE, served(_no_mail), methods=["GET", "POST"], name="forgotten")]
    return [
        Route(PLACE, served(_ask), methods=["GET"], name="forgotten"),
        Route(PLACE, served(_asked), methods=["POST"], name="ask_for_reset"),
    ]


async def _no_mail(request: Request) -> Response:
    return told(request, 200, TITLE, ASK_THE_MANAGER)


async def _ask(request: Request) -> Response:
    desk_of(request)  # away, or asked too often
    return page(request, "forgotten.html")


async def _asked(request: Request) -> Response:
    fields = await forms.read(request)
    username = fields.get("username", "").strip()
    if not username:
        return page(request, "forgotten.html", 422, errors={"username": TYPE_IT})
    # What is longer is nobody's name; it is counted and queued like any other.
    await links.ask_for_reset(desk_of(request), username[:LONGEST], address_of(request))
    return told(
        request, 200, "Look in your email",
        "If somebody has that user name and an email address with us, a link is on its way there. It is good once, for an hour.",
        "Nothing after ten minutes? Look among unwanted mail. If we have no email address of yours, ask a manager of your "
        "organisation.",
    )  # fmt: skip
