"""The authorization endpoint: a front end sends somebody here, they agree or do not, and are sent back with a code or without.

RFC 6749 section 4.1, RFC 9700 (best current practice). Whoever asks is known by a registered address, letter by letter; to any
other nobody is ever sent. A person's press of a button is what gives access: the page is always shown.
"""

from time import time
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.domain.access import authorizing
from api.domain.access.browsers import Browser
from api.domain.access.front_ends import DOCS, FrontEnd, front_end
from api.domain.access.roles import SCOPES, Role
from api.settings import Settings
from api.sign_in import asking, forms, rendering
from api.sign_in.authorization import PATH, Asked, Error, Parameters, Unreadable, Wrong, address, asked_in, parameters_in
from api.sign_in.words import ROLES
from api.storage.writing import Writing, at_the_desk

# The front end learns more from the address than from where people came from.
_SENT_BACK: Final = rendering.HEADERS | {"referrer-policy": "no-referrer"}


def routes(_: Settings) -> list[Route]:
    """The endpoint."""
    return [
        Route(PATH, rendering.served(show), methods=["GET"], name="authorize"),
        Route(PATH, rendering.served(answer), methods=["POST"], name="authorize_answer"),
    ]


async def show(request: Request) -> Response:
    """Ask whoever is signed in whether the front end may act for them."""
    return await _served(request, None)


async def answer(request: Request) -> Response:
    """What they answered. The form's address is the request itself, so that all of it is looked at again."""
    return await _served(request, await forms.read(request))


async def _served(request: Request, form: dict[str, str] | None) -> Response:
    try:
        given = parameters_in(request.scope["query_string"])
    except Unreadable:
        return _to_nobody(request)
    desk = asking.desk_of(request)
    async with at_the_desk(desk.pool, desk.deadline) as work:
        known = await front_end(work, given.get("client_id"), desk.ring.issuer)
        redirect_uri = given.get("redirect_uri")
        if known is None or redirect_uri is None or redirect_uri not in known.redirect_uris:
            return _to_nobody(request)
        try:
            asked = asked_in(given, known)
            browser = await asking.browser_in(work, request)
            step = _step_before(asked, browser)
            if browser is None or step is not None:
                await work.commit()
                return rendering.see(step or PATH)
            response = await _answered(work, request, _Consent(known, asked, browser), form)
        except Wrong as wrong:
            await work.commit()
            return _sent_back(request, given, error=wrong.error, error_description=wrong.says)
        await work.commit()  # before anybody is told of a code
    return response


def _step_before(asked: Asked, browser: Browser | None) -> str | None:
    """Where somebody must go before they are asked. Wrong, if the front end wants nobody to be asked anything."""
    now = time()
    proofs = [at.timestamp() for at in (browser.password_at, browser.provider_at) if at is not None] if browser else []
    signed_in = bool(proofs) and asked.is_proof(max(proofs), now)
    step = asking.due(browser if signed_in else None, asked.path if signed_in else asked.once_signed_in(now))
    if "none" in asked.prompt:
        if step is not None:
            raise Wrong(Error.login_required, "Nobody is signed in, or not as this request wants it.")
        raise Wrong(Error.interaction_required, "Whoever is signed in is always asked.")
    return step


class _Consent:
    """What somebody is asked to agree to."""

    def __init__(self, known: FrontEnd, asked: Asked, browser: Browser) -> None:
        self.front_end, self.asked, self.browser = known, asked, browser
        held = [Role(role) for role in browser.roles]
        given = {role: known.may_give(role, asked.scope) for role in held}
        self.roles = {role: scopes for role, scopes in given.items() if scopes and asked.role in (None, role)}
        if known.organisation not in (None, browser.organisation):
            self.roles = {}

    @property
    def obstacle(self) -> str | None:
        """Why nothing can be agreed to, in words for whoever is signed in."""
        if self.roles:
            return None
        if self.front_end.organisation not in (None, self.browser.organisation):
            return (
                f"It is for people of {self.front_end.organisation_name}, and you are signed in as one of another organisation."
            )
        if self.asked.role is not None and self.asked.role not in self.browser.roles:
            return f"It is for this role: {ROLES[Role(self.asked.role)]}. You do not have that role."
        return "Nothing that it asks for can be done in a role that you have."

    def shown(self, request: Request, status: int = 200, **errors: str) -> Response:
        """The page."""
        return rendering.page(
            request, "consent.html", status, form_action_also=_origin(self.asked.redirect_uri), errors=errors, **self._values()
        )

    def _values(self) -> dict[str, Any]:
        ours = self.front_end.id is None and self.front_end.name == DOCS
        return {
            "front_end": "the documentation of this service" if ours else self.front_end.name,
            "organisation": self.front_end.organisation_name,
            "host": urlsplit(self.asked.redirect_uri).netloc,
            "who": self.browser.name,
            "username": self.browser.username,
            "own_organisation": self.browser.organisation_name,
            "action": self.asked.path,
            "somebody_else": forms.with_back_to("/sign-in", self.asked.path),
            "roles": [
                {"value": role.value, "name": ROLES[role], "says": [SCOPES[scope] for scope in sorted(scopes, key=_word)]}
                for role, scopes in self.roles.items()
            ],
            "obstacle": self.obstacle,
        }


async def _answered(work: Writing, request: Request, consent: _Consent, form: dict[str, str] | None) -> Response:
    """The page; or, once they pressed a button, the way back. Wrong, when they refused."""
    if form is None:
        return consent.shown(request)
    if form.get("answer") != "allow":
        raise Wrong(Error.access_denied, "Whoever was asked did not agree.")
    if not consent.roles:
        return consent.shown(request, 403)
    role = _chosen(consent, form.get("role"))
    if role is None:
        return consent.shown(request, 422, role="Choose the role in which you want to work.")
    code = authorizing.make(
        work,
        front_end=consent.front_end,
        browser=consent.browser,
        role=role,
        scopes=consent.roles[role],
        redirect_uri=consent.asked.redirect_uri,
        challenge=consent.asked.challenge,
        device=asking.device(request),
    )
    return _sent_back(request, parameters_in(request.scope["query_string"]), code=code)


def _chosen(consent: _Consent, role: str | None) -> Role | None:
    """One of the roles that they were asked about; who has one need not choose."""
    if role is None:
        return next(iter(consent.roles)) if len(consent.roles) == 1 else None
    return next((one for one in consent.roles if one == role), None)


def _sent_back(request: Request, given: Parameters, **told: str) -> Response:
    """Send the browser back to the front end, with a GET whatever this was, and say who sends it (RFC 9207)."""
    issuer = request.scope["wellbeing.kernel"].ring.issuer
    location = address(given.values["redirect_uri"], **told, state=given.state, iss=issuer)
    return Response(None, 303, {**_SENT_BACK, "location": location})


def _to_nobody(request: Request) -> Response:
    """RFC 6749 section 4.1.2.1: an unknown client, or an address that is not its own, is told nothing; the person is."""
    return rendering.told(
        request,
        400,
        "This sign-in does not work",
        "The app or site that sent you here is not one that we know, or the address to send you back to is not one that it "
        "registered. Nothing about you was sent to anybody.",
        "Go back and try again. If it happens again, tell whoever runs that app or site.",
    )


def _origin(redirect_uri: str) -> str:
    parts = urlsplit(redirect_uri)
    return f"{parts.scheme}://{parts.netloc}"


def _word(scope: str) -> int:
    return list(SCOPES).index(scope)
