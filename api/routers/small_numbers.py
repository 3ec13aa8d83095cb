"""The rule for small numbers between a provider and each council, and the assumptions that figures are reckoned with."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.commissioning.figures.settings import queries as q
from api.domain.commissioning.figures.settings import schemas as s
from api.domain.commissioning.figures.settings import service
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("small-numbers")
SmallNumbersPage = page_of(s.SmallNumbersRead)
Reads = Annotated[Call, Requires("arrangements:read")]
Writes = Annotated[Call, Requires("arrangements:write")]
CouncilId = Annotated[UUID, Path(description="The council's id.")]


@router.get("/small-numbers", response_model=SmallNumbersPage)
async def list_small_numbers(call: Reads, query: Annotated[s.SmallNumbersQuery, Query()]) -> Response:
    """List the rules for small numbers that were written down.

    The manager those towards each council; a commissioner those of each provider towards their own. Where there is none, counts
    from 1 to 7 are hidden and all others rounded to 5.
    """
    return await call.page(q.SMALL_NUMBERS, query)


@router.get("/councils/{council_id}/small-numbers", response_model=s.SmallNumbersRead)
async def get_small_numbers(call: Reads, council_id: CouncilId) -> Response:
    """Read the rule for small numbers towards a council.

    The manager; 404 where none was written down (then it is 7 and 5). A commissioner reads the list: each provider has its own.
    """
    if call.reader != Role.manager:
        raise ForbiddenError("Read /small-numbers: each provider has its own rule towards your council.")
    return await call.read(q.SMALL_NUMBERS, council_id=council_id)


@router.put("/councils/{council_id}/small-numbers", response_model=s.SmallNumbersRead)
async def put_small_numbers(call: Writes, council_id: CouncilId, body: s.SmallNumbersPut) -> Response:
    """Write down the rule for small numbers towards a council.

    The manager. Only stricter than 7 and 5; what an admission costs and what is compared with, each with its source. It holds
    for the snapshots made from now on, those that are there stay. With If-Match it replaces. 404 for a council that is not one of
    list_councils.
    """

    async def create(work: Writing, made_of: bytes) -> bool:
        return await service.write(work, council_id, body, made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, council_id, version, body)

    place = f"/councils/{council_id}/small-numbers"
    return await call.put_only(q.SMALL_NUMBERS, body, create, replace, place=place, council_id=council_id)
