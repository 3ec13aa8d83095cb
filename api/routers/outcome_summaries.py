"""Summaries of outcomes for councils: of those who let theirs have one, and of nobody else."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from api.domain.commissioning.summaries import queries as q
from api.domain.commissioning.summaries import schemas as s
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router

router = make_router("outcome-summaries")
OutcomeSummaryPage = page_of(s.OutcomeSummaryRead)
Reads = Annotated[Call, Requires("summaries:read")]


def _commissioner(call: Call) -> Call:
    if call.reader != q.READER:
        raise ForbiddenError
    return call


@router.get("/outcome-summaries", response_model=OutcomeSummaryPage)
async def list_outcome_summaries(call: Reads, query: Annotated[s.OutcomeSummariesQuery, Query()]) -> Response:
    """List how the outcomes of people go.

    By the council's reference: of each person whose support the council funds today and who lets it have this
    (`commissioner_outcomes`). Outcomes by status, the month of the last review, what happened of their good weeks; no name, no
    words, no day of anything. A consent taken back and an arrangement that ended act on the next request. A commissioner; each is
    a look, which the person can read. Those whom no reference tells apart are left out: get_outcome_summary_counts counts them.
    """
    return await _commissioner(call).trail(query, q.SUMMARIES, {}, q.SUMMARIES_COUNT, newest=q.FIRST)


@router.get("/outcome-summary-counts", response_model=s.OutcomeSummaryCounts)
async def get_outcome_summary_counts(call: Reads) -> Response:
    """Count those who let their council know.

    Of how many the list tells, and how many it leaves out because the provider wrote down no reference of the council's, or the
    same one for two. A commissioner.
    """
    return await _commissioner(call).told(q.COUNTED, {})
