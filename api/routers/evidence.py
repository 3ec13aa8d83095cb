"""Evidence for a manager: what an assessor of data security asks an organisation to show about access. A manager's."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.domain.access import evidence_queries as q
from api.domain.access import evidence_schemas as s
from api.domain.access.function_lists import NEWEST, FunctionList
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.lists import ListQuery

router = make_router("access-evidence")
AccessPage = page_of(s.AccessEvidence)
AdministratorsPage = page_of(s.AdministratorEvidence)
ClientsPage = page_of(s.ClientEvidence)
FailuresPage = page_of(s.SignInFailureEvidence)
SecondFactorsPage = page_of(s.SecondFactorEvidence)
Reads = Annotated[Call, Requires("accounts:read")]


@router.get("/access-evidence/access", response_model=AccessPage)
async def list_access_evidence(call: Reads, query: Annotated[s.AccessEvidenceQuery, Query()]) -> Response:
    """List who had access when.

    A manager's. Every role that an account of the organisation was ever given, newest first: from when, until when, and what
    ended it. Of leavers the day on which they left stands beside the instant from which every request was refused.
    `updated_since` takes what was given, changed or ended since.
    """
    return await _list(call, query, q.ACCESS)


@router.get("/access-evidence/privileged-accounts", response_model=AdministratorsPage)
async def list_privileged_accounts(call: Reads, query: Annotated[s.EvidenceQuery, Query()]) -> Response:
    """List who administers.

    A manager's. The managers of now: since when, when they last signed in, and whether they have a second factor. Those of
    before are in the list of who had access when, with `role=manager`.
    """
    return await _list(call, query, q.ADMINISTRATORS)


@router.get("/access-evidence/clients", response_model=ClientsPage)
async def list_client_evidence(call: Reads, query: Annotated[s.ClientEvidenceQuery, Query()]) -> Response:
    """List the machines and front ends that had access.

    A manager's. Those of before too: grants, scopes and teams, how old the secret is, and when each was last used.
    """
    return await _list(call, query, q.CLIENTS)


@router.get("/access-evidence/sign-in-failures", response_model=FailuresPage)
async def list_sign_in_failures(call: Reads, query: Annotated[s.SignInFailuresQuery, Query()]) -> Response:
    """List failed sign-ins.

    A manager's. Of known accounts of the organisation, newest first, kept for a year. A name that nobody has is not in it:
    nothing is known of whose organisation that was.
    """
    return await _list(call, query, q.FAILURES)


@router.get("/access-evidence/second-factors", response_model=SecondFactorsPage)
async def list_second_factor_evidence(call: Reads, query: Annotated[s.SecondFactorEvidenceQuery, Query()]) -> Response:
    """List who has a second factor.

    A manager's. Accounts that can sign in now: whether a role of theirs demands one, whether they have it and since when, and
    who has none though they must. A sandbox demands none.
    """
    return await _list(call, query, q.SECOND_FACTORS)


async def _list(call: Call, query: ListQuery, told: FunctionList) -> Response:
    return await call.trail(query, told.page, told.values(), told.counting, newest=NEWEST)
