"""Sign-ins and the devices they are on: one's own, and for a manager those of an account."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access import session_lists as verbs
from api.domain.access import session_schemas as s
from api.domain.access.account_queries import ACCOUNT
from api.domain.access.account_schemas import AccountRead
from api.domain.access.function_lists import NEWEST
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("sessions")
SessionPage = page_of(s.SessionRead)
OwnReads = Annotated[Call, Requires("sessions:read")]
OwnWrites = Annotated[Call, Requires("sessions:write")]
Reads = Annotated[Call, Requires("accounts:read")]
Writes = Annotated[Call, Requires("accounts:write")]
AccountId = Annotated[UUID, Path(description="The account's id.")]
SessionId = Annotated[UUID, Path(description="The sign-in's id.")]


@router.get("/me/sessions", response_model=SessionPage)
async def list_own_sessions(call: OwnReads, query: Annotated[s.SessionsQuery, Query()]) -> Response:
    """List your sign-ins and the devices they are on.

    Any account's own, in all its roles, newest first; those that ended or ran out are not in it. `current` marks the one that
    asks. Machines have none: they sign in anew.
    """
    return await call.trail(
        query, verbs.OWN.page, verbs.OWN.values(current=call.asker.session), verbs.OWN.counting, newest=NEWEST
    )


@router.delete("/me/sessions/{sign_in_id}", status_code=204)
async def end_own_session(call: OwnWrites, sign_in_id: SessionId) -> Response:
    """End one of your sign-ins.

    For a phone that was lost or lent. Refused at its next request, and its browser must sign in again; ending the current one
    is signing out. The same again is 204 too; somebody else's is not there (404).
    """

    async def verb(work: Writing) -> None:
        await verbs.end_own(work, sign_in_id)

    return await call.tell(ACCOUNT, verb)


@router.post("/me/sessions/ending", status_code=204)
async def end_other_sessions(call: OwnWrites) -> Response:
    """End all your sign-ins but this one.

    In all your roles and on every device: each is refused at its next request, and browsers must sign in again.
    """
    return await call.tell(ACCOUNT, verbs.end_others)


@router.get("/accounts/{account_id}/sessions", response_model=SessionPage)
async def list_account_sessions(call: Reads, account_id: AccountId, query: Annotated[s.SessionsQuery, Query()]) -> Response:
    """List the sign-ins of an account.

    A manager's, of an account of their organisation: on which devices it is signed in, with what, and since when. Newest first.
    """
    of = verbs.OF_ACCOUNT
    values = of.values(current=call.asker.session, account_id=account_id)
    return await call.trail(query, of.page, values, of.counting, newest=NEWEST)


@router.delete("/accounts/{account_id}/sessions/{sign_in_id}", status_code=204)
async def end_account_session(call: Writes, account_id: AccountId, sign_in_id: SessionId) -> Response:
    """End a sign-in of an account.

    A manager's. Refused at its next request, and its browser must sign in again. The same again is 204 too. To close the whole
    account, disable it.
    """

    async def verb(work: Writing) -> None:
        await verbs.end_of_account(work, account_id, sign_in_id)

    return await call.tell(ACCOUNT, verb)


@router.post("/accounts/{account_id}/second-factor-removal", response_model=AccountRead)
async def remove_second_factor(call: Writes, account_id: AccountId, body: s.SecondFactorRemoval) -> Response:
    """Take away a second factor that was lost, with the reason.

    A manager's, and never their own (409 own-account). Their recovery codes and all their sign-ins end with it, and they are
    written to. Whose role demands a second factor sets up a new one at the next sign-in. The same again changes nothing.
    """

    async def verb(work: Writing) -> None:
        await verbs.remove_second_factor(work, account_id, body.reason)

    return await call.do(ACCOUNT, verb, record=account_id)
