"""Verbs that make and end accounts and the roles they hold."""

from typing import Final
from uuid import UUID

from api.domain.access import account_errors as errors
from api.domain.access import account_queries as q
from api.domain.access import account_schemas as s
from api.domain.access import models as m
from api.domain.access.roles import Role
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing

# A machine is a client; the other roles belong to one kind of organisation, a manager to both.
ROLES: Final[dict[str, frozenset[Role]]] = {
    m.OrganisationKind.council: frozenset({Role.commissioner, Role.manager}),
    m.OrganisationKind.provider: frozenset(Role) - {Role.commissioner, Role.integration},
}


async def describe(work: Writing, version: int, body: s.OrganisationPatch) -> None:
    """Change what the organisation says of itself."""
    await work.change(m.Organisation, work.asker.organisation, version, body.model_dump(exclude_unset=True))


async def kind_of_organisation(work: Writing) -> str:
    """Whether the asker's organisation is a provider or a council."""
    found = await work.find(q.ORGANISATION_KIND, id=work.asker.organisation)
    if found is None:
        raise NotThereError
    return str(found[0])


async def create(work: Writing, body: s.AccountNew) -> UUID:
    """Make an account without a password."""
    values = {"id": body.id or new_id(), "username": body.username, "name": body.name, "email": body.email}
    return await work.add(m.Account, values)


async def rename(work: Writing, account: UUID, version: int, body: s.AccountPatch) -> None:
    """Change the name that others see, and where messages go."""
    await work.change(m.Account, account, version, body.model_dump(exclude_unset=True))


def not_own(work: Writing, account: UUID) -> None:
    """A manager ends others' access, not their own."""
    if account == work.asker.subject:
        raise errors.OwnAccountError


async def disable(work: Writing, account: UUID, version: int, body: s.AccountDisabling) -> None:
    """Close an account: its sign-ins end with it."""
    not_own(work, account)
    now = await work.find(q.ACCOUNT_STATE, id=account)
    if now is None:
        raise NotThereError
    work.because(body.reason)
    await work.change(m.Account, account, version, {"disabled_at": now[0] or utc_now(), "disabled_reason": body.reason})


async def enable(work: Writing, account: UUID, version: int) -> None:
    """Let an account sign in again. Sign-ins of before stay ended."""
    await work.change(m.Account, account, version, {"disabled_at": None, "disabled_reason": None})


async def grant(work: Writing, account: UUID, body: s.GrantNew) -> UUID:
    """Give an account a role. One that it held until some day gives way to the new one."""
    if await work.find(q.ACCOUNT_STATE, id=account) is None:
        raise NotThereError
    if body.role not in ROLES[await kind_of_organisation(work)]:
        raise errors.RoleNotForOrganisationError(pointer="/role")
    if body.person_id is not None and await work.find(q.PERSON, id=body.person_id) is None:
        raise errors.UnknownPersonError(pointer="/person_id")
    if body.until is not None and body.until <= utc_now():
        raise errors.UntilPastError(pointer="/until")
    work.do(q.END_GRANTS_OVER, account_id=account, role=body.role)
    values = {"id": body.id or new_id(), "role": body.role, "person_id": body.person_id, "until": body.until}
    return await work.add(m.AccountGrant, values, account_id=account)


async def may_end_grant(work: Writing, account: UUID, id_: UUID) -> None:
    """Nobody takes the manager's role from themself."""
    found = await work.find(q.GRANT_STATE, id=id_, account_id=account)
    if found is not None and found[0] == Role.manager:
        not_own(work, account)
