"""Verbs about reports of figures."""

from uuid import UUID

from api.domain.access.roles import Role
from api.domain.commissioning.figures.models import FigureReport
from api.domain.commissioning.figures.reports import queries as q
from api.domain.commissioning.figures.reports.schemas import FigureReportNew
from api.domain.shared.errors import NotThereError
from api.storage.writing import Writing


async def make(work: Writing, body: FigureReportNew, *, id_: UUID) -> UUID:
    """Ask for a report. NotThereError when there are no such figures in the table that is one's own to read."""
    own = q.PUBLISHED if work.reader == Role.commissioner else q.EXACT
    said = {"breakdown": body.breakdown.value, "part": body.part}
    found = await work.find(own, snapshot=body.snapshot_id, label=body.label, **said)
    if found is None:
        raise NotThereError
    await work.add(FigureReport, {"id": id_, "snapshot_id": body.snapshot_id, **said, "label": found[0]})
    work.do(q.QUEUE, report_id=id_, snapshot_id=body.snapshot_id)
    return id_
