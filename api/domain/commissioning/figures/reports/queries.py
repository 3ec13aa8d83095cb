"""The only place that builds statements of SQL about reports of figures."""

from base64 import b64decode
from functools import lru_cache
from typing import Any, Final

import orjson
from sqlalchemy import bindparam, literal_column, or_, select

from api.domain.access.rules import reach
from api.domain.commissioning.figures.models import ExactFigures, FigureReport, PublishedFigures, ReportState
from api.domain.commissioning.figures.reports.errors import ReportFailedError, ReportNotMadeError
from api.domain.commissioning.figures.reports.schemas import FigureReportRead
from api.storage.lists import equals
from api.storage.reader import told
from api.storage.shape import Shape
from api.storage.wire import Statement, plain

_r = FigureReport.__table__.c
REPORT: Final = Shape(FigureReport, FigureReportRead, order=("created_at",), descending=True)
REPORTS_FILTERS: Final = {"snapshot_id": equals(_r.snapshot_id), "state": equals(_r.state)}
QUEUE: Final = plain(
    "SELECT queue_job('make_report', jsonb_build_object('report_id', $1::uuid), 'report of ' || $2::uuid::text)",
    "report_id", "snapshot_id",
)  # fmt: skip
HTML: Final = "text/html"
PDF: Final = "application/pdf"
FORMS: Final = {HTML: "to_jsonb(html)", PDF: "to_jsonb(encode(pdf, 'base64'))"}


def _there(table: Any, part: Any) -> Any:  # noqa: ANN401 - columns and a statement
    c = table.__table__.c
    label = bindparam("label", type_=c.label.type)
    return select(literal_column("1")).where(
        c.snapshot_id == bindparam("snapshot", type_=c.snapshot_id.type),
        c.breakdown == bindparam("breakdown", type_=c.breakdown.type),
        part.is_not_distinct_from(bindparam("part", type_=part.type)),
        or_(label.is_(None), c.label == label),
    )


# Whether there are such figures in the caller's own table (row security says which rows are).
PUBLISHED: Final = _there(PublishedFigures, PublishedFigures.__table__.c.part)
EXACT: Final = _there(ExactFigures, ExactFigures.__table__.c.team_id)


@lru_cache(maxsize=8)
def form(reader: str, media: str) -> Statement:
    """The report in one of its forms, with its state, as far as this role reaches it. It holds nobody: there is no look."""
    rule = reach(FigureReport.owner, FigureReport.rules, reader, "figure_report")
    return told(
        f"SELECT jsonb_build_object('state', state, 'form', {FORMS[media]}) AS body, ARRAY[id] AS ids,"  # noqa: S608 - our own words
        f" '{{}}'::uuid[] AS person_ids FROM figure_report WHERE id = $1::uuid AND removed_at IS NULL AND ({rule})",
        "figure_report",
        "id",
    )


def as_html(body: bytes) -> bytes:
    """The document. ReportNotMadeError, ReportFailedError."""
    return _form(body).encode()


def as_pdf(body: bytes) -> bytes:
    """The pages. ReportNotMadeError, ReportFailedError."""
    return b64decode(_form(body))


def _form(body: bytes) -> str:
    told_ = orjson.loads(body)
    if told_["state"] == ReportState.failed:
        raise ReportFailedError
    if told_["form"] is None:
        raise ReportNotMadeError
    return str(told_["form"])
