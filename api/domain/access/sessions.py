"""Sessions as the desk sees them: begun at a sign-in, read with whether they still stand, ended for good.

A session is the family of RFC 9700 section 4.14.2: all tokens that came of one sign-in, and what is ended when one is stolen.
"""

from time import time
from typing import Any, Final, NamedTuple
from uuid import UUID

from api.domain.access.desk import Desk, Tokens
from api.domain.access.models import SignInHow
from api.domain.access.roles import Role
from api.domain.access.tokens import NoScopeLeft, sign
from api.domain.shared.ids import new_id
from api.storage.wire import plain
from api.storage.writing import Writing

SESSION_SECONDS: Final = 60 * 24 * 60 * 60  # from the last use
GRACE_SECONDS: Final = 60  # a refresh token just used stays good so long, unless its successor is used


def stands(of: str, *, leavers: bool = False) -> str:
    """Whether who a session (or the code that begins one) stands for still does: the conditions of enter(), met at each request.

    A machine's is a client's alone; a person's at a registered front end is both the account's and the client's.
    `leavers`: also somebody who has left all teams and may yet hand in.
    """
    late = " OR account_grant.hands_in_until > now()" if leavers else ""
    return f"""(
  EXISTS (SELECT FROM organisation WHERE organisation.id = {of}.organisation_id
             AND organisation.ended_on IS NULL AND organisation.removed_at IS NULL)
  AND CASE WHEN {of}.client_id IS NULL THEN {of}.role <> 'integration'
      ELSE EXISTS (SELECT FROM client WHERE client.id = {of}.client_id AND client.organisation_id = {of}.organisation_id
                      AND client.removed_at IS NULL) END
  AND CASE WHEN {of}.role = 'integration' THEN {of}.account_id IS NULL
      ELSE EXISTS (SELECT FROM account JOIN account_grant ON account_grant.account_id = account.id
                    WHERE account.id = {of}.account_id AND account.organisation_id = {of}.organisation_id
                      AND account.disabled_at IS NULL AND account.removed_at IS NULL
                      AND account_grant.role = {of}.role AND account_grant.removed_at IS NULL
                      AND (account_grant.until IS NULL OR account_grant.until > now(){late})) END)"""  # noqa: S608 - a name of ours


# Somebody who has left all teams may still hand in what they did there: their phone's sign-in goes on so long, and opens
# nothing else (enter()).
STANDS_TO_HAND_IN: Final = stands("session", leavers=True)
_OPEN: Final = "(session.ended_at IS NULL AND session.expires_at > now())"

_ADD: Final = plain(
    """
    INSERT INTO session (id, organisation_id, account_id, client_id, client_name, role, scope, created_at, last_used_at,
                         expires_at, how, second_factor, device, browser)
    VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, $6::text, $7::text, now(), now(),
            now() + make_interval(secs => $8::float8), $9::text, $10::boolean, $11::text, $12::bytea)
    """,
    "id", "organisation", "account", "client", "client_name", "role", "scope", "seconds",
    "how", "second_factor", "device", "browser",
)  # fmt: skip
_END: Final = plain("UPDATE session SET ended_at = now() WHERE id = $1::uuid AND ended_at IS NULL", "session")


# Whether a refresh token `token` may no longer be used; $2 is GRACE_SECONDS.
SPENT: Final = "(token.spent_at IS NOT NULL OR coalesce(token.used_at <= now() - make_interval(secs => $2::float8), false))"


class Session(NamedTuple):
    """A session as the desk reads it."""

    id: UUID
    organisation: UUID
    account: UUID | None
    client: UUID | None
    client_name: str
    role: Role
    scope: frozenset[str]
    expires_at: int = 0  # Unix seconds; as read
    open: bool = True  # not ended, not run out
    stands: bool = True  # account, grant, client and organisation are still what they were
    browser: bytes | None = None  # the digest of the browser's sign-in that it came from

    @property
    def subject(self) -> UUID:
        """Whose session it is: the `sub` of its tokens."""
        return self.account or self.client or UUID(int=0)

    @property
    def client_id(self) -> str:
        """The `client_id` of its tokens: a registered client's id, or the name of a front end of our own."""
        return str(self.client) if self.client else self.client_name


SESSION_COLUMNS: Final = f"""
  session.id, session.organisation_id, session.account_id, session.client_id, session.client_name, session.role, session.scope,
  floor(extract(epoch FROM session.expires_at))::bigint, {_OPEN}, {stands("session")},
  session.browser"""


def session_in(row: tuple[Any, ...]) -> Session:
    """The session in the first columns of a row."""
    id_, organisation, account, client, client_name, role, scope, *now = row[:11]
    return Session(id_, organisation, account, client, client_name, Role(role), frozenset(scope.split()), *now)


def begin(  # noqa: PLR0913 - a session is all of these
    work: Writing,
    *,
    organisation: UUID,
    account: UUID | None,
    client: UUID | None,
    client_name: str,
    role: Role,
    scopes: frozenset[str],
    seconds: int,
    how: SignInHow = SignInHow.password,
    second_factor: bool = False,
    device: str | None = None,
    browser: bytes | None = None,
) -> Session:
    """Queue a new session; the caller commits. NoScopeLeft when there is nothing that it could do.

    `browser`: the digest of the browser's sign-in that it came from; `device`: as `devices.device_of` calls it.
    """
    if not scopes:
        raise NoScopeLeft
    session = Session(new_id(), organisation, account, client, client_name, role, scopes)
    work.do(
        _ADD, id=session.id, organisation=organisation, account=account, client=client, client_name=client_name,
        role=role, scope=" ".join(sorted(scopes)), seconds=seconds,
        how=how, second_factor=second_factor, device=device, browser=browser,
    )  # fmt: skip
    return session


def end(work: Writing, session: Session) -> None:
    """Queue the end of a session and all its tokens; again is fine."""
    end_by_id(work, session.id)


def end_by_id(work: Writing, session: UUID) -> None:
    """As `end`, for who knows no more than its id."""
    work.do(_END, session=session)


def issued(desk: Desk, session: Session, scopes: frozenset[str], refresh_token: str | None) -> Tokens:
    """Sign an access token of a session that is stored. NoScopeLeft."""
    access_token = sign(
        desk.ring,
        subject=session.subject,
        session=session.id,
        client_id=session.client_id,
        organisation=session.organisation,
        role=session.role,
        scopes=scopes,
        now=time(),
    )
    return Tokens(access_token, refresh_token, session.role, scopes)
