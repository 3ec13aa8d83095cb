"""Signing in with a user name and a password (RFC 6749 section 4.3), for our own front ends and sandboxes only.

Where a second factor is due this grant has no place for it: whoever needs one signs in on our page (RFC 9700 section 2.4).
"""

from typing import Final

from api.domain.access.desk import FIRST_PARTY, PUBLIC_CLIENTS, Desk, GrantRefused, Refusal, Tokens
from api.domain.access.events import noted
from api.domain.access.proving import Account, Try, WrongPassword, proved
from api.domain.access.refreshing import first_token
from api.domain.access.roles import Role, narrowed
from api.domain.access.sessions import SESSION_SECONDS, begin, issued
from api.domain.access.sign_in_models import SignInWhat
from api.domain.access.tokens import NoScopeLeft
from api.storage.writing import Writing

ON_OUR_PAGE: Final = (
    "This account signs in with a second factor, on our page and not with a password alone: "
    "use the authorization code grant, which begins at /oauth/authorize."
)


async def sign_in(  # noqa: PLR0913 - what RFC 6749 lets a client say
    desk: Desk,
    username: str,
    password: str,
    *,
    role: str | None,
    scope: str | None,
    client_id: str | None,
    address: str,
    device: str | None = None,
) -> Tokens:
    """Sign in as one role. `role` may be absent for who has one, `scope` narrows, `client_id` is one of our front ends or absent.

    GrantRefused; NoScopeLeft; TooManyError after 10 failures in 15 minutes for the name or 50 for the address; AwayError.
    """
    if client_id is not None and client_id not in PUBLIC_CLIENTS:
        raise GrantRefused(Refusal.unauthorized_client, "Only first-party front ends sign in with a password.")
    tried = Try(username, password, address, client_id or FIRST_PARTY, device)
    try:
        async with proved(desk, tried) as (work, account):
            if account.needs_second_factor:
                _note(work, SignInWhat.wrong_second_factor, account, tried)
                await work.commit()
                raise GrantRefused(Refusal.invalid_grant, ON_OUR_PAGE)
            try:
                chosen = _role(account.roles, role)
                session = begin(
                    work,
                    organisation=account.organisation,
                    account=account.id,
                    client=None,
                    client_name=tried.client_name,
                    role=chosen,
                    scopes=narrowed(chosen, scope),
                    seconds=SESSION_SECONDS,
                    device=device,
                )
            except (GrantRefused, NoScopeLeft):
                await work.commit()  # the password was right: the attempt is not a failed one
                raise
            text = first_token(work, session)
            _note(work, SignInWhat.signed_in, account, tried)
            await work.commit()
    except WrongPassword:
        raise _wrong() from None
    return issued(desk, session, session.scope, text)


def _note(work: Writing, what: SignInWhat, account: Account, tried: Try) -> None:
    noted(
        work, what, organisation=account.organisation, account=account.id, client_name=tried.client_name, device=tried.device
    )  # fmt: skip


def _role(held: list[str], asked: str | None) -> Role:
    """The role of the token. What is said here is said to somebody who knew the password."""
    if not held:
        raise _wrong()
    if asked is None:
        if len(held) > 1:
            says = f"This account has several roles; ask for one with role=. It has: {', '.join(held)}."
            raise GrantRefused(Refusal.invalid_request, says)
        return Role(held[0])
    if asked not in held:
        raise GrantRefused(Refusal.invalid_grant, f"This account does not have the role asked for. It has: {', '.join(held)}.")
    return Role(asked)


def _wrong() -> GrantRefused:
    return GrantRefused(Refusal.invalid_grant, "The user name or the password is wrong, or the account cannot sign in.")
