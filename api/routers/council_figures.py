"""Weekly figures: what a council may know of those whose support it funds, and what a provider knows of its own."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.commissioning.figures import queries as q
from api.domain.commissioning.figures import schemas as s
from api.domain.commissioning.figures.sheet import as_sheet, sheet_of_part
from api.domain.commissioning.figures.telling import shaped
from api.domain.shared.errors import ForbiddenError
from api.http.call import Call
from api.http.guard import Requires
from api.http.listing import Form
from api.http.pages import page_of
from api.routers.shared import router as make_router

router = make_router("council-figures")
CSV: Final = "text/csv"
SHEET: Final = f"{CSV}; charset=utf-8; header=present"
FigureSnapshotPage = page_of(s.FigureSnapshotRead)
FiguresPage = page_of(s.FiguresRead)
Reads = Annotated[Call, Requires("reports:read")]
ReadsForms = Annotated[Call, Requires("reports:read", also=CSV)]
SnapshotId = Annotated[UUID, Path(description="The snapshot's id.")]
FiguresId = Annotated[UUID, Path(description="The id of the figures of one part of the snapshot.")]
PLACE: Final = "/figure-snapshots"
VARY: Final = {"vary": "Authorization, Accept"}
NAMED: Final = VARY | {"content-disposition": 'attachment; filename="figures.csv"'}
ASKED: Final = dict.fromkeys(("q_span", "q_from_on", "q_until_on", "q_breakdown"))
AS_CSV: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {CSV: {"schema": {"type": "string", "maxLength": 100_000_000, "pattern": r"^[\s\S]*$"}}}}
}


def _reader(call: Call) -> str:
    if not q.reads(call.reader):
        raise ForbiddenError
    return call.reader


def _form(call: Call) -> Form:
    return Form(sheet=as_sheet, media=SHEET, headers=NAMED) if call.wants(CSV) else Form(each=shaped, headers=VARY)


@router.get(PLACE, response_model=FigureSnapshotPage)
async def list_figure_snapshots(call: Reads, query: Annotated[s.FigureSnapshotsQuery, Query()]) -> Response:
    """List the snapshots that figures can be read of.

    The one that ended last first: each week, quarter and year is counted once, two days after its end, and never again. A
    commissioner and a council's client those of their council; the manager those of their organisation; members of teams, their
    coaches and a provider's client those in which a team of theirs is counted.
    """
    reader = _reader(call)
    return await call.trail(query, q.snapshots(reader), ASKED, q.snapshots_count(reader), newest=q.NEWEST)


@router.get(f"{PLACE}/{{snapshot_id}}", response_model=s.FigureSnapshotRead)
async def get_figure_snapshot(call: Reads, snapshot_id: SnapshotId) -> Response:
    """Read what a snapshot is of, and its rule.

    Its days, the rule for small numbers that it was published by, and what admissions are reckoned with, as agreed when it was
    made. 404 for a snapshot without figures of one's own.
    """
    return await call.told(q.snapshot(_reader(call)), {"id": snapshot_id})


@router.get(f"{PLACE}/{{snapshot_id}}/figures", response_model=FiguresPage, responses=AS_CSV)
async def list_figures(call: ReadsForms, snapshot_id: SnapshotId, query: Annotated[s.FiguresQuery, Query()]) -> Response:
    """List the figures of a snapshot, by one breakdown.

    Of everyone, or of each provider, team or place, by name. A commissioner and a council's client read what is published: counts
    from 1 to the rule's threshold are suppressed, and so is what would tell one (very rarely even a 0); every other is rounded;
    of a part with too few people nothing is told. A manager reads the exact figures of their organisation; members of teams and
    their coaches those of their teams, and a provider's client those of its teams; of other breakdowns they are told nothing. Ask
    for `text/csv` to get a sheet with a row for each measure, whose next page is in the Link header. 404 for a snapshot without
    figures of one's own.
    """
    reader = _reader(call)
    values = {**ASKED, "snapshot": snapshot_id}
    return await call.trail(query, q.figures(reader), values, q.figures_count(reader), newest=q.FIRST, form=_form(call))


@router.get(f"{PLACE}/{{snapshot_id}}/figures/{{figures_id}}", response_model=s.FiguresOfPart, responses=AS_CSV)
async def get_figures(call: ReadsForms, snapshot_id: SnapshotId, figures_id: FiguresId) -> Response:
    """Read the figures of one part of a snapshot.

    As in the list, with the entries of the measures beside them. 404 for what is not in one's own list.
    """
    reader, values = _reader(call), {"snapshot": snapshot_id, "id": figures_id}
    if call.wants(CSV):
        return await call.told(q.part(reader), values, shaped=sheet_of_part, media=SHEET, headers=NAMED)
    return await call.told(q.part(reader), values, shaped=lambda body: shaped(body, q.measures()), headers=VARY)


@router.get("/latest-figures", response_model=FiguresPage, responses=AS_CSV)
async def list_latest_figures(call: ReadsForms, query: Annotated[s.LatestFiguresQuery, Query()]) -> Response:
    """List the figures of the newest week, quarter or year.

    As the list of the newest snapshot of that length; empty until there is one. Its pages stay with the snapshot that the first
    one was of.
    """
    reader = _reader(call)
    page, counting = q.figures(reader, latest=True), q.figures_count(reader, latest=True)
    return await call.trail(query, page, ASKED, counting, newest=q.FIRST, form=_form(call))
