"""A manager lets somebody in: one act makes the account, gives its role, joins it to whom it belongs and makes a one-time link.

Nobody sets another's password: its owner chooses it with the link.
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from api.domain.access import account_schemas, accounts, messages
from api.domain.access import invitation_errors as errors
from api.domain.access import invitation_queries as q
from api.domain.access.account_errors import RoleNotForOrganisationError
from api.domain.access.invitation_schemas import InvitationNew, InvitedAs, LinkAnew
from api.domain.access.roles import Role
from api.domain.access.sign_in_models import LinkKind, MessageKind, OneTimeLink
from api.domain.circles.members import service as circle_members
from api.domain.circles.members.schemas import CircleMemberAccount
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.domain.teams import members
from api.domain.workflows import queries as joined
from api.storage.writing import ANY_VERSION, Writing

INVITATION_STANDS: Final = timedelta(days=7)
RESET_STANDS: Final = timedelta(hours=24)
ROLES: Final = {
    InvitedAs.member: Role.carer, InvitedAs.person: Role.person, InvitedAs.circle_member: Role.family,
    InvitedAs.coach: Role.coach, InvitedAs.connector: Role.connector, InvitedAs.commissioner: Role.commissioner,
    InvitedAs.manager: Role.manager,
}  # fmt: skip


async def invite(work: Writing, body: InvitationNew, digest: bytes | None) -> UUID:
    """Make or take the account, give it its role, join it, and make a link. `digest`: of a link that is handed over."""
    account = body.account_id
    if account is None and body.username is not None and body.name is not None:
        new = account_schemas.AccountNew(username=body.username, name=body.name, email=body.email)
        account = await accounts.create(work, new)
    if account is None:
        raise NotThereError  # the schema asks for one or the other
    await _open(work, account, by_mail=digest is None)
    if body.invited_as is not None:
        await _grant(work, account, body.invited_as, body.person_id)
        await _join(work, account, body)
    return await _link(work, body.id, account, LinkKind.invitation, digest)


async def send_anew(work: Writing, invitation: UUID, body: LinkAnew, digest: bytes | None) -> UUID:
    """Make a new link in the place of one that was not taken up; the older one is dead."""
    now = await work.find(q.STATE, id=invitation)
    if now is None:
        raise NotThereError
    account, kind, used_at = now
    if used_at is not None:
        raise errors.InvitationUsedError
    account = UUID(str(account))
    await _open(work, account, by_mail=digest is None)
    return await _link(work, body.id, account, LinkKind(kind), digest)


async def reset(work: Writing, account: UUID, body: LinkAnew, digest: bytes | None) -> UUID:
    """Make a link with which an account's owner chooses a password anew. Nothing ends before they have."""
    await _open(work, account, by_mail=digest is None)
    return await _link(work, body.id, account, LinkKind.reset, digest)


async def may_withdraw(work: Writing, invitation: UUID) -> None:
    """Only what nobody has taken up: the rest is what happened."""
    now = await work.find(q.STATE, id=invitation)
    if now is not None and now[2] is not None:
        raise errors.InvitationUsedError


async def _open(work: Writing, account: UUID, *, by_mail: bool) -> None:
    """The account is another's, there and not closed; and can be written to, if it shall be.

    Their own password a manager changes on the page that asks for the one before, so that a lent token is not enough.
    """
    accounts.not_own(work, account)
    found = await work.find(q.ACCOUNT, id=account)
    if found is None:
        raise NotThereError
    closed, reachable = found
    if closed:
        raise errors.AccountClosedError
    if by_mail and not reachable:
        raise errors.EmailNeededError(pointer="/email")


async def _grant(work: Writing, account: UUID, invited_as: InvitedAs, person: UUID | None) -> None:
    """The role of whom they are; not again if they hold it."""
    role = ROLES[invited_as]
    if role not in accounts.ROLES[await accounts.kind_of_organisation(work)]:
        raise RoleNotForOrganisationError(pointer="/invited_as")
    held = await work.find(q.HELD, account_id=account, role=role)
    if held is not None and (held[0] is None or UUID(str(held[0])) == person):
        return
    await accounts.grant(work, account, account_schemas.GrantNew(role=role, person_id=person))


async def _join(work: Writing, account: UUID, body: InvitationNew) -> None:
    """Who they are from now on; the rules of teams and circles hold."""
    if body.member_id is not None:
        found = await work.find(joined.MEMBER, id=body.member_id)
        if found is None:
            raise errors.InvitedUnknownError(pointer="/member_id")
        if found[1] is not None and UUID(str(found[1])) != account:
            raise errors.SignsInAlreadyError
        await members.correct(work, UUID(str(found[0])), body.member_id, ANY_VERSION, {"account_id": account})
    if body.circle_member_id is not None:
        found = await work.find(joined.CIRCLE_MEMBER, id=body.circle_member_id)
        if found is None:
            raise errors.InvitedUnknownError(pointer="/circle_member_id")
        if found[0] is not None and UUID(str(found[0])) != account:
            raise errors.SignsInAlreadyError
        await circle_members.sign_in_as(work, body.circle_member_id, ANY_VERSION, CircleMemberAccount(account_id=account))


async def _link(work: Writing, id_: UUID | None, account: UUID, kind: LinkKind, digest: bytes | None) -> UUID:
    """A new link in the place of the one before, sent by mail unless it has its digest already."""
    work.do(q.RETIRE, account_id=account)
    stands = RESET_STANDS if kind is LinkKind.reset else INVITATION_STANDS
    values = {"id": id_ or new_id(), "account_id": account, "kind": kind, "expires_at": utc_now() + stands, "digest": digest}
    link = await work.add(OneTimeLink, values)
    if digest is None:
        messages.queue(work, account, MessageKind(kind), link=link)
    return link
