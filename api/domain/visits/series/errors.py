"""What can go wrong with series, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError
from api.domain.visits.errors import MembersNeededError, ShortVisitError, VisitTooLongError
from api.domain.visits.series.models import MOST_WEEKS_AHEAD


class SeriesRuleError(InvalidError):
    """A rule that cannot be read, or that gives no visit."""

    code, title, detail = (
        "series-rule",
        "Not a rule for visits",
        "Send a rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=MO,TH that gives at least one visit from first_local on.",
    )


class SeriesFirstError(InvalidError):
    """A first start out of reach."""

    code, title, detail = (
        "series-first",
        "The first start is out of reach",
        "Send a first_local from a year back to two ahead; in a change not before from_local's day, nor on an earlier visit's.",
    )


class SeriesRuleStandsError(InvalidError):
    """When the visits are changes from one of them on."""

    code, title, detail = (
        "series-rule-stands",
        "The rule stands",
        "The rule and the first start change from one visit on: send them to /changes with from_local.",
    )


class SeriesFarAheadError(InvalidError):
    """Beyond what is planned ahead."""

    code, title, detail = (
        "series-far-ahead",
        "Out of reach",
        f"Send a day from today on and at most {MOST_WEEKS_AHEAD} weeks ahead. A series goes on by itself.",
    )


class NothingFollowsError(InvalidError):
    """A change from where no visit is to come."""

    code, title, detail = (
        "series-nothing-follows",
        "Nothing follows",
        "Send a from_local from which on the series still has visits to come.",
    )


class OneOccurrenceError(InvalidError):
    """Which of them is meant."""

    code, title, detail = (
        "series-one-visit",
        "Name one visit",
        "Send either on_local or visit_id.",
    )


class NotAnOccurrenceError(InvalidError):
    """Nothing of the series is there."""

    code, title, detail = (
        "series-no-such-visit",
        "Not a visit of this series",
        "Send an on_local that the rule gives, as London wall time, or the id of a visit of this series.",
    )


class SeriesEndedError(ConflictError):
    """It has an end already."""

    code, title, detail = (
        "series-ended",
        "The series has an end",
        "This series has ended, or ends on a day that is set. Change the one that follows it, or begin a new one.",
    )


class SeriesExceptionsError(ConflictError):
    """As many exceptions as a series carries."""

    code, title, detail = (
        "series-exceptions",
        "Too many exceptions",
        "So many visits are left out that it is another series. Change it from a visit on, or cancel this one visit.",
    )


means(VisitTooLongError, "ck_visit_series_length")
means(ShortVisitError, "ck_visit_series_short")
means(MembersNeededError, "ck_visit_series_needed")
