"""The plan of a fund: what the money is for, and how long it lasts."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.funds.plans import queries as q
from api.domain.funds.plans import schemas as s
from api.domain.funds.plans import service, telling
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.funds import FundId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("funds")
FundPlanItemPage = page_of(s.FundPlanItemRead)
Reads = Annotated[Call, Requires("funds:read")]
Writes = Annotated[Call, Requires("fund-plans:write")]
PlanItemId = Annotated[UUID, Path(description="The id of the item of the plan.")]
NewPlanItemId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new item, or the id of one that is there.")]
ITEMS = "/funds/{fund_id}/plan-items"


@router.get("/funds/{fund_id}/plan", response_model=s.FundPlanRead)
async def get_fund_plan(call: Reads, fund_id: FundId) -> Response:
    """Read what a fund's plan costs and how long it lasts.

    Planned against actual, item by item; what it costs in a week and in a year; the day on which what is there no longer
    suffices, with what this takes for granted. The person, their team, a provider's client, the manager, family if it is shared.
    """
    return await call.told(q.plan(call.reader), {"id": fund_id}, shaped=telling.told)


@router.get(ITEMS, response_model=FundPlanItemPage)
async def list_fund_plan_items(call: Reads, fund_id: FundId, query: Annotated[s.FundPlanItemsQuery, Query()]) -> Response:
    """List the items of a fund's plan.

    In the order in which the person put them.
    """
    return await call.page(q.ITEM, query, q.ITEMS_FILTERS, fund_id=fund_id)


@router.post(ITEMS, response_model=s.FundPlanItemRead, status_code=201)
async def add_fund_plan_item(call: Writes, fund_id: FundId, body: s.FundPlanItemNew) -> Response:
    """Add an item to a fund's plan.

    What the money is for, how often, what it costs. The plan is the person's: they change it themselves, or their team or the
    manager for them; nobody has to approve it. An outcome named is the person's own. Refused with fund-closed and fund-plan-full.
    """

    async def verb(work: Writing) -> UUID:
        return await service.plan(work, fund_id, body, id_=body.id or new_id())

    return await call.add(q.ITEM, verb, place=f"/funds/{fund_id}/plan-items", fund_id=fund_id)


@router.get(f"{ITEMS}/{{plan_item_id}}", response_model=s.FundPlanItemRead)
async def get_fund_plan_item(call: Reads, fund_id: FundId, plan_item_id: PlanItemId) -> Response:
    """Read an item of a fund's plan."""
    return await call.read(q.ITEM, id=plan_item_id, fund_id=fund_id)


@router.put(f"{ITEMS}/{{plan_item_id}}", response_model=s.FundPlanItemRead)
async def put_fund_plan_item(call: Writes, fund_id: FundId, plan_item_id: NewPlanItemId, body: s.FundPlanItemCreate) -> Response:
    """Add an item under an id of your own.

    The same body again, at any later time, answers the item as it is now. With If-Match it replaces what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.plan(work, fund_id, body, id_=plan_item_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, fund_id, plan_item_id, version, body)

    return await call.put(q.ITEM, plan_item_id, body, create, replace, place=f"/funds/{fund_id}/plan-items", fund_id=fund_id)


@router.patch(f"{ITEMS}/{{plan_item_id}}", response_model=s.FundPlanItemRead)
async def update_fund_plan_item(call: Writes, fund_id: FundId, plan_item_id: PlanItemId, body: s.FundPlanItemPatch) -> Response:
    """Change an item of a fund's plan.

    Also to end it: until_on, and why in ended_because. The person, their team, the manager. Needs If-Match. Each change stands in
    its history.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, fund_id, plan_item_id, version, body)

    return await call.change(q.ITEM, plan_item_id, verb, fund_id=fund_id)


@router.delete(f"{ITEMS}/{{plan_item_id}}", status_code=204)
async def remove_fund_plan_item(call: Writes, fund_id: FundId, plan_item_id: PlanItemId) -> Response:
    """Take away an item that was written down by mistake.

    Needs If-Match. One that money was spent on or promised for is ended instead (fund-plan-item-used).
    """

    async def verb(work: Writing, _version: int) -> None:
        await service.may_remove(work, fund_id, plan_item_id)

    return await call.remove(q.ITEM, plan_item_id, verb, fund_id=fund_id)
