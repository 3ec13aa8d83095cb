"""What can go wrong with visits, in the field's words. None of them names another person."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class VisitTimesError(InvalidError):
    """Times in an order that cannot be."""

    code, title, detail = (
        "visit-times",
        "Times out of order",
        "A visit ends after it begins. Send planned_start_at and planned_end_at together when you move it.",
    )


class VisitTooLongError(InvalidError):
    """No visit is longer than a day."""

    code, title, detail = (
        "visit-too-long",
        "Longer than 24 hours",
        "A visit lasts at most 24 hours. Plan one for each day.",
    )


class VisitWindowError(InvalidError):
    """The window lies around the start."""

    code, title, detail = (
        "visit-window",
        "The window lies elsewhere",
        "Send an earliest_at up to 24 hours before planned_start_at, and a latest_at up to 24 hours after it.",
    )


class ShortVisitError(InvalidError):
    """Under 30 minutes only for a reason."""

    code, title, detail = (
        "short-visit",
        "Under 30 minutes",
        "Say in short_reason why the visit is planned under 30 minutes, or plan it longer. Short visits are counted.",
    )


class VisitLongAgoError(InvalidError):
    """What has been is recorded, not planned."""

    code, title, detail = (
        "visit-long-ago",
        "More than a day ago",
        "A visit is planned at most 24 hours after it should have begun. Record what happened then as a visit that was made.",
    )


class VisitFarAheadError(InvalidError):
    """Beyond what anybody plans."""

    code, title, detail = (
        "visit-far-ahead",
        "More than two years ahead",
        "A visit is planned at most two years ahead. A series goes on by itself.",
    )


class MembersNeededError(InvalidError):
    """One to four; schemas say so first, this is the wall behind."""

    code, title, detail = "members-needed", "One to four", "A visit needs one to four members of the team."


class MemberTwiceError(InvalidError):
    """Each once."""

    code, title, detail = "member-named-twice", "Named twice", "Name each member who comes once."


class OtherPersonError(InvalidError):
    """A visit stays with its person."""

    code, title, detail = (
        "visit-other-person",
        "Another person",
        "A visit stays with its person. Cancel it, and plan one with the other person.",
    )


class NotMemberThatDayError(ConflictError):
    """Whoever comes is in the team that day."""

    code, title, detail = (
        "not-a-member-that-day",
        "Not in the team that day",
        "Name members of the person's team who have joined by the day of the visit and have not left before it.",
    )


class DoubleBookedError(ConflictError):
    """Nobody is in two places."""

    code, title, detail = (
        "double-booked",
        "With somebody else then",
        "A member named here has another visit at that time. Choose somebody who is free, another time, or leave it open.",
    )


class PersonPausedError(ConflictError):
    """Visits wait while support is paused."""

    code, title, detail = (
        "person-paused",
        "Support is paused",
        "Support for this person is paused: no visits are planned. Move their status to supported first.",
    )


class VisitBegunError(ConflictError):
    """Somebody has arrived: what is there is recorded, not planned."""

    code, title, detail = (
        "visit-begun",
        "The visit has begun",
        "Somebody has arrived at this visit, so its plan stands. Record what happened; plan a new visit for another time.",
    )


class VisitClosedError(ConflictError):
    """Cancelled or missed."""

    code, title, detail = (
        "visit-closed",
        "The visit is closed",
        "This visit was cancelled or missed. Reinstate it if it was cancelled and is still to come, or plan a new one.",
    )


class VisitNotCancelledError(ConflictError):
    """Only what was cancelled is reinstated."""

    code, title, detail = (
        "visit-not-cancelled",
        "Not cancelled",
        "Only a cancelled visit is reinstated. Read its state.",
    )


class VisitOverError(ConflictError):
    """Its time has passed."""

    code, title, detail = (
        "visit-over",
        "Its time has passed",
        "This visit should have begun already. Plan a new one, or record it if somebody was there.",
    )


class VisitAheadError(ConflictError):
    """What is still to come was not missed."""

    code, title, detail = (
        "visit-ahead",
        "Still to come",
        "This visit has not come yet. Cancel it if it will not take place.",
    )


class VisitMembersError(ConflictError):
    """A state that does not fit the members; the service works it out, this is the wall behind."""

    code, title, detail = (
        "visit-members",
        "Members changed meanwhile",
        "Who comes to this visit changed at the same moment. Read it and try again.",
    )


class CloseReasonError(InvalidError):
    """A closing has a reason."""

    code, title, detail = "close-reason", "Say why", "Say why the visit does not take place: send a reason."


class OccurrenceThereError(ConflictError):
    """One visit for each time of a series."""

    code, title, detail = (
        "occurrence-there",
        "Planned already",
        "The series has a visit for that time already. Read it and change that one.",
    )


class LinkTargetError(InvalidError):
    """What a visit was for is the person's own."""

    code, title, detail = (
        "visit-link-not-theirs",
        "Not this person's",
        "Send the id of an outcome, or of an item of the good week, of the person whom the visit is with.",
    )


class LinkThereError(ConflictError):
    """Named once."""

    code, title, detail = "visit-link-there", "Linked already", "The visit is linked with this already."


means(VisitTimesError, "ck_visit_times")
means(VisitTooLongError, "ck_visit_length")
means(VisitWindowError, "ck_visit_window")
means(ShortVisitError, "ck_visit_short")
means(MembersNeededError, "ck_visit_needed")
means(CloseReasonError, "ck_visit_closed")
means(VisitMembersError, "ck_visit_planned", "ck_visit_open")
means(NotMemberThatDayError, "visit_member_of_that_day")
means(DoubleBookedError, "visit_slot_double_booked")
means(OccurrenceThereError, "uq_visit_occurrence")
means(LinkThereError, "uq_visit_link_now")
means(LinkTargetError, "visit_link_target")
