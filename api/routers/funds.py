"""Individual Service Funds: the agreement, and what stands in it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.funds import queries as q
from api.domain.funds import schemas as s
from api.domain.funds import service
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("funds")
FundPage = page_of(s.FundRead)
Reads = Annotated[Call, Requires("funds:read")]
Writes = Annotated[Call, Requires("funds:write")]
FundId = Annotated[UUID, Path(description="The fund's id.")]
NewFundId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new fund, or the id of one that is there.")]


@router.get("/funds", response_model=FundPage)
async def list_all_funds(call: Reads, query: Annotated[s.AllFundsQuery, Query()]) -> Response:
    """List the funds that you reach.

    The latest first, each with what stands in it. A person their own, the team and a provider's client those of the people they
    support, family what is shared with them (`funds`), the manager all.
    """
    return await call.page(q.FUND, query, q.ALL_FUNDS_FILTERS)


@router.get("/people/{person_id}/funds", response_model=FundPage)
async def list_funds(call: Reads, person_id: PersonId, query: Annotated[s.FundsQuery, Query()]) -> Response:
    """List a person's funds.

    The latest first, each with what stands in it. The person, their team, the manager, family if it is shared.
    """
    return await call.page(q.FUND, query, q.FUNDS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/funds", response_model=s.FundRead, status_code=201)
async def open_fund(call: Writes, person_id: PersonId, body: s.FundNew) -> Response:
    """Open an Individual Service Fund.

    Who decides, who holds the money, what the provider takes for itself, what happens if there is not enough. It begins with
    nothing in it: money comes in by an entry of kind allocation. The team and the manager. An arrangement or a representative
    named is this person's. Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.open_fund(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.FUND, verb, place=f"/people/{person_id}/funds", person_id=person_id)


@router.get("/people/{person_id}/funds/{fund_id}", response_model=s.FundRead)
async def get_fund(call: Reads, person_id: PersonId, fund_id: FundId) -> Response:
    """Read a fund: the agreement, and what stands in it.

    The balances are of this moment; the ETag changes with them.
    """
    return await call.read(q.FUND, id=fund_id, person_id=person_id)


@router.put("/people/{person_id}/funds/{fund_id}", response_model=s.FundRead)
async def put_fund(call: Writes, person_id: PersonId, fund_id: NewFundId, body: s.FundCreate) -> Response:
    """Open a fund under an id of your own.

    The same body again, at any later time, answers the fund as it is now. With If-Match it replaces the agreement.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.open_fund(work, person_id, body, id_=fund_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, fund_id, version, body)

    return await call.put(q.FUND, fund_id, body, create, replace, place=f"/people/{person_id}/funds", person_id=person_id)


@router.patch("/people/{person_id}/funds/{fund_id}", response_model=s.FundRead)
async def update_fund(call: Writes, person_id: PersonId, fund_id: FundId, body: s.FundPatch) -> Response:
    """Change the agreement of a fund.

    The team and the manager. Needs If-Match. What it says must hold together (fund-agreement); overspending is not narrowed below
    what is overspent already (fund-overspent); a closed fund stands (fund-closed).
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, fund_id, version, body)

    return await call.change(q.FUND, fund_id, verb, person_id=person_id)


@router.post("/people/{person_id}/funds/{fund_id}/closing", response_model=s.FundRead)
async def close_fund(call: Writes, person_id: PersonId, fund_id: FundId, body: s.FundClosing) -> Response:
    """Close a fund.

    The team and the manager. Nothing may be left in it: carry it into another fund or pay it back first (fund-not-empty). It
    stays readable for good, and nothing more is written in it (fund-closed).
    """

    async def verb(work: Writing) -> None:
        await service.close(work, person_id, fund_id, body)

    return await call.do(q.FUND, verb, record=fund_id, person_id=person_id)
