"""What can go wrong with availability, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError, InvalidError


class PatternsOverlapError(ConflictError):
    """On each day one working pattern holds."""

    code, title = "patterns-overlap", "Two patterns at once"
    detail = (
        "On some of these days another working pattern of this member holds. Only one without an end makes room for a new one:"
        " end or change the other first."
    )


class PatternDatesError(InvalidError):
    """It ends after it begins."""

    code, title, detail = (
        "pattern-dates",
        "Days out of order",
        "until_on, the first day on which it holds no more, is after from_on.",
    )


class CycleError(InvalidError):
    """The times belong to weeks of the cycle."""

    code, title = "week-of-cycle", "No such week"
    detail = "A time names a week that the cycle does not have. A cycle has 1 to 8 weeks; times name 1 to cycle_weeks."


class AbsenceTimesError(InvalidError):
    """It ends after it begins."""

    code, title, detail = "absence-times", "Times out of order", "An absence ends after it starts."


class ReasonIsOnesOwnError(ForbiddenError):
    """Why somebody is away is theirs to say."""

    code, title = "not-your-reason", "Not yours to say"
    detail = "Only the member who is away writes why, and only they read it. You may change the kind and the times."


class ReasonWrittenError(ConflictError):
    """Somebody was faster: two devices of one member."""

    code, title, detail = "reason-written", "Written just now", "The reason was written just now. Read it, then send If-Match."


class SpanError(InvalidError):
    """At most five weeks at once."""

    code, title, detail = (
        "span",
        "Too long, or none",
        "Ask for 35 days at most, with starts_before after starts_from.",
    )


means(PatternsOverlapError, "working_pattern_overlap")
means(PatternDatesError, "ck_working_pattern_dates")
means(CycleError, "ck_working_pattern_cycle")
means(AbsenceTimesError, "ck_absence_times")
means(ReasonWrittenError, "uq_absence_reason_now")

__all__ = [
    "AbsenceTimesError",
    "CycleError",
    "PatternDatesError",
    "PatternsOverlapError",
    "ReasonIsOnesOwnError",
    "ReasonWrittenError",
    "SpanError",
]
