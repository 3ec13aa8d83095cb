"""The measures registry: every figure's purpose, formula and caveat."""

from typing import Annotated

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.measures import queries as q
from api.domain.measures import schemas as s
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router

router = make_router("measures")
MeasurePage = page_of(s.MeasureRead)
Reads = Annotated[Call, Requires("organisation:read")]
Code = Annotated[str, Path(min_length=1, max_length=60, pattern=s.CODE, description="The measure's code.")]


@router.get("/measures", response_model=MeasurePage)
async def list_measures(call: Reads, query: Annotated[s.MeasuresQuery, Query()]) -> Response:
    """List the measures, by code.

    Every figure that this service gives has an entry: what it is for, who uses it, how it is worked out, what it does not say,
    and when to ask whether anybody still needs it. `operation` leaves those that one operation's answer gives. Everyone.
    """
    return await call.trail(query, q.LIST, q.every(), q.COUNT, newest=[""])


@router.get("/measures/{measure_code}", response_model=s.MeasureRead)
async def get_measure(call: Reads, measure_code: Code) -> Response:
    """Read a measure.

    Where an answer's member `measures` leads. Everyone, also who may not read the figures themselves.
    """
    return await call.told(q.ONE, q.one(measure_code))
