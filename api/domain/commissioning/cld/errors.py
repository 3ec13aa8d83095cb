"""What can go wrong with Client Level Data, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class CouncilDetailsWrittenError(ConflictError):
    """Somebody wrote the council details of this person at the same moment."""

    code, title, detail = (
        "council-details-written",
        "Written already",
        "Somebody wrote this down at the same moment. Read it, and change it with If-Match.",
    )


class CareAssessmentDatesError(InvalidError):
    """An assessment ends after it began."""

    code, title, detail = (
        "care-assessment-dates",
        "Ended before it began",
        "Send an `ended_on` that is not before `started_on`.",
    )


class CldPeriodError(InvalidError):
    """The months cannot be these."""

    code, title, detail = (
        "cld-period",
        "Not these months",
        "An export is of the twelve months before `until_on`. Send a day that is not after tomorrow, or leave it out.",
    )


class CldExportNotMadeError(ConflictError):
    """It is made in the background."""

    code, title, detail = (
        "cld-export-not-made",
        "Not made yet",
        "The export is still being made. Read it until its state is `made`, and ask again.",
    )


class CldExportFailedError(ConflictError):
    """Making it was given up."""

    code, title, detail = ("cld-export-failed", "It could not be made", "This export could not be made. Ask for another one.")


class CldExportOutOfReachError(ConflictError):
    """Somebody in it moved on since it was made."""

    code, title, detail = (
        "cld-export-out-of-reach",
        "Somebody in it is reached no longer",
        "Since it was made, somebody in this file has gone where you do not reach them. Make a new export: it is without them.",
    )


class CldExportStateError(ConflictError):
    """Only the job that makes exports can meet it."""

    code, title, detail = "cld-export-state", "Not a state of an export", "Read the export as it is now."


means(CouncilDetailsWrittenError, "uq_council_details_person")
means(CareAssessmentDatesError, "ck_care_assessment_dates")
means(CldPeriodError, "ck_cld_export_dates")
means(CldExportStateError, "ck_cld_export_made", "ck_cld_export_kept")

__all__ = [
    "CareAssessmentDatesError",
    "CldExportFailedError",
    "CldExportNotMadeError",
    "CldExportStateError",
    "CldPeriodError",
    "CouncilDetailsWrittenError",
]
