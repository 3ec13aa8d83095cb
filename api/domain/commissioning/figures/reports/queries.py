"""The only place that builds statements of SQL about reports of figures."""

from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from api.domain.commissioning.figures.models import ExactFigures, FigureReport, FigureSnapshot, PublishedFigures
from api.domain.commissioning.figures.reports.errors import ReportFailedError, ReportNotMadeError
from api.domain.commissioning.figures.reports.schemas import FigureReportRead
from api.domain.outcomes.papers.kept import Kept
from api.storage.lists import equals
from api.storage.shape import Shape
from api.storage.wire import plain

_r = FigureReport.__table__.c
_s = FigureSnapshot.__table__.c


def _of_snapshot(column: Any) -> Any:  # noqa: ANN401 - a column and a statement
    return select(column).where(_s.id == _r.snapshot_id).correlate(FigureReport.__table__).scalar_subquery()


REPORT: Final = Shape(
    FigureReport,
    FigureReportRead,
    computed={one.name: (_of_snapshot(one), ("snapshot_id",)) for one in (_s.span, _s.from_on, _s.until_on)},
    order=("created_at",),
    descending=True,
)
REPORTS_FILTERS: Final = {"snapshot_id": equals(_r.snapshot_id), "state": equals(_r.state)}
QUEUE: Final = plain(
    "SELECT queue_job('make_report', jsonb_build_object('report_id', $1::uuid), 'report of ' || $2::uuid::text)",
    "report_id", "snapshot_id",
)  # fmt: skip


def _there(table: Any, part: Any) -> Any:  # noqa: ANN401 - columns and a statement
    c = table.__table__.c
    label = bindparam("label", type_=c.label.type)
    return select(c.label).where(
        c.snapshot_id == bindparam("snapshot", type_=c.snapshot_id.type),
        c.breakdown == bindparam("breakdown", type_=c.breakdown.type),
        part.is_not_distinct_from(bindparam("part", type_=part.type)),
        or_(label.is_(None), c.label == label),
    )


# What such figures are called in the caller's own table, if they are there (row security says which rows are).
PUBLISHED: Final = _there(PublishedFigures, PublishedFigures.__table__.c.part)
EXACT: Final = _there(ExactFigures, ExactFigures.__table__.c.team_id)
# It holds nobody: reading it is no look.
DOCUMENT: Final = Kept(FigureReport, not_made=ReportNotMadeError, failed=ReportFailedError)
