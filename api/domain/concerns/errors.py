"""What can go wrong with concerns, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError, InvalidError


class ConcernMoveError(ConflictError):
    """A concern is raised, acted on, closed, and can be taken up again."""

    code, title, detail = (
        "concern-state",
        "Not from here",
        "Read the concern as it is now: one that is closed is taken up again by /reopening; only one that is not can be closed.",
    )


class RestrictedAlreadyError(ConflictError):
    """It is its author's and the manager's alone already."""

    code, title, detail = ("concern-restricted", "Restricted already", "This concern is its author's and the manager's alone.")


class NotRestrictedError(ConflictError):
    """There is nothing to lift."""

    code, title, detail = ("concern-not-restricted", "Not restricted", "Everybody of the team can read this concern already.")


class RestrictionHasItsVerbsError(InvalidError):
    """Who may read a concern does not change in passing."""

    code, title = "restriction-by-verb", "By acts of their own"
    detail = "Leave `restricted` as it is when you replace a concern: /restriction and /lifting change it, with the reason."


class AuthorsOnlyError(ForbiddenError):
    """Restricting and lifting are for who raised the concern, and for the manager."""

    code, title = "author-or-manager", "Not yours to restrict"
    detail = "Only who raised a concern, or the manager, decides that it is theirs alone, and lifts that again. Ask one of them."


class NoAuthorError(ForbiddenError):
    """A restricted concern is read by its author, and a machine is nobody."""

    code, title = "needs-an-author", "Needs an author"
    detail = "A client raises no restricted concern: nobody but a manager could read it. Let somebody sign in and raise it."


class OtherVisitError(InvalidError):
    """The visit is not one with this person."""

    code, title, detail = "not-this-visit", "Another visit", "Name a visit with this person, or leave visit_id out."


class ToldAlreadyError(ConflictError):
    """The regulator was told, and what of it."""

    code, title, detail = (
        "regulator-told",
        "Told already",
        "The regulator was told of this. Read it: when, and under which reference. What it was told stays as it is.",
    )


class NothingToTellError(ConflictError):
    """Nobody said that the regulator must be told."""

    code, title, detail = (
        "nothing-to-tell",
        "Nothing to tell",
        "Say first what the regulator must be told: send `notification` with PATCH.",
    )


class StayOpenError(ConflictError):
    """Nobody is in two hospitals at once."""

    code, title, detail = (
        "stay-open",
        "In hospital already",
        "There is a stay that has not ended. End it with /discharge, or change it, before you write down another open one.",
    )


class StayEndedError(ConflictError):
    """They came home."""

    code, title, detail = "stay-ended", "Ended already", "This stay has ended. Change its last day with PATCH if it was another."


class StayDatesError(InvalidError):
    """Nobody leaves before they came."""

    code, title, detail = "stay-dates", "Left before they came", "Send a day of leaving that is not before `admitted_on`."


means(ToldAlreadyError, "ck_concern_notified", "ck_fall_notified", "ck_hospital_stay_notified")
means(StayDatesError, "ck_hospital_stay_dates")
means(ConcernMoveError, "ck_concern_closed")
means(OtherVisitError, "fk_concern_visit_id_person_id", "fk_fall_visit_id_person_id")

__all__ = [
    "AuthorsOnlyError",
    "ConcernMoveError",
    "NoAuthorError",
    "NotRestrictedError",
    "NothingToTellError",
    "OtherVisitError",
    "RestrictedAlreadyError",
    "RestrictionHasItsVerbsError",
    "StayDatesError",
    "StayEndedError",
    "StayOpenError",
    "ToldAlreadyError",
]
