"""What can go wrong with the hours bank."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class HoursAgreedAlreadyError(ConflictError):
    """Another agreement begins on that day."""

    code, title, detail = (
        "hours-agreed-already",
        "Agreed already",
        "Another agreement begins on that day. Choose another day, or take that one away if it was a mistake.",
    )


class HoursDaysError(InvalidError):
    """An agreement ends after it begins."""

    code, title, detail = "hours-days", "Days out of order", "until_on is after from_on."


class HoursNotMovableError(ConflictError):
    """A visit cannot give or take the minutes."""

    code, title, detail = (
        "hours-not-movable",
        "These minutes cannot be moved",
        "Both visits must still be to come, the shorter one keeps at least 5 minutes, the longer one is at most 24 hours.",
    )


means(HoursAgreedAlreadyError, "uq_hours_agreement_from")
means(HoursDaysError, "ck_hours_agreement_dates")
means(InvalidError, "ck_hours_agreement_minutes", "ck_hours_entry_minutes", "ck_hours_entry_move", "ck_hours_entry_reason")
means(ConflictError, "uq_hours_entry_week")
