"""Invitations and resets: one-time links with which people choose their own password. A manager's."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access import invitation_queries as q
from api.domain.access import invitation_schemas as s
from api.domain.access.links import address_of
from api.domain.access.secrets import new_secret
from api.domain.workflows import invitations as verbs
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.accounts import AccountId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("invitations")
InvitationPage = page_of(s.InvitationRead)
Reads = Annotated[Call, Requires("accounts:read")]
Writes = Annotated[Call, Requires("accounts:write")]
InvitationId = Annotated[UUID, Path(description="The invitation's id.")]


class _Link:
    """A link made for this request: handed over in the answer, or left to the mail that will be sent."""

    def __init__(self, call: Call, *, by_hand: bool) -> None:
        text, digest = new_secret()
        handed = by_hand or not call.kernel.mails
        self.digest = digest if handed else None
        self.address = address_of(call.kernel.ring.issuer, text)

    @property
    def secret(self) -> Callable[[dict[str, Any]], None] | None:
        """What adds it to the answer."""
        return None if self.digest is None else lambda shown: shown.update(link=self.address)


@router.get("/invitations", response_model=InvitationPage)
async def list_invitations(call: Reads, query: Annotated[s.InvitationsQuery, Query()]) -> Response:
    """List invitations and resets, the newest first.

    A manager's. `open=true` keeps what can still be taken up. Links themselves are never shown.
    """
    return await call.page(q.INVITATION, query, q.INVITATIONS_FILTERS)


@router.post("/invitations", response_model=s.InvitationLinkRead, status_code=201)
async def invite(call: Writes, body: s.InvitationNew) -> Response:
    """Invite somebody: account, role, joining and link at once.

    A manager's. With `username` and `name` it makes the account; with `account_id` it invites one that is there. `invited_as`
    gives the role and joins the account to whom it belongs: a team member (`member_id`), a person (`person_id`), somebody of a
    circle (`circle_member_id`); coaches, connectors, commissioners and managers are joined to nobody here. Its owner chooses a
    password with the link, once, within seven days; an older link is dead from now on.

    The link goes out by email: `sent_at` is null until it has left. Where the service has no mail server, or with `by_hand`,
    the answer shows `link` this once; a repeat with the same Idempotency-Key is then 409 secret-shown-once. Refused: a user name
    that is taken (409 username-in-use), somebody another account is joined to (409 signs-in-already), who is not of your
    organisation (422), no address to send to (422 email-needed), a closed account (409 account-closed), one's own account (409
    own-account).
    """
    link = _Link(call, by_hand=body.by_hand)

    async def verb(work: Writing) -> UUID:
        return await verbs.invite(work, body, link.digest)

    return await call.add(q.INVITATION, verb, place="/invitations", secret=link.secret)


@router.get("/invitations/{invitation_id}", response_model=s.InvitationRead)
async def get_invitation(call: Reads, invitation_id: InvitationId) -> Response:
    """Read an invitation or reset, without its link."""
    return await call.read(q.INVITATION, id=invitation_id)


@router.delete("/invitations/{invitation_id}", status_code=204)
async def withdraw_invitation(call: Writes, invitation_id: InvitationId) -> Response:
    """Withdraw an invitation or reset: its link is dead at once.

    A manager's. The account and its roles stay. What was taken up cannot be withdrawn (409 invitation-used).
    """

    async def verb(work: Writing, _: int) -> None:
        await verbs.may_withdraw(work, invitation_id)

    return await call.remove(q.INVITATION, invitation_id, verb)


@router.post("/invitations/{invitation_id}/sending", response_model=s.InvitationLinkRead, status_code=201)
async def send_invitation_anew(call: Writes, invitation_id: InvitationId, body: s.LinkAnew) -> Response:
    """Make and send a new link in the place of this one.

    A manager's, for a mail that got lost or a link that ran out. It is a new invitation with its full time; this one and its
    link are gone. Sent or handed over as with `POST /invitations`. 409 invitation-used where somebody has taken it up,
    own-account for a link to one's own account.
    """
    link = _Link(call, by_hand=body.by_hand)

    async def verb(work: Writing) -> UUID:
        return await verbs.send_anew(work, invitation_id, body, link.digest)

    return await call.add(q.INVITATION, verb, place="/invitations", secret=link.secret)


@router.post("/accounts/{account_id}/reset", response_model=s.InvitationLinkRead, status_code=201)
async def reset_password(call: Writes, account_id: AccountId, body: s.LinkAnew) -> Response:
    """Let somebody choose a password anew, with a one-time link.

    A manager's, and never their own (409 own-account). The link is good once within 24 hours. Nothing ends before it is used;
    then all sign-ins of the account do. Sent or handed over as with `POST /invitations`.
    """
    link = _Link(call, by_hand=body.by_hand)

    async def verb(work: Writing) -> UUID:
        return await verbs.reset(work, account_id, body, link.digest)

    return await call.add(q.INVITATION, verb, place="/invitations", secret=link.secret)
