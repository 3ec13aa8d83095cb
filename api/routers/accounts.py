"""Accounts and the roles they hold. A manager's."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access import account_queries as q
from api.domain.access import account_schemas as s
from api.domain.access import accounts as verbs
from api.http.call import Call
from api.http.conditions import wanted_version
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("accounts")
AccountPage = page_of(s.AccountRead)
GrantPage = page_of(s.GrantRead)
Reads = Annotated[Call, Requires("accounts:read")]
Writes = Annotated[Call, Requires("accounts:write")]
AccountId = Annotated[UUID, Path(description="The account's id.")]
GrantId = Annotated[UUID, Path(description="The grant's id.")]


@router.get("/accounts", response_model=AccountPage)
async def list_accounts(call: Reads, query: Annotated[s.AccountsQuery, Query()]) -> Response:
    """List the accounts of your organisation, by user name.

    A manager's. `role` keeps those who hold that role now.
    """
    return await call.page(q.ACCOUNT, query, q.ACCOUNTS_FILTERS)


@router.post("/accounts", response_model=s.AccountRead, status_code=201)
async def create_account(call: Writes, body: s.AccountNew) -> Response:
    """Make an account.

    A manager's. It has no password and no role yet: its owner chooses a password by invitation, which nobody else ever
    knows, and roles are granted one by one. User names are one list for the whole service (409 username-in-use).
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.create(work, body)

    return await call.add(q.ACCOUNT, verb, place="/accounts")


@router.get("/accounts/{account_id}", response_model=s.AccountRead)
async def get_account(call: Reads, account_id: AccountId) -> Response:
    """Read an account. Nothing of its password is ever shown."""
    return await call.read(q.ACCOUNT, id=account_id)


@router.patch("/accounts/{account_id}", response_model=s.AccountRead)
async def update_account(call: Writes, account_id: AccountId, body: s.AccountPatch) -> Response:
    """Change an account's name and e-mail address.

    A manager's. The name is what others see; messages to its owner go to the address.
    """

    async def verb(work: Writing, version: int) -> None:
        await verbs.rename(work, account_id, version, body)

    return await call.change(q.ACCOUNT, account_id, verb)


@router.delete("/accounts/{account_id}", status_code=204)
async def remove_account(call: Writes, account_id: AccountId) -> Response:
    """Remove an account for good.

    A manager's, and never their own (409 own-account). Access ends at the next request; the user name stays taken, so that what
    the account did can always be told.
    """

    async def verb(work: Writing, _: int) -> None:
        verbs.not_own(work, account_id)

    return await call.remove(q.ACCOUNT, account_id, verb)


@router.post("/accounts/{account_id}/disabling", response_model=s.AccountRead)
async def disable_account(call: Writes, account_id: AccountId, body: s.AccountDisabling) -> Response:
    """Close an account, with the reason.

    A manager's, and never their own (409 own-account). All its sign-ins end, at the next request.
    If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await verbs.disable(work, account_id, version, body)

    return await call.do(q.ACCOUNT, verb, record=account_id)


@router.post("/accounts/{account_id}/enabling", response_model=s.AccountRead)
async def enable_account(call: Writes, account_id: AccountId) -> Response:
    """Let an account sign in again.

    Sign-ins of before stay ended. If-Match is taken when it is sent.
    """
    version = wanted_version(call.request.headers.get("if-match", "*"))

    async def verb(work: Writing) -> None:
        await verbs.enable(work, account_id, version)

    return await call.do(q.ACCOUNT, verb, record=account_id)


@router.get("/accounts/{account_id}/grants", response_model=GrantPage)
async def list_grants(call: Reads, account_id: AccountId, query: Annotated[s.GrantsQuery, Query()]) -> Response:
    """List the roles that an account holds."""
    return await call.page(q.GRANT, query, q.GRANTS_FILTERS, account_id=account_id)


@router.post("/accounts/{account_id}/grants", response_model=s.GrantRead, status_code=201)
async def grant_role(call: Writes, account_id: AccountId, body: s.GrantNew) -> Response:
    """Give an account a role.

    A manager's. A council's accounts hold commissioner or manager, a provider's any other role; the role person says who they
    are. A role opens a kind of thing; which rows it reaches comes from memberships, coachings, circles and consents.
    """

    async def verb(work: Writing) -> UUID:
        return await verbs.grant(work, account_id, body)

    return await call.add(q.GRANT, verb, place=f"/accounts/{account_id}/grants", account_id=account_id)


@router.get("/accounts/{account_id}/grants/{grant_id}", response_model=s.GrantRead)
async def get_grant(call: Reads, account_id: AccountId, grant_id: GrantId) -> Response:
    """Read a role that an account holds."""
    return await call.read(q.GRANT, id=grant_id, account_id=account_id)


@router.delete("/accounts/{account_id}/grants/{grant_id}", status_code=204)
async def end_grant(call: Writes, account_id: AccountId, grant_id: GrantId) -> Response:
    """Take a role back.

    A manager's, and never their own role manager (409 own-account). Sign-ins with that role end, at the next request.
    """

    async def verb(work: Writing, _: int) -> None:
        await verbs.may_end_grant(work, account_id, grant_id)

    return await call.remove(q.GRANT, grant_id, verb, account_id=account_id)
