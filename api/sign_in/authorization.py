"""What a front end asks of the authorization endpoint, read strictly, and what it is told.

RFC 6749 sections 3.1 and 4.1.1 (no parameter twice, one without a value is not there, unknown ones are ignored), RFC 7636
(PKCE for everybody, by S256 alone: RFC 9700 section 2.1.1), RFC 9207 (who answers), OpenID Connect Core section 3.1.2.1 (`prompt`
and `max_age`). Nothing that was sent is repeated but `state`, and that only if it could not break a header.
"""

import re
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode

from api.domain.access.authorizing import CHALLENGE, METHOD
from api.domain.access.front_ends import FrontEnd
from api.domain.access.roles import Role

PATH: Final = "/oauth/authorize"
MOST: Final = 32
LONGEST_STATE: Final = 1_000
# So that the whole of it can be carried through the pages of the sign-in (`forms.LONGEST_BACK_TO`).
LONGEST: Final = 3_900
# What of a request is carried along; `since` is ours: when whoever signs in must have proved who they are.
KEPT: Final = (
    "response_type", "client_id", "redirect_uri", "scope", "state", "role", "code_challenge", "code_challenge_method", "prompt",
    "max_age", "since",
)  # fmt: skip
PROMPTS: Final = frozenset({"none", "login", "consent", "select_account"})
PEOPLES: Final = frozenset(Role) - {Role.integration}
ANEW: Final = frozenset({"login", "select_account"})

_STATE: Final = re.compile(rf"[ -~]{{1,{LONGEST_STATE}}}", re.ASCII)  # RFC 6749 appendix A.5
_SECONDS: Final = re.compile(r"[0-9]{1,10}", re.ASCII)


class Error(StrEnum):
    """Of RFC 6749 section 4.1.2.1 and OpenID Connect Core section 3.1.2.6."""

    invalid_request = "invalid_request"
    unauthorized_client = "unauthorized_client"
    access_denied = "access_denied"
    unsupported_response_type = "unsupported_response_type"
    invalid_scope = "invalid_scope"
    login_required = "login_required"
    interaction_required = "interaction_required"


class Wrong(Exception):
    """What the front end is told instead of a code. `says` is printable ASCII and never a word of what was sent."""

    def __init__(self, error: Error, says: str) -> None:
        super().__init__(error.value)
        self.error, self.says = error, says


class Unreadable(Exception):
    """Not even parameters."""


class Parameters(NamedTuple):
    """The parameters that were sent with a value, and the names of those that were sent more than once."""

    values: dict[str, str]
    twice: frozenset[str]

    def get(self, name: str) -> str | None:
        """A parameter that was sent once; one that was sent twice is none."""
        return None if name in self.twice else self.values.get(name)

    @property
    def state(self) -> str | None:
        """The front end's own word, if it is one that can be given back."""
        state = self.get("state")
        return state if state is not None and _STATE.fullmatch(state) else None


class Asked(NamedTuple):
    """A request that is as it should be."""

    kept: dict[str, str]
    redirect_uri: str
    challenge: str
    scope: str | None
    role: str | None
    prompt: frozenset[str]
    max_age: int | None
    since: int | None

    @property
    def path(self) -> str:
        """The request itself, as a path of ours."""
        return f"{PATH}?{urlencode(self.kept)}"

    def once_signed_in(self, now: float) -> str:
        """As `path`, for after signing in: what demanded that somebody proves anew who they are is then met by doing so."""
        if self.max_age is None and not self.prompt & ANEW:
            return self.path
        kept = {name: value for name, value in self.kept.items() if name not in ("prompt", "max_age")}
        return f"{PATH}?{urlencode(kept | {'since': str(int(now))})}"

    def is_proof(self, proved_at: float, now: float) -> bool:
        """Whether somebody who proved at that time who they are need not do it again."""
        if self.prompt & ANEW or (self.max_age is not None and now - proved_at > self.max_age):
            return False
        return self.since is None or proved_at >= self.since


def parameters_in(query: bytes) -> Parameters:
    """Read a query. Unreadable."""
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError:  # too many, or no text
        raise Unreadable from None
    names = [name for name, _ in pairs]
    if any("\0" in value for _, value in pairs):  # PostgreSQL cannot hold it
        raise Unreadable
    return Parameters({name: value for name, value in pairs if value}, frozenset(n for n in names if names.count(n) > 1))


def asked_in(given: Parameters, front_end: FrontEnd) -> Asked:
    """What a front end asks for, whose name and address are known to be good. Wrong."""
    if given.twice:
        raise Wrong(Error.invalid_request, "Send each parameter once.")
    if given.state is None and given.get("state") is not None:
        raise Wrong(Error.invalid_request, f"Send a state of at most {LONGEST_STATE} visible ASCII characters.")
    if not front_end.signs_in_here:
        raise Wrong(Error.unauthorized_client, "This client may not use authorization_code.")
    _is_code(given)
    prompt = frozenset((given.get("prompt") or "").split())
    if prompt - PROMPTS or ("none" in prompt and len(prompt) > 1):
        raise Wrong(Error.invalid_request, "Send none alone as prompt, or any of login, consent and select_account.")
    asked = Asked(
        kept={name: given.values[name] for name in KEPT if name in given.values},
        redirect_uri=given.values["redirect_uri"],
        challenge=_challenge(given),
        scope=given.get("scope"),
        role=_role(given),
        prompt=prompt,
        max_age=_seconds(given, "max_age"),
        since=_seconds(given, "since"),
    )
    if not any(front_end.may_give(role, asked.scope) for role in PEOPLES):
        raise Wrong(Error.invalid_scope, "None of the scopes asked for can be given to this client.")
    if len(asked.path) > LONGEST:
        raise Wrong(Error.invalid_request, "The request is too long.")
    return asked


def address(redirect_uri: str, **answer: str | None) -> str:
    """Where the browser is sent with an answer; a query that the address has stays (RFC 6749 section 3.1.2)."""
    sent = urlencode({name: value for name, value in answer.items() if value is not None})
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{sent}"


def _is_code(given: Parameters) -> None:
    match given.get("response_type"):
        case "code":
            pass
        case None:
            raise Wrong(Error.invalid_request, "Send response_type=code.")
        case _:
            raise Wrong(Error.unsupported_response_type, "Send response_type=code; there is no other.")
    if given.get("response_mode") not in (None, "query"):
        raise Wrong(Error.invalid_request, "The answer comes in the query; leave out response_mode.")
    if given.get("request") is not None or given.get("request_uri") is not None:
        raise Wrong(Error.invalid_request, "Send parameters, not a request object.")


def _challenge(given: Parameters) -> str:
    """RFC 7636 section 4.4.1. Left out, the method would be `plain`, which whoever reads the request could use."""
    challenge = given.get("code_challenge")
    if challenge is None or CHALLENGE.fullmatch(challenge) is None or given.get("code_challenge_method") != METHOD:
        raise Wrong(Error.invalid_request, "Send a code_challenge and code_challenge_method=S256 (PKCE, RFC 7636).")
    return challenge


def _role(given: Parameters) -> str | None:
    role = given.get("role")
    if role is not None and role not in PEOPLES:
        raise Wrong(Error.invalid_request, "There is no such role for people.")
    return role


def _seconds(given: Parameters, name: str) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    if _SECONDS.fullmatch(text) is None:
        raise Wrong(Error.invalid_request, f"Send {name} in whole seconds.")
    return int(text)
