"""Reports of figures: one snapshot to read and to print."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.rules import rights
from api.domain.commissioning.figures.reports import queries as q
from api.domain.commissioning.figures.reports import schemas as s
from api.domain.commissioning.figures.reports import service
from api.domain.outcomes.papers.kept import HTML, PDF
from api.domain.outcomes.papers.web import POLICY
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("figure-reports")
FigureReportPage = page_of(s.FigureReportRead)
Reads = Annotated[Call, Requires("reports:read")]
Writes = Annotated[Call, Requires("reports:write")]
ReadsForms = Annotated[Call, Requires("reports:read", also=(HTML, PDF))]
ReportId = Annotated[UUID, Path(description="The report's id.")]
PLACE: Final = "/figure-reports"
VARY: Final = {"vary": "Authorization, Accept"}
DOCUMENT: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            HTML: {"schema": {"type": "string", "maxLength": 400_000, "pattern": r"^[\s\S]*$"}},
            PDF: {"schema": {"type": "string", "format": "binary", "maxLength": 10_000_000}},
        }
    },
    409: {"description": "It is not made yet, or could not be made."},
}


@router.post(PLACE, response_model=s.FigureReportRead, status_code=201)
async def make_figure_report(call: Writes, body: s.FigureReportNew) -> Response:
    """Have a report of figures made.

    Of one snapshot: everyone, or one provider, team or place. A commissioner gets what is published to their council, with small
    numbers hidden; a manager the exact numbers of their own organisation. 404 for figures that are not in one's own table. It is
    made in the background: read it until its state is `made`. A report is kept for 90 days.
    """
    if call.reader not in rights(q.REPORT.table.owner, q.REPORT.table.rules):
        raise ForbiddenError

    async def verb(work: Writing) -> UUID:
        return await service.make(work, body, id_=body.id or new_id())

    return await call.add(q.REPORT, verb, place=PLACE)


@router.get(PLACE, response_model=FigureReportPage)
async def list_figure_reports(call: Reads, query: Annotated[s.FigureReportsQuery, Query()]) -> Response:
    """List the reports of figures of your organisation.

    The newest first, of the last 90 days. Commissioners those of their council, managers those of their organisation.
    """
    return await call.page(q.REPORT, query, q.REPORTS_FILTERS)


@router.get(f"{PLACE}/{{report_id}}", response_model=s.FigureReportRead)
async def get_figure_report(call: Reads, report_id: ReportId) -> Response:
    """Read how far a report of figures is.

    What it says is its document.
    """
    return await call.read(q.REPORT, id=report_id)


@router.get(f"{PLACE}/{{report_id}}/document", responses=DOCUMENT)
async def get_figure_report_document(call: ReadsForms, report_id: ReportId) -> Response:
    """Read what a report of figures says.

    `text/html`, for a screen or a screen reader; ask for `application/pdf` to get it for paper. Each chart carries the same in
    words and as a table. Refused with report-not-made until it is made, and with report-failed if it could not be. The numbers
    themselves, for a machine, are the snapshot's.
    """
    media = PDF if call.wants(PDF) else HTML
    if call.reader not in rights(q.REPORT.table.owner, q.REPORT.table.rules):
        raise ForbiddenError
    named = {
        "content-disposition": f'inline; filename="figures.{"pdf" if media == PDF else "html"}"',
        "content-security-policy": POLICY,
    }
    return await call.told(
        q.DOCUMENT.form(call.reader, media), {"id": report_id}, shaped=q.DOCUMENT.as_pdf if media == PDF else q.DOCUMENT.as_html,
        media=media if media == PDF else f"{media}; charset=utf-8", headers=VARY | named,
    )  # fmt: skip


@router.delete(f"{PLACE}/{{report_id}}", status_code=204)
async def remove_figure_report(call: Writes, report_id: ReportId) -> Response:
    """Take a report of figures away.

    Needs If-Match. The snapshot stays.
    """
    return await call.remove(q.REPORT, report_id)
