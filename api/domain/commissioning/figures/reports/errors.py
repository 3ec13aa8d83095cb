"""What can go wrong with reports of figures."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError


class ReportNotMadeError(ConflictError):
    """It is made in the background."""

    code, title, detail = (
        "report-not-made",
        "Not made yet",
        "The report is still being made. Read it until its state is `made`, which takes a few seconds, and ask again.",
    )


class ReportFailedError(ConflictError):
    """Making it was given up."""

    code, title, detail = "report-failed", "It could not be made", "This report could not be made. Ask for another one."


class ReportStateError(ConflictError):
    """Only the job that makes reports can meet it."""

    code, title, detail = "report-state", "Not a state of a report", "Read the report as it is now."


means(ReportStateError, "ck_figure_report_made", "ck_figure_report_forms")
